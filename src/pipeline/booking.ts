import type { ConversationEvent } from "../conversation/contract.ts";
import type { PlainKey } from "../conversation/phrase-keys.ts";
import { QUOTE_AGE_MS } from "../conversation/rooms.ts";
import type { Booking } from "../domain/hotel.ts";
import { countsOf, sameCounts } from "../domain/parts.ts";
import { asHotelbotError, type HotelbotError } from "../errors.ts";
import type { JournalRow } from "../store/contract.ts";
import { tellDeskOf } from "./booking-alerts.ts";
import { say, writeTurn } from "./commit.ts";
import type { PipelineContext } from "./context.ts";
import { contactOf, mustGet, stateOf } from "./conversation.ts";
import { releaseHold } from "./holds.ts";
import { recheck } from "./recheck.ts";
import { runSteps } from "./run-steps.ts";
import { planStay } from "./schedule/plan.ts";

/** After this long the guest is told that the booking is being made: silence would feel like a hang. */
const FILLER_AFTER_MS = 3_000;
/** An unknown outcome that is nowhere to be found after this long did not happen (PMS writes settle in seconds). */
const ABSENT_AFTER_MS = 120_000;

type Outcome =
  | { readonly kind: "firm"; readonly booking: Booking }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string }
  /** A yes too old to be written, and what is different since: nothing was written. */
  | { readonly kind: "stale"; readonly why: string; readonly event: ConversationEvent }
  /** It was not reached: nothing is written; the draft and its hold are kept for another yes. */
  | { readonly kind: "down"; readonly why: string };

/** Told that a guest has something to be sent while the work of their lane goes on. */
export type Queued = (guestId: number) => void;

/** Finishes every booking of a conversation that is a row but not yet a truth. Called in the guest's lane only. */
export async function settleBookings(
  context: PipelineContext,
  conversationId: number,
  queued: Queued,
): Promise<void> {
  const rows = context.store.journal.open().filter((row) => row.conversationId === conversationId);
  for (const row of rows) await settle(context, row, queued);
}

async function settle(context: PipelineContext, row: JournalRow, queued: Queued): Promise<void> {
  const outcome =
    row.state === "intended" ? await firstWrite(context, row, queued) : await lookUp(context, row);
  // Still open, and told already: since when it has been is what decides how long its absence says nothing.
  const stored = context.store.journal.get(row.reference)?.state;
  if (outcome.kind === "unknown" && row.state === "unknown" && stored === "unknown") return;
  await tell(context, row, outcome);
  if (outcome.kind === "firm") await lookForTwin(context, row, outcome.booking);
}

/** Another booking of the same guest for the same nights may be a mistake: the desk is told, the guest keeps both. */
async function lookForTwin(context: PipelineContext, row: JournalRow, booking: Booking): Promise<void> {
  const { pms, log } = context;
  const { reference, request, conversationId } = row;
  try {
    const others = await pms.similar(request.guest, booking.stay);
    const twin = others.find((other) => other.reference !== reference);
    if (!twin) return;
    tellDeskOf(context, conversationId, {
      kind: "same_nights",
      reference,
      code: booking.code,
      other: twin.code,
    });
  } catch (error) {
    log.warn("it could not be seen whether the guest has another booking", { reference, err: error });
  }
}

async function firstWrite(context: PipelineContext, row: JournalRow, queued: Queued): Promise<Outcome> {
  const stopFiller = fillerAfter(context, row, "booking_in_progress", queued);
  try {
    return (await staleYes(context, row)) ?? (await write(context, row));
  } finally {
    stopFiller();
  }
}

/** A yes that lay on the disk while nothing ran: room and price must still be what was read back. */
async function staleYes(context: PipelineContext, row: JournalRow): Promise<Outcome | undefined> {
  if (context.clock.now() - row.createdAt <= QUOTE_AGE_MS) return undefined;
  const { reference: _ours, channel: _where, ...booking } = row.request;
  const event = await recheck(context, row.conversationId, { kind: "book", draft: 0, booking });
  return event && { kind: "stale", why: `the yes is too old: ${event.kind}`, event };
}

/** The call itself, marked before it leaves: what is `sent` and has no answer is looked up, never repeated blindly. */
async function write(context: PipelineContext, row: JournalRow): Promise<Outcome> {
  context.store.journal.sent(row.reference, context.clock.now());
  try {
    return outcomeOf(row, await context.pms.create(row.request));
  } catch (thrown) {
    return failed(asHotelbotError(thrown));
  }
}

/** Only what the PMS holds in full may be called confirmed, whatever it answered. */
function outcomeOf(row: JournalRow, booking: Booking): Outcome {
  if (booking.status !== "firm") return { kind: "refused", why: `the PMS holds it as ${booking.status}` };
  const { rooms } = row.request;
  const asked = sameCounts(countsOf(row.request), countsOf(booking)) || !row.request.parts;
  if (booking.roomNumbers.length === rooms && asked) return { kind: "firm", booking };
  return { kind: "unknown", why: `the PMS holds ${booking.roomNumbers.length} of ${rooms} rooms` };
}

/**
 * The truth about a write whose answer never came, by our own reference. It may still be on its way to a remote PMS, so
 * its absence means something only when it has had time to settle; then the same reference is written again.
 */
