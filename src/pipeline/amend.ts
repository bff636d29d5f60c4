import type { ConversationEvent } from "../conversation/contract.ts";
import { isAs } from "../domain/amendment.ts";
import type { Booking } from "../domain/hotel.ts";
import { asHotelbotError } from "../errors.ts";
import type { ChangeRow } from "../store/contract.ts";
import { fillerAfter, type Queued, spokenBefore } from "./booking.ts";
import { tellDeskOf } from "./booking-alerts.ts";
import { writeTurn } from "./commit.ts";
import type { PipelineContext } from "./context.ts";
import { contactOf, mustGet, stateOf } from "./conversation.ts";
import { changeQuotes, rereadBooking } from "./existing.ts";
import { runSteps } from "./run-steps.ts";
import { planStay } from "./schedule/plan.ts";

/** What was agreed to so long ago and not written is looked at again before it is: a price older is never sold. */
const AGREED_FOR_MS = 5 * 60_000;
/** A change that is not to be seen after this long did not happen (PMS writes settle in seconds). */
const ABSENT_AFTER_MS = 120_000;

type Outcome =
  | { readonly kind: "firm"; readonly booking: Booking }
  | { readonly kind: "refused" | "unknown" | "down"; readonly why: string }
  /** Nothing was written: the booking or its price is not what was read back. */
  | { readonly kind: "stale"; readonly why: string; readonly booking: Booking };

/** Finishes every change and cancellation of a conversation that is a row but not yet a truth. In the guest's lane only. */
export async function settleAmendments(
  context: PipelineContext,
  conversationId: number,
  queued: Queued,
): Promise<void> {
  const rows = context.store.changes.open().filter((row) => row.conversationId === conversationId);
  for (const row of rows) {
    const outcome =
      row.state === "intended" ? await firstTry(context, row, queued) : await lookUp(context, row);
    const stored = context.store.changes.get(row.reference)?.state;
    if (outcome.kind === "unknown" && row.state === "unknown" && stored === "unknown") continue;
    await tell(context, row, outcome);
  }
}

async function firstTry(context: PipelineContext, row: ChangeRow, queued: Queued): Promise<Outcome> {
  const phrase = row.request.kind === "cancel" ? "cancel.in_progress" : "change.in_progress";
  const stopFiller = fillerAfter(context, row, phrase, queued);
  try {
    return await firstWrite(context, row);
  } finally {
    stopFiller();
  }
}

/** The last look, then the call: the booking must be what was read back, and its new price too. */
async function firstWrite(context: PipelineContext, row: ChangeRow): Promise<Outcome> {
  try {
    const stale = await recheck(context, row);
    if (stale) return stale;
  } catch (thrown) {
    const error = asHotelbotError(thrown);
    if (error.code === "PMS_UNAVAILABLE" || error.code === "PMS_UNKNOWN")
      return { kind: "down", why: error.message };
    return { kind: "refused", why: error.message };
  }
  return await write(context, row);
}

async function recheck(context: PipelineContext, row: ChangeRow): Promise<Outcome | undefined> {
  const { request, conversationId, createdAt } = row;
  const { before } = request;
  const now = await rereadBooking(context, before);
  if (!now) return { kind: "refused", why: "the PMS has no such booking" };
  if (now.status === "cancelled" && request.kind === "cancel") return undefined;
  const same = isAs(now, before) && now.total.minor === before.total.minor && now.status === before.status;
  if (!same) return { kind: "stale", why: "the booking is not what was read back", booking: now };
  if (request.kind === "cancel") {
    const old = context.clock.now() - createdAt > AGREED_FOR_MS;
    return old ? { kind: "stale", why: "the yes is too old", booking: now } : undefined;
  }
  const { stay, party, roomType, total } = request.change;
  const quotes = await changeQuotes(context, conversationId, now, stay, party);
  const quote = quotes.find((each) => each.roomType === roomType);
  const asked = quote?.total.minor === total.minor && quote.total.currency === total.currency;
  return asked
    ? undefined
    : { kind: "stale", why: "the room or its price is not what was read back", booking: now };
}

/** Marked before it leaves: what is `sent` and has no answer is looked up, never repeated blindly. */
async function write({ store, clock, pms }: PipelineContext, row: ChangeRow): Promise<Outcome> {
  const { request, reference } = row;
  store.changes.sent(reference, clock.now());
  try {
    const { pmsId } = request.before;
    const booking =
      request.kind === "cancel" ? await pms.cancel(pmsId) : await pms.change(pmsId, request.change);
    if (isDone(row, booking)) return { kind: "firm", booking };
    return { kind: "unknown", why: "the PMS answered a booking that is not as wanted" };
  } catch (thrown) {
    const error = asHotelbotError(thrown);
    if (error.code === "PMS_REFUSED" || error.code === "PMS_INVALID")
      return { kind: "refused", why: error.message };
    return { kind: error.code === "PMS_UNAVAILABLE" ? "down" : "unknown", why: error.message };
  }
}

