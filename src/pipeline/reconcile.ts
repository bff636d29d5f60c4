import { addDays, localNow } from "../domain/calendar.ts";
import type { Booking } from "../domain/hotel.ts";
import type { JournalRow } from "../store/contract.ts";
import { type BookingAlert, tellDeskOf } from "./booking-alerts.ts";
import type { PipelineContext } from "./context.ts";
import { newsFor } from "./news.ts";
import { planStay } from "./schedule/plan.ts";

/** Runs work in a guest's lane: nobody else touches the conversation meanwhile. */
export type InLane = <T>(guestId: number, work: () => Promise<T>) => Promise<T>;

export interface Reconciler {
  /** Looks at bookings made by hotelbot as the PMS has them now. Never rejects; answers how many had changed. */
  round(): Promise<number>;
}

/** Who arrives by then is looked at in every round, others in turn. */
const SOON_DAYS = 2;
const MOST_SOON = 60;
const OTHERS_A_ROUND = 20;

/**
 * The front desk changes, cancels and moves bookings on its own screens, where no one tells us. Each round compares the
 * confirmed bookings with the PMS: what matters to a guest is told to the desk, once, and what hotelbot shows the guest
 * is the PMS's truth from then on.
 */
export function createReconciler(context: PipelineContext, inLane: InLane): Reconciler {
  const { store, pms, clock, log, hotel } = context;
  let next = 0;
  /** Absent in the last round: only what is absent twice is gone, since a reading may be older than a write. */
  let absent = new Set<string>();

  function chosen(): JournalRow[] {
    const today = localNow(clock.now(), hotel.timeZone).date;
    const live = store.journal.staying(today).filter(({ booking }) => booking && isLive(booking));
    const soon = live.filter(({ booking }) => (booking?.stay.arrival ?? "") <= addDays(today, SOON_DAYS));
    const others = live.filter((row) => !soon.includes(row));
    const turn = Array.from({ length: Math.min(OTHERS_A_ROUND, others.length) }, (_, at) => {
      const row = others[(next + at) % others.length];
      return row ? [row] : [];
    }).flat();
    next = others.length === 0 ? 0 : (next + turn.length) % others.length;
    return [...soon.slice(0, MOST_SOON), ...turn];
  }

  async function look(row: JournalRow, missing: Set<string>): Promise<boolean> {
    const before = row.booking;
    if (!before) return false;
    const now = await pms.findByReference(row.reference);
    if (!now) missing.add(row.reference);
    if (!now && !absent.has(row.reference)) return false;
    const booking: Booking = now ? withKnownRooms(now, before) : { ...before, status: "not_firm" };
    if (JSON.stringify(booking) === JSON.stringify(before)) return false;
    const guestId = store.conversations.get(row.conversationId)?.guestId;
    if (guestId === undefined) return false;
    return await inLane(guestId, async () => {
      // What was read may be older than what the guest changed through us meanwhile, or is changing.
      const known = store.journal.get(row.reference)?.booking;
      const changing = store.changes.open().some(({ request }) => request.before.pmsId === before.pmsId);
      if (changing || JSON.stringify(known) !== JSON.stringify(before)) return false;
      const alert = alertFor(row.reference, before, booking, now !== undefined);
      const tellGuest = await newsFor(context, row.conversationId, alert);
      store.transaction(() => {
        store.journal.reread(row.reference, booking);
        if (isLive(booking)) planStay(context, row.conversationId, booking, clock.now());
        tellGuest?.();
        if (alert) tellDeskOf(context, row.conversationId, alert, tellGuest !== undefined);
      });
      return true;
    });
  }

  return {
    async round() {
      const missing = new Set<string>();
      let changed = 0;
      let reference: string | undefined;
      try {
        for (const row of chosen()) {
          reference = row.reference;
          if (await look(row, missing)) changed += 1;
        }
      } catch (error) {
        log.warn("bookings could not be compared with the PMS", { reference, err: error });
      }
      absent = missing;
      return changed;
    },
  };
}

function isLive({ status }: Booking): boolean {
  return status === "firm" || status === "in_house";
}

/** Where the PMS cannot tell which rooms were booked until the end, the last reading before it can. */
function withKnownRooms(now: Booking, before: Booking): Booking {
  if (!now.roomsUnclear || before.roomsUnclear) return now;
  const { roomsUnclear: _known, parts: _mixed, ...rest } = now;
  const { roomType, roomNumbers, parts, stay, party } = before;
  return { ...rest, roomType, roomNumbers, ...(parts ? { parts } : {}), stay, party };
}

/** What of a change matters to anybody; rooms are assigned anew all the time. */
function alertFor(
  reference: string,
  before: Booking,
  booking: Booking,
  found: boolean,
): BookingAlert | undefined {
  if (!found) return { kind: "gone", reference, booking: before };
  if (booking.status === "cancelled") return { kind: "cancelled", reference, booking };
  if (booking.status === "not_firm") return { kind: "room_lost", reference, booking };
  const same =
    before.stay.arrival === booking.stay.arrival &&
    before.stay.departure === booking.stay.departure &&
    before.roomType === booking.roomType &&
    before.total.minor === booking.total.minor;
  // A guest who leaves early changes the departure too, and knows it.
  return same || booking.status === "departed" ? undefined : { kind: "changed", reference, before, booking };
}
