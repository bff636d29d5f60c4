import { expect, test } from "vitest";
import { inboxReport } from "../../src/daemon/conversations.ts";
import { aConversation } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";

const DAY = 86_400_000;
const NOW = 40 * DAY;

test("who waits longest is first, be it a month and two hundred others since", () => {
  const { store } = temporaryStore();
  const says = (phone: number, at: number, waitingReason?: string): number => {
    const { conversationId } = aConversation(store, String(phone));
    const { version } = store.conversations.get(conversationId) ?? { version: 0 };
    const state = { v: 1 };
    store.conversations.save(conversationId, version, {
      state,
      mode: "bot",
      language: "es",
      at,
      ...(waitingReason ? { waitingReason } : {}),
    });
    const said = {
      conversationId,
      direction: "in",
      author: "guest",
      kind: "text",
      text: "hola",
      at,
    } as const;
    store.conversations.addTurn(said);
    return conversationId;
  };
  const month = says(1, NOW - 30 * DAY, "asked");
  const week = says(2, NOW - 6 * DAY, "complaint");
  says(3, NOW - 8 * DAY);
  const today = Array.from({ length: 205 }, (_, n) => says(100 + n, NOW - 1_000 + n));
  // Who waits and writes again keeps their place.
  store.conversations.addTurn({
    conversationId: month,
    direction: "in",
    author: "guest",
    kind: "text",
    text: "¿hola?",
    at: NOW,
  });
  const ids = inboxReport(store, NOW).conversations.map(({ id }) => id);
  expect(ids.slice(0, 3)).toEqual([month, week, today.at(-1)]);
  expect(ids).toHaveLength(202);
});
