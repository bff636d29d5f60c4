import { expect, test } from "vitest";
import { checkWaiting } from "../../../src/ops/checks/waiting.ts";

const MINUTE = 60_000;

test("an emergency is critical at once, each as a check of its own, desk open or not", () => {
  const waiting = [
    { id: 3, reason: "emergency", since: 0 },
    { id: 9, reason: "emergency", since: 0 },
  ];
  const checks = checkWaiting(waiting, 0, false);
  expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "emergency-3 critical",
    "emergency-9 critical",
    "waiting ok",
  ]);
});

test("a guest kept waiting for over a quarter of an hour warns, while the desk is open", () => {
  const waiting = [{ id: 1, reason: "asked", since: 0 }];
  const state = (minutes: number, open: boolean): string | undefined =>
    checkWaiting(waiting, minutes * MINUTE, open)[0]?.state;
  expect([state(15, true), state(16, true), state(16, false)]).toEqual(["ok", "warning", "ok"]);
});
