import type { InboundContent } from "../domain/message.ts";
import { compose } from "./compose.ts";
import type { PipelineContext } from "./context.ts";
import { stateOf } from "./conversation.ts";

/** Waits between tries of a turn that failed inside hotelbot: about two minutes in all, then a person has it. */
const WAITS_MS = [1_000, 4_000, 15_000, 40_000, 60_000] as const;

/** Puts a guest's waiting messages aside for a while; undefined when they had their tries. */
export function postponeBurst(context: PipelineContext, guestId: number, why: string): number | undefined {
  const rows = context.store.inbox.pending(guestId);
  const attempts = Math.max(0, ...rows.map((row) => row.attempts));
  const wait = WAITS_MS[attempts];
  if (rows.length === 0 || wait === undefined) return undefined;
  const until = context.clock.now() + wait;
  context.store.transaction(() => {
    for (const row of rows) context.store.inbox.postpone(row.id, until, why);
  });
  return until;
}

/**
 * The end of the line for messages no try could handle: kept as dead letters, the conversation waits for a person, who
 * reads there what the guest wrote, and the guest is told so. Never silence, unless a person has it already.
 */
export function giveUp(context: PipelineContext, guestId: number, why: string): undefined {
  const { store, clock, ids, phrases } = context;
  const rows = store.inbox.pending(guestId);
  const last = rows[rows.length - 1];
  if (!last) return undefined;
  const at = clock.now();
  store.transaction(() => {
    const { channel, from, profileName } = last.message;
    const conversation = store.conversations.open(guestId, channel, from, profileName, at);
    const state = stateOf(context, conversation, rows);
    store.conversations.save(conversation.id, conversation.version, {
      state: { ...state, mode: "person" },
      mode: "person",
      language: state.language,
      waitingReason: "failed",
      at,
    });
    const { to, id: conversationId } = conversation;
    for (const row of rows) {
      const { kind, text } = wordsOf(row.message.content);
      const guest = { direction: "in", author: "guest", at: row.message.sentAt, inboxId: row.id } as const;
      store.conversations.addTurn({ ...guest, conversationId, kind, text });
    }
    const apology = { text: phrases.plain(state.language, "trouble_person_will_answer") };
    for (const content of conversation.mode === "person" ? [] : compose([apology])) {
      const id = ids.unique();
      const dedupeKey = `dead:${last.id}`;
      store.outbox.add({ id, conversationId, guestId, channel, to, content, dedupeKey, createdAt: at });
      const bot = { direction: "out", author: "bot", at, outboxId: id } as const;
      store.conversations.addTurn({ ...bot, conversationId, kind: content.kind, text: apology.text });
    }
    store.inbox.finish(
      rows.map((row) => row.id),
      "dead",
      at,
    );
    store.audit.add({
      at,
      actor: "hotelbot",
      action: "dead_letter",
      subject: `guest:${guestId}`,
      detail: { why },
    });
  });
  return undefined;
}

/** As the transcript shows it; what was spoken was not heard. */
function wordsOf(content: InboundContent): { readonly kind: string; readonly text: string } {
  switch (content.kind) {
    case "text":
      return content;
    case "button":
      return { kind: "button", text: content.title };
    case "voice":
      return { kind: "voice", text: "" };
    case "speech":
      return { kind: "voice", text: content.transcript.text };
    case "image":
      return { kind: "image", text: content.caption ?? "" };
    case "unsupported":
      return { kind: content.what, text: content.caption ?? "" };
  }
}
