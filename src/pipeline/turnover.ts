import type { ErrandEvent, StayWish } from "../conversation/contract-errands.ts";
import { addDays } from "../domain/calendar.ts";
import { money } from "../domain/money.ts";
import { nightsOf } from "../domain/stay.ts";
import { asHotelbotError } from "../errors.ts";
import { turnover } from "../pms/turnover.ts";
import type { PipelineContext } from "./context.ts";

type Answer = Extract<ErrandEvent, { kind: "turnover" }>;

/**
 * Asks the PMS whether the guest's rooms can be had longer on the day they leave, or earlier on the day they arrive.
 * Somebody who comes into one of them may have another room of the type while there is one; that is what a late
 * departure is paid for. A night's rate is the booking's own, all its rooms, taxes included.
 */
export async function askTurnover(context: PipelineContext, wish: StayWish): Promise<Answer> {
  const { kind, booking } = wish;
  const { roomNumbers, stay, total } = booking;
  try {
    if (roomNumbers.length === 0) return { kind: "turnover", outcome: "unknown" };
    if (kind === "early_check_in") {
      const rooms = await turnover(context.pms, roomNumbers, stay.arrival);
      const slept = rooms.some(
        ({ before, closedBefore }) => closedBefore || (before !== undefined && before.status !== "departed"),
      );
      return { kind: "turnover", outcome: slept ? "needed" : "free" };
    }
    const rooms = await turnover(context.pms, roomNumbers, stay.departure);
    const needed = rooms.filter(({ arriving, closed }) => closed || arriving !== undefined).length;
    if (needed === 0) return { kind: "turnover", outcome: "free" };
    const night = { arrival: stay.departure, departure: addDays(stay.departure, 1) };
    const { party, roomType } = booking;
    const question = { stay: night, party, rooms: 1, roomType, fresh: true, counted: true };
    const [others] = await context.pms.quote(question);
    const held = context.store.holds.heldByOthers(booking.roomType, night, 0, context.clock.now());
    const rate = money(Math.round(total.minor / Math.max(1, nightsOf(stay))), total.currency);
    const free = (others?.free ?? 0) - held;
    return free >= needed
      ? { kind: "turnover", outcome: "paid", rate }
      : { kind: "turnover", outcome: "needed" };
  } catch (thrown) {
    const error = asHotelbotError(thrown);
    context.log.warn(error.message, { code: error.code });
    if (error.code === "PMS_UNAVAILABLE" || error.code === "PMS_UNKNOWN") {
      return { kind: "turnover", outcome: "unknown" };
    }
    throw thrown;
  }
}
