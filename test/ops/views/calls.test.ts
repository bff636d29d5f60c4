import { expect, test } from "vitest";
import type { CallsReport } from "../../../src/control/contract-calls.ts";
import { callLines } from "../../../src/ops/views/calls.ts";
import { PLAIN } from "../../../src/ops/views/status.ts";

const NOW = Date.parse("2027-03-01T10:10:00Z");

function line(why: string | null): string {
  const call: CallsReport["calls"][number] = {
    id: "0123456789",
    direction: "in",
    who: "Ana",
    number: null,
    room: null,
    language: "es",
    startedAt: "2027-03-01T10:00:00Z",
    answeredAt: "2027-03-01T10:00:01Z",
    endedAt: why === null ? null : "2027-03-01T10:01:00Z",
    why,
    conversation: 1,
  };
  const line = { state: "up", text: "listening" } as const;
  return callLines({ schema: 1, line, calls: [call] }, NOW, PLAIN).at(-1) ?? "";
}

test.each([
  ["caller_hung_up", "60 s, the caller hung up"],
  // After a goodbye, and as well after a silence that nobody broke.
  ["we_hung_up", "60 s, hotelbot hung up"],
  ["transferred", "60 s, put through to reception"],
  ["cut_off", "60 s, hotelbot was stopped"],
  [null, "goes on"],
])("a call that ended by %s says so", (why, words) => {
  expect(line(why)).toMatch(new RegExp(`: ${words}$`));
});
