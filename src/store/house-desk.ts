import type { LocalDate } from "../domain/calendar.ts";
import type { BookingStatus } from "../domain/hotel.ts";
import type { Stay, StayEnd } from "../domain/stay.ts";
import { type BlockRecord, type CalendarRecord, prepareHouseDesk } from "./house-desk-sql.ts";
import { STAY_ENDS } from "./house-sql.ts";
import type { Connection } from "./sqlite/connection.ts";
import { optional } from "./sqlite/json.ts";

type Block = {
  readonly room?: string;
  readonly stay: Stay;
  readonly reason: string;
  readonly calendarId?: number;
  readonly uid?: string;
  readonly holds: boolean;
};

type Rate = { readonly roomType: string; readonly minor: number };

/** What the desk changes in the house, in the shape of src/pms/house/desk-repository.ts, which says what each does. */
export function openHouseDesk(connection: Connection) {
  const sql = prepareHouseDesk(connection);
  return {
    rooms: () =>
      sql.rooms
        .all()
        .map(({ number, room_type, sold }) => ({ number, roomType: room_type, sold: sold === 1 })),
    putRoom: (number: string, roomType: string): void => void sql.putRoom.run(number, roomType),
    retireRoom: (number: string): void => void sql.retireRoom.run(number),

    blocks: (day: LocalDate) => sql.blocks.all(day).map(toBlock),
    addBlock(block: Block, at: number): number | undefined {
      const { room = null, stay, reason, calendarId = null, uid = null, holds } = block;
      const { arrival, departure } = stay;
      const { id } = sql.addBlock.run(room, arrival, departure, reason, calendarId, uid, holds ? 1 : 0, at);
      if (!holds) return id;
      const { changes } = sql.occupyBlock.run(arrival, departure, id, room);
      const { nights } = sql.countNights.get(arrival, departure) ?? { nights: 0 };
      return changes === nights ? id : undefined;
    },
    removeBlock: (id: number): boolean => sql.removeBlock.run(id).changes > 0,

    weekdayRates: () =>
      sql.weekdayRates
        .all()
        .map(({ room_type, weekday, minor }) => ({ roomType: room_type, weekday, minor })),
    datedRates: (day: LocalDate) =>
      sql.datedRates.all(day).map(({ room_type, night, minor }) => ({ roomType: room_type, night, minor })),
    putWeekdayRate: ({ roomType, weekday, minor }: Rate & { readonly weekday: number }): void =>
      void sql.putWeekdayRate.run(roomType, weekday, minor),
    putDatedRate: ({ roomType, night, minor }: Rate & { readonly night: LocalDate }): void =>
      void sql.putDatedRate.run(roomType, night, minor),
    dropDatedRate: (roomType: string, night: LocalDate): void => void sql.dropDatedRate.run(roomType, night),

    minimumStays: (day: LocalDate) =>
      sql.minimumStays.all(day).map(({ room_type, ...minimum }) => ({ roomType: room_type, ...minimum })),
    putMinimumStay: (minimum: {
      readonly roomType: string;
      readonly day: string;
      readonly nights: number;
    }): void => void sql.putMinimumStay.run(minimum.roomType, minimum.day, minimum.nights),
    dropMinimumStay: (roomType: string, day: string): void => void sql.dropMinimumStay.run(roomType, day),
    closedDays: (day: LocalDate) =>
      sql.closedDays.all(day).map(({ room_type, day: on, ...to }) => ({
        roomType: room_type,
        day: on,
        to: STAY_ENDS.filter((end) => to[end] > 0),
      })),
    putClosedDay: (closed: {
      readonly roomType: string;
      readonly day: string;
      readonly to: readonly StayEnd[];
    }): void => {
      const [arrival, departure] = STAY_ENDS.map((end) => Number(closed.to.includes(end)));
      sql.putClosedDay.run(closed.roomType, closed.day, arrival ?? 0, departure ?? 0);
    },
    dropClosedDay: (roomType: string, day: string): void => void sql.dropClosedDay.run(roomType, day),

    seed: (part: string): string | undefined => sql.seed.get(part)?.sha256,
    putSeed: (part: string, sha256: string): void => void sql.putSeed.run(part, sha256),

    setPayment: (
      pmsId: string,
      {
        paidMinor,
        depositMinor,
        nonRefundable,
      }: { readonly paidMinor: number; readonly depositMinor: number; readonly nonRefundable: boolean },
    ): void => void sql.setPayment.run(paidMinor, depositMinor, nonRefundable ? 1 : 0, Number(pmsId)),
    depositOf: (pmsId: string): number => sql.depositOf.get(Number(pmsId))?.deposit_minor ?? 0,
    leave(pmsId: string, departure: LocalDate, status: BookingStatus, at: number): void {
      sql.leave.run(departure, status, at, Number(pmsId));
      sql.freeFrom.run(Number(pmsId), departure);
    },
    bookingIds: ({ arrival, departure }: Stay) =>
      sql.bookingIds.all(arrival, departure, arrival).map(({ id }) => String(id)),
    takenNights: (room: string, from: LocalDate): readonly LocalDate[] =>
      sql.takenNights.all(room, from).map(({ night }) => night),

    calendars: () => sql.calendars.all().map(toCalendar),
    addCalendar: (
      { url, room, roomType }: { readonly url: string; readonly room?: string; readonly roomType?: string },
      at: number,
    ): number => sql.addCalendar.run(url, room ?? null, roomType ?? null, at).id,
    removeCalendar: (id: number): boolean => sql.removeCalendar.run(id).changes > 0,
    calendarRead: (id: number, at: number): void => void sql.calendarRead.run(at, id),
    calendarFailed: (id: number, at: number, error: string): void =>
      void sql.calendarFailed.run(at, error, id),
  };
}

function toBlock(row: BlockRecord) {
  const { id, first_night, until, reason, holds } = row;
  return {
    id,
    stay: { arrival: first_night, departure: until },
    reason,
    holds: holds === 1,
    ...optional("room", row.room),
    ...optional("calendarId", row.calendar_id),
    ...optional("uid", row.uid),
  };
}

function toCalendar(row: CalendarRecord) {
  return {
    id: row.id,
    url: row.url,
    ...optional("room", row.room),
    ...optional("roomType", row.room_type),
    ...optional("readAt", row.read_at),
    ...optional("failedAt", row.failed_at),
    ...optional("error", row.error),
  };
}
