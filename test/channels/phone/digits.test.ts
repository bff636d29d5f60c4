import { expect, test } from "vitest";
import { digitMeaning } from "../../../src/channels/phone/digits.ts";

test.each([
  ["0", undefined, false, { kind: "reception" }],
  ["0", "phone", false, { kind: "reception" }],
  ["1", "confirm", false, { kind: "button", id: "yes" }],
  ["2", "confirm", false, { kind: "button", id: "no" }],
  ["2", "offer", false, { kind: "button", id: "choice:2" }],
  ["4", "rating", false, { kind: "button", id: "choice:4" }],
  ["2", "which_booking", false, { kind: "button", id: "choice:2" }],
  ["3", "modify_room", false, { kind: "button", id: "choice:3" }],
  ["3", "party", false, { kind: "text", text: "3" }],
  ["1", "confirm", true, { kind: "menu", item: "book" }],
  ["2", undefined, true, { kind: "menu", item: "message" }],
  ["#", "email", false, { kind: "button", id: "no_email" }],
  ["#", "confirm", false, { kind: "nothing" }],
  ["60011", "phone", false, { kind: "more" }],
  ["600#", "phone", false, { kind: "text", text: "600" }],
  ["600", "phone", false, { kind: "more" }],
  ["7", undefined, false, { kind: "nothing" }],
  ["*", "confirm", false, { kind: "nothing" }],
] as const)("«%s» pressed at %s (menu: %s)", (digits, question, menu, meaning) => {
  expect(digitMeaning(digits, question === undefined ? {} : { question }, menu)).toEqual(meaning);
});

test.each([
  ["#", "offer", false, { kind: "button", id: "more" }],
  ["#", undefined, false, { kind: "button", id: "more" }],
  ["#", "email", false, { kind: "button", id: "more" }],
  ["5", "offer", false, { kind: "button", id: "choice:5" }],
  ["0", "offer", false, { kind: "reception" }],
  ["600#", "phone", false, { kind: "text", text: "600" }],
] as const)("«%s» pressed at %s while a list is read out", (digits, question, menu, meaning) => {
  const keys = question === undefined ? { more: true } : { question, more: true };
  expect(digitMeaning(digits, keys, menu)).toEqual(meaning);
});
