import { NO_TRACER } from "../platform/tracer.ts";
import type { ConversationRow, InboxRow } from "../store/contract.ts";
import { settleAmendments } from "./amend.ts";
import { type Queued, settleBookings } from "./booking.ts";
import { writeTurn } from "./commit.ts";
import type { PipelineContext } from "./context.ts";
import { contactOf, mustGet, stateOf } from "./conversation.ts";
import { cutOffCall, wantsNoMore } from "./cut-off-call.ts";
import { extendHold } from "./hold-extension.ts";
import { keepProofs, proofsOf } from "./proofs.ts";
import { burstCompleteAt, putOffUntil } from "./quiet.ts";
import { asksForAnswer, read, soundsUrgent } from "./reading.ts";
import { runSteps } from "./run-steps.ts";
import { planListening } from "./schedule/plan.ts";
import { noteGivenBack, personIsSilent } from "./silence.ts";
import { turnSpan } from "./turn-span.ts";
import { waitForPerson } from "./waiting.ts";

/**
 * Everything due for one guest: bookings left open by a crash first, then each channel's burst as one turn. Answers
 * when to look again (epoch ms), or undefined when nothing is left.
 */
export async function handleGuest(
  context: PipelineContext,
  guestId: number,
  queued: Queued,
): Promise<number | undefined> {
  const pending = context.store.inbox.pending(guestId);
  const [first] = pending;
  if (!first) return undefined;
  const burst = pending.filter((row) => row.message.channel === first.message.channel);
  const now = context.clock.now();
  const complete = burstCompleteAt(
    burst.map((row) => row.receivedAt),
    context.quiet[first.message.channel],
    now,
  );
  const due = Math.max(complete, soundsUrgent(context, burst) ? 0 : putOffUntil(burst, now));
  if (due > now) return due;
  const { id } = openConversation(context, burst, now);
  const { tracer = NO_TRACER } = context;
  return tracer.span("turn", turnSpan(burst, id), async () => {
    await settleWrites(context, id, queued);
    const again = await handleBurst(context, guestId, id, burst);
    if (again !== undefined) return again;
    await settleWrites(context, id, queued);
    return context.store.inbox.pending(guestId).length > 0 ? now : undefined;
  });
}

/** Bookings, changes and cancellations that are rows but not yet truths. */
export async function settleWrites(
  context: PipelineContext,
  conversationId: number,
  queued: Queued,
): Promise<void> {
  const { oneAtATime = (_id, work) => work() } = context;
  await oneAtATime(conversationId, async () => {
    await settleBookings(context, conversationId, queued);
    await settleAmendments(context, conversationId, queued);
  });
}

function openConversation(context: PipelineContext, burst: readonly InboxRow[], at: number): ConversationRow {
  const last = burst[burst.length - 1];
  if (!last) throw new Error("an empty burst");
  const { channel, from, profileName } = last.message;
  return context.store.conversations.open(last.guestId, channel, from, profileName, at);
}

/** One turn. Answers when to try again if an attachment could not be had yet. */
async function handleBurst(
  context: PipelineContext,
  guestId: number,
  conversationId: number,
  burst: readonly InboxRow[],
): Promise<number | undefined> {
  const conversation = mustGet(context, conversationId);
  const given = personIsSilent(context, conversation, context.clock.now());
  const person = conversation.mode === "person" && !given;
  const expects = burst.some(asksForAnswer);
  // «typing…» and blue ticks promise an answer that a person gives in their own time.
  if (!person && expects) context.seen(burst);
  const own = extendHold(context, conversationId, stateOf(context, conversation, burst));
  const call = person ? undefined : cutOffCall(context, conversation, own);
  const reading = await read(context, burst, call?.state ?? own);
  const at = context.clock.now();
  if (reading.later) {
    const until = at + reading.later.afterMs;
    context.store.inbox.postpone(reading.later.inboxId, until, reading.later.why);
    return until;
  }
  const back = given && expects ? [{ kind: "given_back" } as const] : [];
  const moved = reading.events.some(({ kind }) => kind === "guest") ? call : undefined;
  moved?.bring();
  // A STOP leaves what the call was about where it is, and gives its rooms back.
  const goesOn = moved !== undefined && !wantsNoMore(reading.events);
  const here = goesOn ? [{ kind: "moved_here", wrote: true } as const] : [];
  const events = [...back, ...here, ...reading.events];
  const state = goesOn ? moved.state : own;
  const result = await runSteps(context, conversationId, state, events, contactOf(conversation));
  const ids = burst.map((row) => row.id);
  const fate = person
    ? "for_person"
    : result.replies.length > 0 || result.book || result.amend
      ? "answered"
      : "silent";
  const lastInboundAt = Math.max(...burst.map((row) => row.message.sentAt));
  const done = context.store.transaction(() => {
    // Two guests may turn out to be one while their messages are read: whose they are now reads them again.
    const theirs = new Set(context.store.inbox.pending(guestId).map(({ id }) => id));
    if (!ids.every((id) => theirs.has(id))) return false;
    if (back.length > 0) noteGivenBack(context, conversation, at);
    moved?.leave(result.state);
    for (const turn of reading.turns) {
      context.store.conversations.addTurn({
        ...turn,
        conversationId,
        detail:
          turn.inboxId === ids.at(-1)
            ? { ...asObject(turn.detail), understood: reading.understood }
            : turn.detail,
      });
    }
    const media = proofsOf(burst);
    const frame = { conversation, key: `turn:${ids[0]}`, at, spoken: reading.spoken, lastInboundAt, media };
    writeTurn(
      context,
      { ...frame, quietly: result.book !== undefined || result.amend !== undefined },
      result,
    );
    for (const inboxId of reading.aside) planListening(context, conversationId, inboxId, at);
    // Who has the conversation must see that the guest wrote again: hotelbot says nothing there.
    if (person && expects) waitForPerson(context, conversationId, "wrote_again", at);
    context.store.inbox.finish(ids, fate, at);
    return true;
  });
  if (!done) {
    context.log.info("messages are another guest's now", { guest: guestId, messages: burst.length });
    return undefined;
  }
  context.log.info("a turn ended", {
    conversation: conversationId,
    messages: burst.length,
    fate,
    replies: result.replies.length,
  });
  if (result.handovers.some(({ reason }) => reason === "emergency")) context.alarmed?.();
  if (result.desk.some(({ kind }) => kind === "proof")) keepProofs(context, burst);
  if (result.book) context.log.info("booking intended", { conversation: conversationId });
  return undefined;
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
