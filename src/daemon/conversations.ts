import type { ConversationView, InboxReport } from "../control/contract.ts";
import { HotelbotError } from "../errors.ts";
import type { Store } from "../store/contract.ts";

const WEEK_MS = 7 * 86_400_000;
const MOST = 200;
const TURNS = 200;

/** The last week's conversations, who waits for a person first. */
export function inboxReport(store: Store, now: number): InboxReport {
  const rows = store.summaries.conversations(now - WEEK_MS, MOST).map((row) => ({
    id: row.id,
    channel: row.channel,
    who: row.who,
    language: row.language,
    mode: row.mode,
    waiting: row.waitingReason ?? null,
    lastText: row.lastText,
    lastAt: new Date(row.lastAt).toISOString(),
  }));
  const waiting = rows.filter((row) => row.waiting !== null).reverse();
  return { schema: 1, conversations: [...waiting, ...rows.filter((row) => row.waiting === null)] };
}

/** One conversation as the desk sees it. Throws NOT_FOUND. */
export function conversationView(store: Store, id: number): ConversationView {
  const row = store.conversations.get(id);
  if (!row) throw new HotelbotError("NOT_FOUND", { what: `conversation ${id}` });
  return {
    schema: 1,
    id,
    mode: row.mode,
    turns: store.conversations.turns(id, TURNS).map(({ direction, author, kind, text, at }) => ({
      direction,
      author,
      kind,
      text,
      at: new Date(at).toISOString(),
    })),
    outbox: store.outbox.ofConversation(id, 0).map((each) => ({
      id: each.id,
      state: each.state,
      kind: each.content.kind,
      path: each.content.kind === "text" ? null : (each.content.path ?? null),
      error: each.error ?? null,
    })),
  };
}
