import { addDays, localNow } from "../../domain/calendar.ts";
import { rulesOf } from "../../domain/desk-rules.ts";
import type { Booking } from "../../domain/hotel.ts";
import { epochOf, epochOfWall } from "../../domain/wall.ts";
import type { RequestRow } from "../../store/contract.ts";
import type { PipelineContext } from "../context.ts";

type Planning = Pick<PipelineContext, "store" | "hotel">;

/** How long before its hour the desk hears of a taxi nobody has seen to. */
const AHEAD_MS = 15 * 60_000;
/** Who left longer ago is not asked for a review that was never planned. */
const LEFT_DAYS = 3;

export function wakeUpKey(requestId: number, attempt: number): string {
  return `wake_up:${requestId}:${attempt}`;
}

/** A wake-up call at the time on the hotel's wall. Joins a transaction. */
export function planWakeUp({ store, hotel }: Planning, row: RequestRow, wall: string, at: number): void {
  store.schedule.add({
    key: wakeUpKey(row.id, 1),
    kind: "wake_up",
    subject: `request:${row.id}`,
    conversationId: row.conversationId,
    dueAt: epochOfWall(wall, hotel.timeZone),
    wall,
    at,
  });
}

/** Looks again at a wish with an hour of its own before that hour comes. Joins a transaction. */
export function planFollowUp({ store }: Planning, row: RequestRow, at: number): void {
  if (row.dueAt === undefined || row.dueAt <= at) return;
  store.schedule.add({
    key: `request_due:${row.id}`,
    kind: "request_due",
    subject: `request:${row.id}`,
    conversationId: row.conversationId,
    dueAt: Math.max(at, row.dueAt - AHEAD_MS),
    at,
  });
}

/** The first try comes soon: most engines and lines are back within seconds. */
const LISTEN_AFTER_MS = 30_000;

/** A voice note that could not be heard is tried again. Joins a transaction. */
export function planListening(
  { store }: Pick<PipelineContext, "store">,
  conversationId: number,
  inboxId: number,
  at: number,
): void {
  const subject = `inbox:${inboxId}`;
  const dueAt = at + LISTEN_AFTER_MS;
  store.schedule.add({
    key: `voice_note:${inboxId}`,
    kind: "voice_note",
    subject,
    conversationId,
    dueAt,
    at,
  });
}

/**
 * The reminders of a stay and the first question for a review. May be planned as often as one likes: the days are part
 * of the key, so a stay that is moved is planned anew, and what was planned for the old days sees that when it is due.
 */
export function planStay(
  { store, hotel }: Planning,
  conversationId: number,
  booking: Booking,
  at: number,
): void {
  const { reference, stay } = booking;
  const { reminders, review } = rulesOf(hotel);
  const add = (kind: "reminder" | "review", key: string, dueAt: number): void => {
    const wall = localNow(dueAt, hotel.timeZone);
    store.schedule.add({
      key,
      kind,
      subject: reference,
      conversationId,
      dueAt,
      wall: `${wall.date}T${wall.time}`,
      at,
    });
  };
  for (const days of reminders.daysBefore) {
    const dueAt = epochOf(addDays(stay.arrival, -days), reminders.from, hotel.timeZone);
    if (dueAt > at) add("reminder", reminderKey(booking, days), dueAt);
  }
  const out = epochOf(stay.departure, hotel.checkOutUntil, hotel.timeZone);
  if (review.most > 0 && out + LEFT_DAYS * 86_400_000 > at) {
    add("review", reviewKey(booking, 1), out + review.afterMs);
  }
}

export function reminderKey({ reference, stay }: Pick<Booking, "reference" | "stay">, days: number): string {
  return `reminder:${reference}:${stay.arrival}:${days}`;
}

export function reviewKey({ reference, stay }: Pick<Booking, "reference" | "stay">, nth: number): string {
  return `review:${reference}:${stay.departure}:${nth}`;
}

/** Every stay that is known and not long over: what was changed in the PMS, and what an older version had booked. */
export function planAll(context: Planning, at: number): void {
  const { store, hotel } = context;
  const since = addDays(localNow(at, hotel.timeZone).date, -LEFT_DAYS);
  store.transaction(() => {
    for (const { booking, conversationId } of store.journal.staying(since)) {
      if (booking && LIVE.has(booking.status)) planStay(context, conversationId, booking, at);
    }
  });
}

const LIVE: ReadonlySet<Booking["status"]> = new Set(["firm", "in_house", "departed"]);

/** Moments promised on the hotel's wall follow it when the rules of its time zone changed meanwhile. */
export function followTheWall({ store, hotel }: Planning): void {
  store.transaction(() => {
    for (const { id, wall, dueAt } of store.schedule.walls()) {
      const now = wall === undefined ? dueAt : epochOfWall(wall, hotel.timeZone);
      // Of an hour shown twice the wall says only that it is one of them.
      if (now !== dueAt && !sameWall(dueAt, wall, hotel.timeZone)) store.schedule.setDue(id, now);
    }
  });
}

function sameWall(dueAt: number, wall: string | undefined, timeZone: string): boolean {
  const { date, time } = localNow(dueAt, timeZone);
  return `${date}T${time}` === wall;
}
