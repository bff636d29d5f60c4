import { expect, it } from "vitest";
import type { ConversationEvent } from "../../src/conversation/contract.ts";
import { newGuest } from "./support/guest.ts";

const FRENCH: ConversationEvent = {
  kind: "guest",
  spoken: false,
  understood: {
    text: "je voudrais parler de ma réservation",
    language: "en",
    languageSure: false,
    foreign: "fr",
    intents: [{ name: "lookup_booking", score: 0.5, band: "ask" }],
    slots: {},
  },
};

it("who writes in a language nobody here speaks is told once which ones we do, each in its own words", () => {
  const guest = newGuest("es");
  const first = guest.event(FRENCH).text;
  expect(first).toMatch(/Atiendo en español\. I can help you in English\. Atendo em português\./);
  const again = guest.event(FRENCH).text;
  expect(again).not.toMatch(/Atiendo/);
  expect(again).not.toBe("");
  expect(guest.state.mode).toBe("bot");
  expect(guest.say("book").text).not.toMatch(/Atiendo/);
});
