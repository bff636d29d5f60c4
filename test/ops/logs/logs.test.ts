import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { follow, type LogLine, lastLines } from "../../../src/ops/logs/read.ts";
import { showLogs } from "../../../src/ops/logs/show.ts";
import { sinceWhen } from "../../../src/ops/logs/since.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { logFile } from "../../../src/platform/log-file.ts";
import { createLogger } from "../../../src/platform/logger.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ALL = { level: 20 };
const NOW = Date.parse("2027-02-01T09:00:00Z");
const line = (what: string, details: object = {}) =>
  `${JSON.stringify({ level: 30, time: "2027-02-01T08:00:00.000Z", what, ...details })}\n`;
const whats = (lines: readonly LogLine[]) => lines.map(({ what }) => what);

async function written(files: Readonly<Record<string, string>>): Promise<string> {
  const state = await temporaryFolder();
  mkdirSync(join(state, "logs"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(state, "logs", name), text);
  return state;
}

it("reads older files first and leaves out what a power failure cut", async () => {
  const state = await written({
    "hotelbot.log": line("c") + line("d").slice(0, 20),
    "hotelbot.log.1": line("b"),
    "hotelbot.log.2": line("a"),
  });
  expect(whats(await lastLines(join(state, "logs"), ALL, 100))).toEqual(["a", "b", "c"]);
  expect(whats(await lastLines(join(state, "logs"), ALL, 2))).toEqual(["b", "c"]);
});

it("filters by weight, conversation and time", async () => {
  const state = await written({
    "hotelbot.log":
      line("seven", { conversation: 7 }) +
      line("warned", { level: 40, conversation: 8 }) +
      line("later", { time: "2027-02-01T08:59:00.000Z" }),
  });
  const read = async (filter: object) =>
    whats(await lastLines(join(state, "logs"), { ...ALL, ...filter }, 100));
  expect(await read({ conversation: 7 })).toEqual(["seven"]);
  expect(await read({ level: 40 })).toEqual(["warned"]);
  expect(await read({ since: NOW - 300_000 })).toEqual(["later"]);
});

it("follows what is added, also over a turn of the file", async () => {
  const state = await temporaryFolder();
  const folder = join(state, "logs");
  const sink = logFile(folder, 200);
  sink.write(line("before"));
  let look = (): void => undefined;
  const clock: Clock = {
    now: () => NOW,
    after: (_ms, callback) => {
      look = callback;
      return () => undefined;
    },
  };
  const seen: unknown[] = [];
  let more = (): void => undefined;
  const came = (count: number) =>
    new Promise<void>((resolve) => {
      more = () => seen.length >= count && resolve();
    });
  const following = await follow(folder, ALL, clock, ({ what }) => {
    seen.push(what);
    more();
  });
  onTestFinished(() => following.stop());
  sink.write(line("one"));
  sink.write(line("half").slice(0, 10));
  look();
  await came(1);
  sink.write(line("half").slice(10));
  for (const what of ["two", "three", "four"]) sink.write(line(what));
  const all = came(5);
  look();
  await all;
  expect(seen).toEqual(["one", "half", "two", "three", "four"]);
});

it("shows people a line each and programs a document each", async () => {
  const state = await temporaryFolder();
  const log = createLogger("info", logFile(join(state, "logs")));
  log.warn("sending stands still", { channel: "whatsapp", conversation: 3 });
  log.error("a turn failed", { err: new Error("no") });
  const options = {
    state,
    follow: false,
    conversation: undefined,
    level: "debug",
    since: undefined,
    lines: 10,
  } as const;
  const people: string[] = [];
  await showLogs({ ...options, json: false }, (text) => people.push(text));
  expect(people[0]).toMatch(
    /^\d{4}-\d\d-\d\d [\d:.]+ WARN {2}sending stands still channel=whatsapp conversation=3$/,
  );
  expect(people[1]).toMatch(/ERROR a turn failed\n {4}Error: no\n {4}at /);
  const programs: string[] = [];
  await showLogs({ ...options, json: true, level: "error" }, (text) => programs.push(text));
  expect(programs.map((text) => JSON.parse(text) as object)).toMatchObject([
    { schema: 1, level: 50, what: "a turn failed" },
  ]);
});

it("says where there is nothing to read", async () => {
  const state = await temporaryFolder();
  const options = {
    state,
    follow: false,
    conversation: undefined,
    level: "debug",
    since: undefined,
    lines: 10,
  } as const;
  await expect(showLogs({ ...options, json: false }, () => undefined)).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
  });
});

it("understands 2h, 30m, 1d and a time; anything else is refused", () => {
  expect(["2h", "30m", "1d", "2027-02-01T08:00:00Z"].map((text) => NOW - sinceWhen(text, NOW))).toEqual([
    7_200_000, 1_800_000, 86_400_000, 3_600_000,
  ]);
  expect(() => sinceWhen("yesterday", NOW)).toThrow("is no time");
});
