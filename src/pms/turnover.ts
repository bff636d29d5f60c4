import { addDays, type LocalDate } from "../domain/calendar.ts";
import type { Booking } from "../domain/hotel.ts";
import type { Pms } from "./port.ts";

/** What becomes of one room between two nights. */
export interface Turnover {
  readonly room: string;
  /** Who slept in it the night before; `status` tells whether they have left. */
  readonly before?: Booking;
  /** Who arrives into it that day. Who stays on in it is in `before`, with a later departure, and not here. */
  readonly arriving?: Booking;
  /** Nobody could be given it the night before, or can be from that day, and no booking says so: ask a person. */
  readonly closedBefore?: true;
  readonly closed?: true;
}

/**
 * What stands in the way of a late departure from these rooms on `day`, or of an early arrival into them. Two bookings
 * with one room on one night, which only a PMS that sold it twice has, show as the first of them.
 */
export async function turnover(
  pms: Pick<Pms, "arrivals" | "inHouse" | "outOfService">,
  rooms: readonly string[],
  day: LocalDate,
): Promise<readonly Turnover[]> {
  const night = addDays(day, -1);
  const [before, arriving, closedBefore, closed] = await Promise.all([
    pms.inHouse(night),
    pms.arrivals(day),
    pms.outOfService(night),
    pms.outOfService(day),
  ]);
  const into = (room: string, among: readonly Booking[]): Booking | undefined =>
    among.find((booking) => booking.roomNumbers.includes(room));
  return rooms.map((room) => {
    const slept = into(room, before);
    const comes = into(room, arriving);
    return {
      room,
      ...(slept ? { before: slept } : {}),
      ...(comes ? { arriving: comes } : {}),
      ...(closedBefore.includes(room) ? { closedBefore: true as const } : {}),
      ...(closed.includes(room) ? { closed: true as const } : {}),
    };
  });
}
