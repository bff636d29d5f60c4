import type { ConversationEvent } from "../conversation/contract.ts";
import { HotelbotError } from "../errors.ts";
import type { ConversationRow } from "../store/contract.ts";
import { writeTurn } from "./commit.ts";
import type { PipelineContext } from "./context.ts";
import { contactOf, stateOf } from "./conversation.ts";
import { runSteps } from "./run-steps.ts";
import { isOpen } from "./way.ts";

/** What a person at the desk can do with a conversation. `clerk` is who; all of it is in the audit log. */
export interface Desk {
  /** hotelbot falls silent; what it has not sent yet is never sent. */
  take(conversationId: number, clerk: string): Promise<void>;
  /** hotelbot answers again, and tells the guest so. */
  release(conversationId: number, clerk: string): Promise<void>;
  /** Takes the conversation and sends the guest this text. Rejects with WINDOW_CLOSED. */
  reply(conversationId: number, clerk: string, text: string): Promise<void>;
  /** For the next clerk, never for the guest. */
  note(conversationId: number, clerk: string, text: string): Promise<void>;
}

type InLane = <T>(guestId: number, task: () => Promise<T>) => Promise<T>;

export function createDesk(context: PipelineContext, inLane: InLane): Desk {
  const { store, clock, ids } = context;

  /** Finds the conversation first, then works on it as it is once its lane is free. */
  function on<T>(conversationId: number, work: (row: ConversationRow, at: number) => Promise<T>): Promise<T> {
    const { guestId } = found(conversationId);
    return inLane(guestId, () => work(found(conversationId), clock.now()));
  }

  function found(conversationId: number): ConversationRow {
    const row = store.conversations.get(conversationId);
    if (!row) throw new HotelbotError("NOT_FOUND", { what: `conversation ${conversationId}` });
    return row;
  }

  async function move(
    row: ConversationRow,
    event: ConversationEvent,
    key: string,
    at: number,
  ): Promise<() => void> {
    const result = await runSteps(context, row.id, stateOf(context, row), [event], contactOf(row));
    return () => {
      writeTurn(context, { conversation: row, key, at, spoken: false }, result);
      attended(row.id, at);
    };
  }

  /** The guest waits no more. In a transaction. */
  function attended(conversationId: number, at: number): void {
    const { version } = found(conversationId);
    store.conversations.save(conversationId, version, { ...saved(conversationId), waitingReason: null, at });
  }

  function saved(conversationId: number): {
    state: unknown;
    mode: "bot" | "person";
    language: "es" | "en" | "pt";
  } {
    const row = found(conversationId);
    const state = stateOf(context, row);
    return { state, mode: row.mode, language: state.language };
  }

  async function take(row: ConversationRow, clerk: string, at: number): Promise<() => void> {
    const write = await move(row, { kind: "taken_over", by: clerk }, `desk:${ids.unique()}`, at);
    return () => {
      write();
      store.outbox.holdUnsent(row.id, `${clerk} took the conversation`, at);
      mark(row.id, clerk, "take", at);
      record(row.id, clerk, "take", at);
    };
  }

  /** The conversation itself shows who had it from when until when. */
  function mark(conversationId: number, clerk: string, kind: "take" | "release", at: number): void {
    const turn = { conversationId, direction: "out", author: "clerk", kind, text: clerk, at } as const;
    store.conversations.addTurn({ ...turn, detail: { clerk } });
  }

  function record(conversationId: number, clerk: string, action: string, at: number, detail?: unknown): void {
    store.audit.add({
      at,
      actor: clerk,
      action: `desk.${action}`,
      subject: `conversation:${conversationId}`,
      detail,
    });
  }

  return {
    take: (id, clerk) =>
      on(id, async (row, at) => {
        const write = await take(row, clerk, at);
        store.transaction(write);
      }),
    release: (id, clerk) =>
      on(id, async (row, at) => {
        if (row.mode === "bot" && row.waitingReason === undefined) return;
        const write = await move(row, { kind: "given_back" }, `desk:${ids.unique()}`, at);
        store.transaction(() => {
          mark(id, clerk, "release", at);
          write();
          record(id, clerk, "release", at);
        });
      }),
    reply: (id, clerk, text) =>
      on(id, async (row, at) => {
        if (!isOpen(row, at)) {
          throw new HotelbotError("WINDOW_CLOSED");
        }
        const write = row.mode === "person" ? () => attended(id, at) : await take(row, clerk, at);
        store.transaction(() => {
          write();
          const outboxId = ids.unique();
          const { guestId, channel, to } = row;
          const content = { kind: "text", text } as const;
          const dedupeKey = `desk:${outboxId}`;
          store.outbox.add({
            id: outboxId,
            conversationId: id,
            guestId,
            channel,
            to,
            content,
            dedupeKey,
            createdAt: at,
          });
          store.conversations.addTurn({
            conversationId: id,
            direction: "out",
            author: "clerk",
            kind: "text",
            text,
            at,
            outboxId,
            detail: { clerk },
          });
          record(id, clerk, "reply", at, { outboxId });
        });
      }),
    note: (id, clerk, text) =>
      on(id, async (_row, at) => {
        store.transaction(() => {
          const note = {
            conversationId: id,
            direction: "out",
            author: "clerk",
            kind: "note",
            text,
            at,
          } as const;
          store.conversations.addTurn({ ...note, detail: { clerk } });
          record(id, clerk, "note", at);
        });
      }),
  };
}