function isDone({ request }: ChangeRow, booking: Booking): boolean {
  if (request.kind === "cancel") return booking.status === "cancelled";
  const { before, change } = request;
  return (
    booking.status === "firm" &&
    isAs(booking, change) &&
    booking.roomNumbers.length === before.roomNumbers.length
  );
}

/**
 * The truth about a write whose answer never came, by reading the booking back. It may still be on its way, so that a
 * booking as it was means something only when the write has had time to settle; then it is written once more.
 */
async function lookUp(context: PipelineContext, row: ChangeRow): Promise<Outcome> {
  const { clock, pms } = context;
  const { request, state, createdAt, updatedAt } = row;
  let booking: Booking | undefined;
  try {
    booking = await rereadBooking(context, request.before);
  } catch (thrown) {
    return { kind: "unknown", why: asHotelbotError(thrown).message };
  }
  if (booking && isDone(row, booking)) return { kind: "firm", booking };
  const now = clock.now();
  if (now - updatedAt < pms.settleMs) return { kind: "unknown", why: "the PMS does not show it yet" };
  if (!booking) return { kind: "refused", why: "the PMS has no such booking any more" };
  const untouched = isAs(booking, request.before) && booking.status === request.before.status;
  if (!untouched) return { kind: "refused", why: "somebody else changed the booking meanwhile" };
  const late = now - createdAt >= ABSENT_AFTER_MS;
  if (late && state === "unknown") return { kind: "refused", why: "the PMS did not do it" };
  if (now - createdAt > AGREED_FOR_MS) return { kind: "stale", why: "the yes is too old", booking };
  const again = await write(context, row);
  return again.kind === "down" ? { kind: "unknown", why: again.why } : again;
}

/** Row, conversation and replies move in one transaction; what the journal knows of the booking moves with them. */
async function tell(context: PipelineContext, row: ChangeRow, outcome: Outcome): Promise<void> {
  const { reference, request, state: was } = row;
  const conversation = mustGet(context, row.conversationId);
  const silent = outcome.kind === "unknown" && was === "unknown";
  const state = stateOf(context, conversation);
  const events = [eventFor(row, outcome)];
  const result = silent
    ? undefined
    : await runSteps(context, conversation.id, state, events, contactOf(conversation));
  const at = context.clock.now();
  context.store.transaction(() => {
    const { changes, journal, audit } = context.store;
    if (outcome.kind === "firm") {
      changes.firm(reference, outcome.booking, at);
      // What the guest did through us is no news: the comparison with the PMS starts from here.
      if (outcome.booking.reference !== "") journal.reread(outcome.booking.reference, outcome.booking);
    } else if (outcome.kind === "unknown") changes.unknown(reference, outcome.why, at);
    else changes.refused(reference, outcome.why, at);
    if (result) {
      const spoken = spokenBefore(context, row.conversationId);
      writeTurn(context, { conversation, key: `amend:${reference}:${outcome.kind}`, at, spoken }, result);
    }
    if (outcome.kind === "firm" && outcome.booking.status === "firm") {
      planStay(context, row.conversationId, outcome.booking, at);
    }
    if (outcome.kind === "firm") lookAtPrice(context, row, outcome.booking);
    const detail = outcome.kind === "firm" ? { code: outcome.booking.code } : { why: outcome.why };
    audit.add({
      at,
      actor: "hotelbot",
      action: `${request.kind}.${outcome.kind}`,
      subject: reference,
      detail,
    });
  });
  context.log.info("a booking was to be changed", { reference, kind: request.kind, outcome: outcome.kind });
}

function eventFor({ request }: ChangeRow, outcome: Outcome): ConversationEvent {
  switch (outcome.kind) {
    case "firm":
      return { kind: "amended", amendment: request, booking: outcome.booking };
    case "stale":
      return { kind: "amend_stale", booking: outcome.booking };
    case "refused":
      return { kind: "amend_refused", why: outcome.why };
    case "down":
      return { kind: "amend_down" };
    case "unknown":
      return { kind: "amend_unknown" };
  }
}

/** The guest agreed to a price; if the PMS has another one all the same, people must see it. */
function lookAtPrice(context: PipelineContext, row: ChangeRow, booking: Booking): void {
  const { request, conversationId, reference } = row;
  if (request.kind === "cancel" || booking.total.minor === request.change.total.minor) return;
  tellDeskOf(context, conversationId, {
    kind: "price_differs",
    reference,
    booking,
    quoted: request.change.total,
  });
}
