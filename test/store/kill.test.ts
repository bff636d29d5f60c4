import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { DATABASE_FILE } from "../../src/store/open.ts";
import { startChild } from "./support/children.ts";
import { temporaryFolder, temporaryStore } from "./support/opened.ts";

const ROUNDS = 20;

it(`has everything acknowledged after kill -9, ${ROUNDS} times over`, { timeout: 120_000 }, async () => {
  const folder = temporaryFolder(tmpdir());
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const child = startChild("accepting-child.ts", folder, String(round));
    // Killed after more and more acknowledgements, so that the cut falls into different places of the loop.
    for (let count = 0; count <= round * 3; count += 1) acknowledged.push(await child.line());
    await child.kill();
    acknowledged.push(...(await child.rest()));

    const { store, close } = temporaryStore(folder);
    expect(store.audit.verify()).toBeUndefined();
    const raw = new Database(join(folder, DATABASE_FILE), { readonly: true });
    const lines = (sql: string): readonly string[] =>
      raw
        .prepare<[], { line: string }>(sql)
        .all()
        .map((row) => row.line);
    const taken = lines("SELECT 'in ' || external_id AS line FROM inbox ORDER BY id");
    const said = lines("SELECT 'out ' || id AS line FROM outbox ORDER BY seq");
    const logged = lines("SELECT 'out ' || subject AS line FROM audit ORDER BY seq");
    raw.close();
    close();
    const kept = new Set([...taken, ...said]);
    expect(kept.size).toBe(taken.length + said.length);
    expect(acknowledged.filter((line) => !kept.has(line))).toEqual([]);
    // Whole transactions only: no answer without its audit row, no part of a batch.
    expect(logged).toEqual(said);
    const batches = Map.groupBy(taken, (line) => line.replace(/-\d+$/, ""));
    for (const [batch, rows] of batches)
      expect(rows, batch).toHaveLength(1 + (Number(batch.split("-")[1]) % 7));
  }
  expect(acknowledged.length).toBeGreaterThan(ROUNDS * 10);
});
