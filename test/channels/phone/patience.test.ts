import { expect, test } from "vitest";
import { COMPLETE_MS, GOING_ON_MS, patienceFor, USUAL_MS } from "../../../src/channels/phone/patience.ts";

test.each<[string, string | undefined, number]>([
  ["Quería una habitación doble para el viernes.", "stay", COMPLETE_MS],
  ["Quería una habitación para", undefined, GOING_ON_MS],
  ["del tres al cinco, eh", "stay", GOING_ON_MS],
  ["Somos dos adultos y", "party", GOING_ON_MS],
  ["I would like a room with", undefined, GOING_ON_MS],
  ["Para duas pessoas,", "party", GOING_ON_MS],
  ["sí", "confirm", COMPLETE_MS],
  ["el 3", "stay", GOING_ON_MS],
  ["quiero llegar el 3", "stay", USUAL_MS],
  ["600 111", "phone", GOING_ON_MS],
  ["600 111 222", "phone", COMPLETE_MS],
  ["ana arroba", "email", GOING_ON_MS],
  ["ana arroba example punto com", "email", USUAL_MS],
  ["Ana", "name", USUAL_MS],
  ["Ana Pérez", "name", COMPLETE_MS],
  ["", undefined, USUAL_MS],
])("«%s» answering %s waits %d ms", (text, question, ms) => {
  expect(patienceFor(text, question)).toBe(ms);
});