async function lookUp(context: PipelineContext, row: JournalRow): Promise<Outcome> {
  const { pms, clock } = context;
  let booking: Booking | undefined;
  try {
    booking = await pms.findByReference(row.reference);
  } catch (thrown) {
    // Nothing is known of the write while nobody answers: it stays open.
    return { kind: "unknown", why: asHotelbotError(thrown).message };
  }
  if (booking?.status === "firm") return outcomeOf(row, booking);
  const now = clock.now();
  // What is absent may not be shown yet, and of one that was taken back a second try may be under way.
  if (booking?.status !== "not_firm" && now - row.updatedAt < pms.settleMs) {
    return { kind: "unknown", why: "the PMS has not shown it yet" };
  }
  // Made, but in a room of somebody else's: to write it again is to put that right.
  if (booking && booking.status !== "not_firm") return outcomeOf(row, booking);
  if (!booking && row.state === "unknown" && now - row.createdAt >= ABSENT_AFTER_MS) {
    return { kind: "refused", why: "the PMS has no such booking" };
  }
  const again = await write(context, row);
  // It was not reached this time; of the first time that says nothing.
  return again.kind === "down" ? { kind: "unknown", why: again.why } : again;
}

function failed(error: HotelbotError): Outcome {
  if (error.code === "PMS_REFUSED" || error.code === "PMS_INVALID")
    return { kind: "refused", why: error.message };
  if (error.code === "PMS_UNAVAILABLE") return { kind: "down", why: error.message };
  return { kind: "unknown", why: error.message };
}

/** Journal, conversation and replies move in one transaction. */
async function tell(context: PipelineContext, row: JournalRow, outcome: Outcome): Promise<void> {
  const first = row.state === "intended" || row.state === "sent";
  const event = eventFor(outcome);
  const conversation = mustGet(context, row.conversationId);
  const silent = !first && outcome.kind === "unknown";
  const state = stateOf(context, conversation);
  const result = silent
    ? undefined
    : await runSteps(context, conversation.id, state, [event], contactOf(conversation));
  const at = context.clock.now();
  context.store.transaction(() => {
    const { journal, audit } = context.store;
    if (outcome.kind === "firm") journal.firm(row.reference, outcome.booking, at);
    else if (outcome.kind !== "unknown") journal.refused(row.reference, outcome.why, at);
    else journal.unknown(row.reference, outcome.why, at);
    if (outcome.kind === "firm" || outcome.kind === "refused") releaseHold(context, conversation.id, at);
    if (result) {
      const frame = {
        conversation,
        key: `booking:${row.reference}:${outcome.kind}`,
        at,
        spoken: spokenBefore(context, row.conversationId),
      };
      writeTurn(context, frame, result);
    }
    if (outcome.kind === "firm") planStay(context, row.conversationId, outcome.booking, at);
    if (outcome.kind === "firm") lookAtPrice(context, row, outcome.booking);
    audit.add({
      at,
      actor: "hotelbot",
      action: `booking.${outcome.kind}`,
      subject: row.reference,
      detail: outcome.kind === "firm" ? { code: outcome.booking.code } : { why: outcome.why },
    });
  });
  context.log.info("booking", { reference: row.reference, outcome: outcome.kind });
}

/** The price was locked to what the guest was told; if it is another one all the same, people must see it. */
function lookAtPrice(context: PipelineContext, row: JournalRow, booking: Booking): void {
  const { reference, request } = row;
  if (booking.total.minor === request.total.minor) return;
  tellDeskOf(context, row.conversationId, {
    kind: "price_differs",
    reference,
    booking,
    quoted: request.total,
  });
}

function eventFor(outcome: Outcome): ConversationEvent {
  if (outcome.kind === "firm") return { kind: "booked", booking: outcome.booking };
  if (outcome.kind === "refused") return { kind: "booking_refused", why: outcome.why };
  if (outcome.kind === "stale") return outcome.event;
  if (outcome.kind === "down") return { kind: "pms_unavailable" };
  return { kind: "booking_unknown" };
}

/** The confirmation is spoken when the yes was. */
export function spokenBefore(context: PipelineContext, conversationId: number): boolean {
  const turns = context.store.conversations.turns(conversationId, 6);
  return turns.findLast((turn) => turn.direction === "in")?.kind === "voice";
}

type Written = Pick<JournalRow, "reference" | "conversationId">;

/** Tells the guest that a write takes long, once it does. Answers how to stop. */
export function fillerAfter(
  context: PipelineContext,
  row: Written,
  phrase: PlainKey,
  queued: Queued,
): () => void {
  return context.clock.after(FILLER_AFTER_MS, () => {
    try {
      sayFiller(context, row, phrase);
      queued(mustGet(context, row.conversationId).guestId);
    } catch (error) {
      // Nobody waits for a timer: what it throws would end the process, for a courtesy.
      context.log.warn("the guest could not be told that the booking takes long", { err: error });
    }
  });
}

function sayFiller(context: PipelineContext, row: Written, phrase: PlainKey): void {
  const conversation = mustGet(context, row.conversationId);
  const state = stateOf(context, conversation);
  const text = context.phrases.plain(state.language, phrase);
  const frame = {
    conversation,
    key: `booking:${row.reference}:filler`,
    at: context.clock.now(),
    spoken: false,
  };
  context.store.transaction(() => say(context, frame, state, [{ text }]));
}
