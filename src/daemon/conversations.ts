import type { ConversationView, InboxReport } from "../control/contract.ts";
import { HotelbotError } from "../errors.ts";
import type { Store } from "../store/contract.ts";

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const MOST = 200;
/** Who waits is shown however long they have, and however much was said by others since. */
const MOST_LOOKED_AT = 5_000;
const TURNS = 200;

/** Everybody who waits for a person, the longest first, then the last week's other conversations, the newest first. */
export function inboxReport(store: Store, now: number): InboxReport {
  const queue = store.summaries.waiting();
  const place = new Map(queue.map(({ id }, index) => [id, index]));
  const since = Math.min(now - WEEK_MS, ...queue.map((each) => each.since - DAY_MS));
  const rows = store.summaries.conversations(since, MOST_LOOKED_AT);
  const waiting = rows.filter(({ id }) => place.has(id));
  waiting.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const others = rows.filter(({ id, lastAt }) => !place.has(id) && lastAt >= now - WEEK_MS).slice(0, MOST);
  const conversations = [...waiting, ...others].map((row) => ({
    id: row.id,
    channel: row.channel,
    who: row.who,
    language: row.language,
    mode: row.mode,
    waiting: row.waitingReason ?? null,
    waitingSince: row.waitingSince === undefined ? null : new Date(row.waitingSince).toISOString(),
    holder: row.holder ?? null,
    lastText: row.lastText,
    lastAt: new Date(row.lastAt).toISOString(),
  }));
  return { schema: 1, conversations };
}

/** One conversation as the desk sees it. Throws NOT_FOUND. */
export function conversationView(store: Store, id: number): ConversationView {
  const row = store.conversations.get(id);
  if (!row) throw new HotelbotError("NOT_FOUND", { what: `conversation ${id}` });
  return {
    schema: 1,
    id,
    mode: row.mode,
    turns: store.conversations.turns(id, TURNS).map(({ direction, author, kind, text, at, detail }) => ({
      direction,
      author,
      by: (detail as { clerk?: string } | undefined)?.clerk ?? null,
      kind,
      text,
      at: new Date(at).toISOString(),
    })),
    requests: store.requests.ofConversation(id).map(({ id, kind, state }) => ({ id, kind, state })),
    deposits: store.deposits
      .ofConversation(id)
      .map(({ id, state, bookingCode }) => ({ id, state, booking: bookingCode ?? null })),
    outbox: store.outbox.ofConversation(id, 0).map((each) => ({
      id: each.id,
      state: each.state,
      kind: each.content.kind,
      path: "path" in each.content ? (each.content.path ?? null) : null,
      error: each.error ?? null,
    })),
  };
}
