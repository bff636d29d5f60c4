import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { logFile, tee } from "../../src/platform/log-file.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it("keeps five private files and drops the oldest, losing no line between two", async () => {
  const folder = join(await temporaryFolder(), "logs");
  const sink = logFile(folder, 100);
  for (let n = 10; n < 40; n += 1) sink.write(`line ${n} ${"x".repeat(20)}\n`);
  const names = readdirSync(folder).sort();
  expect(names).toEqual([
    ..."hotelbot.log hotelbot.log.1 hotelbot.log.2 hotelbot.log.3 hotelbot.log.4".split(" "),
  ]);
  const all = names.reverse().flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"));
  const numbers = all.map((line) => Number(line.slice(5, 7)));
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => 40 - numbers.length + index));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "hotelbot.log")).mode & 0o777).toBe(0o600);
});

it("goes on with the file that is there", async () => {
  const folder = join(await temporaryFolder(), "logs");
  logFile(folder).write("one\n");
  logFile(folder).write("two\n");
  expect(readFileSync(join(folder, "hotelbot.log"), "utf8")).toBe("one\ntwo\n");
});

it("a folder that cannot be written keeps nobody from logging elsewhere", async () => {
  const file = join(await temporaryFolder(), "file");
  writeFileSync(file, "");
  const said: string[] = [];
  const other = { write: (line: string) => void said.push(line) };
  createLogger("info", tee(logFile(join(file, "logs")), other)).info("still there");
  expect(said.join("")).toContain("still there");
});
