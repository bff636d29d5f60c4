import { expect, it } from "vitest";
import { misunderstoodReport } from "../../src/daemon/misunderstood.ts";
import type { Understood } from "../../src/domain/understood.ts";
import { aConversation } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";

it("lists what nothing was made of, the most frequent first, and nothing that was understood", () => {
  const { store } = temporaryStore();
  const { conversationId } = aConversation(store);
  let at = 1_000;
  const said = (text: string, read: Partial<Understood>, author: "guest" | "bot" = "guest"): void => {
    at += 1_000;
    const understood = { text, language: "es", languageSure: true, intents: [], slots: {}, ...read };
    const direction = author === "guest" ? "in" : "out";
    store.conversations.addTurn({
      conversationId,
      direction,
      author,
      kind: "text",
      text,
      at,
      detail: { understood },
    });
  };
  said("¿se puede volar una cometa?", { intents: [{ name: "pool", score: 0.4, band: "ask" }] });
  said("¿hay piscina?", { intents: [{ name: "pool", score: 0.99, band: "act" }] });
  said("del 3 al 5", { slots: { stay: { arrival: "2027-03-03" } } });
  said("¿alquiláis kayaks?", {});
  said("Alquiláis  kayaks", {});
  said("👍", {});
  said("x".repeat(400), {});
  said("No te he entendido.", {}, "bot");
  const { messages } = misunderstoodReport(store);
  expect(messages.map(({ text, times, near }) => [text, times, near])).toEqual([
    ["Alquiláis  kayaks", 2, []],
    ["¿se puede volar una cometa?", 1, ["pool"]],
  ]);
  expect(messages[0]).toMatchObject({
    language: "es",
    conversation: conversationId,
    at: new Date(6_000).toISOString(),
  });
});
