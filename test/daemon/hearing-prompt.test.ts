import { expect, test } from "vitest";
import { callPrompt } from "../../src/daemon/hearing-prompt.ts";

const words = { rooms: "Booking at Hotel Sol. Rooms: Double, Suite.", names: "Ana Ruiz, Joana Dias." };

test("a caller's turn is heard with the words its question asks for, and with none otherwise: they cost time", () => {
  expect(callPrompt("offer", words)).toBe(words.rooms);
  expect(callPrompt("modify_room", words)).toBe(words.rooms);
  expect(callPrompt("booking_surname", words)).toBe(words.names);
  expect(callPrompt("identify", words)).toBe(words.names);
  for (const question of [undefined, "anything", "stay", "name", "email", "confirm"]) {
    expect(callPrompt(question, words)).toBe("");
  }
});
