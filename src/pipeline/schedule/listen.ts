import type { ConversationEvent } from "../../conversation/contract.ts";
import type { ConversationRow, InboxRow, ScheduleRow } from "../../store/contract.ts";
import { writeTurn } from "../commit.ts";
import type { PipelineContext } from "../context.ts";
import { contactOf, mustGet, stateOf } from "../conversation.ts";
import { listenAgainMs } from "../hear.ts";
import { type Reading, read } from "../reading.ts";
import { runSteps } from "../run-steps.ts";
import { unasked } from "../unasked.ts";
import { waitForPerson } from "../waiting.ts";
import type { Alarmed } from "./waking.ts";

const SHORTEST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * A voice note that could not be heard when it came is tried again, and answered when it can be: its guest was told
 * that it waits. After the time hotel.yaml gives it the guest is asked to write, and the desk sees it.
 */
export async function listenAgain(
  context: PipelineContext,
  due: ScheduleRow,
  alarmed: Alarmed,
): Promise<void> {
  const { store, clock } = context;
  const note = store.inbox.get(Number(due.subject.split(":")[1]));
  if (!note) return void store.schedule.finish(due.id, "cancelled", "the message is gone", clock.now());
  const conversation = mustGet(context, due.conversationId);
  const reading = await read(context, [note], stateOf(context, conversation));
  if (!reading.later && reading.aside.length === 0) {
    return answer(context, due, conversation, note, reading, alarmed);
  }
  const at = clock.now();
  const waited = at - note.receivedAt;
  if (waited >= listenAgainMs(context)) return giveUp(context, due, conversation, note);
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, waited / 2));
  store.schedule.setDue(due.id, Math.round(at + wait));
}

/** What was heard at last is a turn like any other, but for one thing: a yes of then is no yes to what was asked since. */
async function answer(
  context: PipelineContext,
  due: ScheduleRow,
  conversation: ConversationRow,
  note: InboxRow,
  reading: Reading,
  alarmed: Alarmed,
): Promise<void> {
  const { store, clock } = context;
  const state = stateOf(context, conversation);
  const events = reading.events.map(saidLongAgo);
  const result = await runSteps(context, conversation.id, state, events, contactOf(conversation));
  const at = clock.now();
  const done = store.transaction(() => {
    if (!store.schedule.finish(due.id, "done", undefined, at)) return false;
    for (const turn of reading.turns) {
      store.conversations.addTurn({ ...turn, at, conversationId: conversation.id });
    }
    writeTurn(context, { conversation, key: `heard:${note.id}`, at, spoken: true }, result);
    return true;
  });
  if (done && result.handovers.some(({ reason }) => reason === "emergency")) alarmed();
}

function saidLongAgo(event: ConversationEvent): ConversationEvent {
  return event.kind === "guest" ? { ...event, interrupted: true } : event;
}

async function giveUp(
  context: PipelineContext,
  due: ScheduleRow,
  conversation: ConversationRow,
  note: InboxRow,
): Promise<void> {
  const { store, clock } = context;
  const at = clock.now();
  const said = await unasked(
    context,
    conversation,
    { kind: "unheard", why: "gave_up" },
    { key: `unheard:${note.id}`, at, templates: "desk", parameters: "words" },
  );
  store.transaction(() => {
    if (!store.schedule.finish(due.id, "skipped", "the voice message could not be heard", at)) return;
    said.write?.();
    waitForPerson(context, conversation.id, "unheard", at);
    store.audit.add({
      at,
      actor: "hotelbot",
      action: "voice_note.unheard",
      subject: `conversation:${conversation.id}`,
    });
  });
}
