import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { epochOf } from "../../../src/domain/wall.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { openStore } from "../../../src/store/open.ts";
import { MIGRATIONS } from "../../store/support/opened.ts";
import { aStay, hotel, planned, queued, START, wildClock } from "./support.ts";

const CHILD = join(import.meta.dirname, "due-child.ts");
const run = promisify(execFile);
/** When the reminder a week before is due. */
const DUE = epochOf("2027-03-14", "10:00", hotel.timeZone);

async function killedLife(folder: string, at: number, place: string, nth: number): Promise<void> {
  const child = run(process.execPath, [CHILD, folder, String(at), place, String(nth)]);
  await expect(child).rejects.toMatchObject({ signal: "SIGKILL" });
}

/** A life of the daemon in this process, which ends by itself. */
async function quietLife(folder: string, at: number): Promise<string[]> {
  const opened = openStore(folder, { clock: wildClock(at), ids: randomIds(), migrationsDir: MIGRATIONS });
  const conversationId = aStay(opened.store);
  await planned(opened.store, wildClock(at)).scheduler.round();
  const keys = queued(opened.store, conversationId).map(({ key }) => key);
  opened.close();
  return keys;
}

test.concurrent.for([
  ["now", 2],
  ["unique", 1],
  ["after", 1],
] as const)(
  "killed between due and sent (%s %i) a reminder is queued once",
  { timeout: 60_000 },
  async ([place, nth]) => {
    const folder = mkdtempSync(join(tmpdir(), "hotelbot-due-"));
    expect(await quietLife(folder, START)).toEqual([]);
    await killedLife(folder, DUE, place, nth);
    const expected = ["schedule:reminder:miramar-1-1:2027-03-21:7:template"];
    expect(await quietLife(folder, DUE + 60_000)).toEqual(expected);
    expect(await quietLife(folder, DUE + 120_000)).toEqual(expected);
    rmSync(folder, { recursive: true, force: true });
  },
);
