import { createHash } from "node:crypto";
import type { ConversationState } from "../conversation/contract.ts";
import type { Reply } from "../domain/message.ts";
import type { ConversationRow, OutboxEntry, ProofMedia } from "../store/contract.ts";
import { intendAmendment } from "./amend-row.ts";
import { compose, composeSpeech } from "./compose.ts";
import type { PipelineContext } from "./context.ts";
import { writeDeskRows } from "./desk-rows.ts";
import { releaseHold } from "./holds.ts";
import type { TurnResult } from "./run-steps.ts";
import { mostUrgent, stillWaits } from "./urgency.ts";
import type { TemplateContent } from "./way.ts";

type Book = NonNullable<TurnResult["book"]>;

/** What is written with a turn besides its result. `key` names the turn: replaying it writes nothing twice. */
export interface TurnFrame {
  readonly conversation: ConversationRow;
  readonly key: string;
  readonly at: number;
  readonly spoken: boolean;
  readonly lastInboundAt?: number;
  /** The guest may only be written to in these approved words: they are sent in place of the replies. */
  readonly template?: Omit<TemplateContent, "kind" | "text">;
  /** Pictures and documents of the turn. */
  readonly media?: readonly ProofMedia[];
  /** Replies to leave out because a later event of the same turn says it better. */
  readonly quietly?: boolean;
}

/**
 * A booking's own reference, the same for the same draft of the same conversation: it is how a cut-off write is found
 * again. A draft that was refused and confirmed anew gets the next one. A restored backup counts its conversations on
 * from an older number, so who comes and when is part of it: nobody is ever told of another guest's booking.
 */
function bookingReference(context: PipelineContext, conversationId: number, book: Book): string {
  const { roomType, stay, rooms, guest, parts } = book.booking;
  const facts = [roomType, stay.arrival, stay.departure, rooms, guest.name, guest.email, guest.phone];
  if (parts) facts.push(...parts.map((part) => `${part.roomType}:${part.rooms}`));
  const digest = createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 8);
  const base = `${context.hotel.id}-${conversationId}-${book.draft}-${digest}`;
  let reference = base;
  for (let n = 2; context.store.journal.get(reference)?.state === "refused"; n++) reference = `${base}.${n}`;
  return reference;
}

/**
 * Writes a turn's outcome. Must run inside a transaction together with what the turn consumed: the conversation
 * moves, the replies are queued and the booking is intended, all or nothing.
 */
export function writeTurn(context: PipelineContext, frame: TurnFrame, result: TurnResult): void {
  const { store } = context;
  const { conversation, at } = frame;
  const waits = mostUrgent([
    ...result.handovers.map(({ reason }) => reason),
    ...(result.handovers.length > 0 ? stillWaits(context, conversation.id) : []),
  ]);
  store.conversations.save(conversation.id, conversation.version, {
    state: result.state,
    mode: result.state.mode,
    language: result.state.language,
    ...(waits ? { waitingReason: waits } : {}),
    ...(frame.lastInboundAt !== undefined ? { lastInboundAt: frame.lastInboundAt } : {}),
    at,
  });
  if (result.releaseHold) releaseHold(context, conversation.id, at);
  writeDeskRows(context, frame, result.desk);
  if (!frame.quietly) say(context, frame, result.state, result.replies);
  for (const each of result.handovers) {
    store.conversations.addTurn({
      conversationId: conversation.id,
      direction: "out",
      author: "bot",
      kind: "handover",
      text: each.summary,
      at,
      detail: { reason: each.reason },
    });
    store.audit.add({
      at,
      actor: "hotelbot",
      action: "handover",
      subject: `conversation:${conversation.id}`,
      // What the guest said is in the transcript, which can be erased; the log cannot.
      detail: { reason: each.reason },
    });
  }
  if (result.book) {
    const reference = bookingReference(context, conversation.id, result.book);
    const request = { ...result.book.booking, reference, channel: conversation.channel };
    store.journal.intend({ reference, conversationId: conversation.id, request, at });
  }
  if (result.amend) intendAmendment(context, conversation, result.amend, at);
}

/** Queues replies: one message in writing, and one voice note when the guest spoke and the hotel wants it. */
export function say(
  context: PipelineContext,
  frame: TurnFrame,
  state: ConversationState,
  replies: readonly Reply[],
): void {
  const written = compose(replies);
  if (written.length === 0) return;
  if (frame.template) {
    const text = replies.map((reply) => reply.text).join("\n\n");
    queue(context, frame, { kind: "template", ...frame.template, text }, `${frame.key}:template`);
    return;
  }
  const speech = composeSpeech(replies);
  if (frame.conversation.channel === "phone") {
    queue(context, frame, { kind: "voice", text: speech, language: state.language }, `${frame.key}:call`);
    return;
  }
  const wanted = frame.spoken && context.voiceReplies !== "text" && speech !== "";
  const aloud = wanted && context.canSpeak();
  if (!aloud || context.voiceReplies === "both") {
    written.forEach((content, index) => {
      queue(context, frame, content, `${frame.key}:${index}`);
    });
  }
  if (!aloud) return;
  const beside = context.voiceReplies === "both" ? { besideText: true } : {};
  const voice = { kind: "voice", text: speech, language: state.language, ...beside } as const;
  queue(context, frame, voice, `${frame.key}:voice`);
}

function queue(
  context: PipelineContext,
  frame: TurnFrame,
  content: OutboxEntry["content"],
  dedupeKey: string,
): void {
  const { conversation, at } = frame;
  const id = context.ids.unique();
  const added = context.store.outbox.add({
    id,
    conversationId: conversation.id,
    guestId: conversation.guestId,
    channel: conversation.channel,
    to: conversation.to,
    content,
    dedupeKey,
    createdAt: at,
  });
  if (!added) return;
  context.store.conversations.addTurn({
    conversationId: conversation.id,
    direction: "out",
    author: "bot",
    kind: content.kind,
    text: content.kind === "image" ? (content.caption ?? "") : content.text,
    at,
    outboxId: id,
  });
}
