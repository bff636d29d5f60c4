import { expect, test } from "vitest";
import { createEchoGate } from "../../../audio/line/turns/echo-gate.ts";

const VOICE = 3_000;

test.each([-30, -20, -12, -6])("an echo of %d dB never passes, a caller as loud as the bot does", (dB) => {
  const gate = createEchoGate();
  const echo = VOICE * 10 ** (dB / 20);
  const passed = Array.from({ length: 400 }, (_, i) => gate.passes(echo * (0.8 + 0.2 * Math.sin(i)), VOICE));
  expect(passed).not.toContain(true);
  expect(gate.passes(VOICE, VOICE)).toBe(true);
});

test("while the bot is silent everything passes, and its last word still comes back for 400 ms", () => {
  const gate = createEchoGate();
  expect(gate.passes(100, 0)).toBe(true);
  for (let i = 0; i < 60; i++) gate.passes(900, VOICE);
  for (let i = 0; i < 19; i++) expect(gate.passes(900, 0)).toBe(false);
  expect(gate.passes(900, 0)).toBe(true);
});

test("a caller who talks through the bot's first second can still interrupt later, more softly than the bot", () => {
  const gate = createEchoGate();
  const echo = VOICE * 10 ** (-30 / 20);
  for (let i = 0; i < 60; i++) gate.passes(VOICE, VOICE);
  for (let i = 0; i < 120; i++) expect(gate.passes(echo, VOICE)).toBe(false);
  expect(gate.passes(VOICE / 3, VOICE)).toBe(true);
});
