import { expect, it } from "vitest";
import { editDistance, nearest } from "../../src/platform/nearest.ts";

it.each([
  ["statsu", "status", 1],
  ["status", "status", 0],
  ["", "abc", 3],
  ["chat", "cat", 1],
  ["breakfats", "breakfast", 1],
  ["kitten", "sitting", 3],
])("%s is %s by %i edits", (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
});

it("finds the word meant, and none when all are far", () => {
  const known = ["status", "health", "chat", "daemon run"];
  expect(nearest("stauts", known)).toBe("status");
  expect(nearest("HEALHT", known)).toBe("health");
  expect(nearest("deamon run", known)).toBe("daemon run");
  expect(nearest("backup", known)).toBeUndefined();
  expect(nearest("x", [])).toBeUndefined();
});
