import { expect, test } from "vitest";
import { phoneWakeUps } from "../../src/daemon/wake-ups.ts";
import { HotelbotError } from "../../src/errors.ts";
import { phrases } from "../conversation/support/hotel.ts";

const CALL = { requestId: 1, attempt: 1, language: "es", time: "07:30" } as const;

function line(said: () => Promise<boolean>) {
  const rung: [number: string, text: string][] = [];
  const failures: unknown[] = [];
  const wakeUps = phoneWakeUps({
    rooms: { "1101": "101" },
    phrases: () => phrases,
    ring: async (number, text) => {
      rung.push([number, text]);
      return { said: said() };
    },
    failed: (error) => failures.push(error),
  });
  return { wakeUps, rung, failures };
}

test("a wake-up call rings the room, and counts as heard only when it was heard to its end", async () => {
  for (const [heard, end] of [
    [true, "heard"],
    [false, "cut_short"],
  ] as const) {
    const { wakeUps, rung } = line(async () => heard);
    expect(await wakeUps.ring({ ...CALL, room: "101", phone: "34600000001" })).toBe(end);
    expect(rung).toEqual([["1101", expect.stringContaining("7:30")]]);
  }
});

test.each([
  ["es", "07:30", "Buenos días, son las 7:30."],
  ["es", "16:00", "Buenas tardes, son las 16:00."],
  ["es", "01:00", "Buenas noches, es la 1:00."],
  ["es", "04:00", "Buenos días, son las 4:00."],
  ["en", "18:00", "Good evening, it is 18:00."],
  ["en", "12:15", "Good afternoon, it is 12:15."],
  ["pt", "01:00", "Boa noite, é 1:00."],
  ["pt", "18:30", "Boa tarde, são 18:30."],
] as const)("it greets as one does at that hour (%s, %s)", async (language, time, said) => {
  const { wakeUps, rung } = line(async () => true);
  await wakeUps.ring({ ...CALL, room: "101", language, time });
  expect(rung[0]?.[1].startsWith(said), rung[0]?.[1]).toBe(true);
});

test("where there is no voice that is said, and why is in the journal", async () => {
  const error = new HotelbotError("SPEECH_VOICE_MISSING", { what: "espeak-ng is not installed" });
  const { wakeUps, failures } = line(async () => Promise.reject(error));
  expect(await wakeUps.ring({ ...CALL, room: "101" })).toBe("voiceless");
  expect(failures).toEqual([error]);
});

test("a room without a telephone is called on the guest's own; who has none is not called", async () => {
  const { wakeUps, rung } = line(async () => true);
  await wakeUps.ring({ ...CALL, room: "204", phone: "34600000001" });
  expect(await wakeUps.ring({ ...CALL, room: "204" })).toBe("unanswered");
  expect(rung.map(([number]) => number)).toEqual(["34600000001"]);
});
