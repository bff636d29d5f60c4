import { expect, test } from "vitest";
import { initialState } from "../../src/conversation/state.ts";
import { writeTurn } from "../../src/pipeline/commit.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { hotel } from "../conversation/support/hotel.ts";
import { aConversation } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";

const ANA = { name: "Ana Pérez", email: "ana@example.com", phone: "+34600000001" };
const LUIS = { name: "Luis Gil", email: "luis@example.com", phone: "+34600000002" };

/** The reference under which a fresh database's first conversation has this guest's yes written down. */
function referenceOf(guest: typeof ANA, arrival = "2027-03-03"): string {
  const { store } = temporaryStore();
  const { conversationId } = aConversation(store, guest.phone.slice(1));
  const conversation = store.conversations.get(conversationId);
  if (!conversation) throw new Error("no conversation");
  const context = { store, ids: randomIds(), hotel } as unknown as PipelineContext;
  const booking = {
    roomType: "double",
    stay: { arrival, departure: "2027-03-06" },
    party: { adults: 2, children: 0 },
    rooms: 1,
    guest,
    total: { minor: 17_800, currency: "EUR" },
    language: "es",
  } as const;
  const state = { ...initialState("es"), step: "booking" as const, drafts: 1 };
  store.transaction(() =>
    writeTurn(
      context,
      { conversation, key: "turn:1", at: 1_000, spoken: false, quietly: true },
      {
        state,
        replies: [],
        handovers: [],
        releaseHold: false,
        desk: [],
        book: { kind: "book", draft: 1, booking },
      },
    ),
  );
  return store.journal.open()[0]?.reference ?? "";
}

test("after a restore, the conversation that gets a lost one's number does not get its booking", () => {
  expect(referenceOf(LUIS)).not.toBe(referenceOf(ANA));
  expect(referenceOf(ANA, "2027-03-04")).not.toBe(referenceOf(ANA));
});

test("the same yes has the same reference, by which a cut-off write is found again", () => {
  expect(referenceOf(ANA)).toBe(referenceOf(ANA));
  expect(referenceOf(ANA)).toMatch(/^miramar-1-1-[0-9a-f]{8}$/);
});
