import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { DATABASE_FILE } from "../../src/store/open.ts";
import { type Child, startChild } from "../store/support/children.ts";
import { temporaryFolder, temporaryStore } from "../store/support/opened.ts";
import { type Disk, makeDisk } from "./support/disk.ts";

/** Lets the child acknowledge `count` lines, stops it, cuts the power: what it had acknowledged, and the disk then. */
async function cut(
  child: Child,
  disk: Disk,
  count: number,
): Promise<{ acknowledged: string[]; folder: string }> {
  const acknowledged: string[] = [];
  while (acknowledged.length < count) acknowledged.push(await child.line());
  // Stopped first: every line it has written was acknowledged before the copy is taken.
  process.kill(child.pid, "SIGSTOP");
  const folder = disk.afterPowerCut();
  await child.kill();
  acknowledged.push(...(await child.rest()));
  return { acknowledged, folder };
}

function stored(path: string, sql: string): ReadonlySet<string> {
  if (!existsSync(path)) return new Set();
  const raw = new Database(path);
  try {
    const rows = raw.prepare<[], { line: string }>(sql).all();
    return new Set(rows.map((row) => row.line));
  } catch (error) {
    // The table itself was lost with the power.
    if (error instanceof Error && error.message.startsWith("no such table")) return new Set();
    throw error;
  } finally {
    raw.close();
  }
}

/** A disk for this test, or the test is left out and says why. */
function disk(skip: (why: string) => never): Disk {
  const made = makeDisk(temporaryFolder(tmpdir()));
  return typeof made === "string" ? skip(made) : made;
}

describe("when the power is cut", () => {
  it.for([1, 40, 400, 1_500])(
    "the store has everything acknowledged, after %i acknowledgements",
    { timeout: 120_000 },
    async (count, { skip }) => {
      const under = disk(skip);
      const child = startChild("accepting-child.ts", join(under.folder, "state"), "0");
      const { acknowledged, folder } = await cut(child, under, count);
      const { store, close } = temporaryStore(join(folder, "state"));
      expect(store.audit.verify()).toBeUndefined();
      close();
      const kept = stored(
        join(folder, "state", DATABASE_FILE),
        "SELECT 'in ' || external_id AS line FROM inbox UNION ALL SELECT 'out ' || id FROM outbox",
      );
      expect(acknowledged.filter((line) => !kept.has(line))).toEqual([]);
      expect(acknowledged.length).toBeGreaterThanOrEqual(count);
    },
  );

  it("this test would notice: NORMAL loses what it acknowledged", { timeout: 120_000 }, async ({ skip }) => {
    const under = disk(skip);
    const child = startChild("../../faults/support/careless-child.ts", under.folder);
    const { acknowledged, folder } = await cut(child, under, 200);
    const kept = stored(join(folder, "careless.db"), "SELECT id AS line FROM kept");
    expect(acknowledged.filter((line) => !kept.has(line)).length).toBeGreaterThan(0);
  });
});
