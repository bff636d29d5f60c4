import type { CheckResult } from "./check.ts";

/** What the store says of itself; see `Summaries.database`. */
export interface DatabaseFacts {
  readonly synchronous: number;
  readonly journalMode: string;
  readonly sqliteVersion: string;
}

/** SQLite up to 3.51.2 can corrupt a WAL file when two connections write and checkpoint at the same instant. */
const SAFE_SQLITE = [3, 51, 3] as const;

export function checkDatabase(facts: DatabaseFacts): CheckResult {
  const name = "database";
  if (facts.synchronous < 2) {
    const text = `synchronous is ${facts.synchronous}: a power cut would lose acknowledged messages`;
    return { name, state: "critical", text, cure: "Restart hotelbot; report it if it comes back." };
  }
  if (facts.journalMode !== "wal") {
    return {
      name,
      state: "critical",
      text: `journal mode is ${facts.journalMode}`,
      cure: "Restart hotelbot.",
    };
  }
  if (older(facts.sqliteVersion)) {
    const text = `SQLite ${facts.sqliteVersion} has a known corruption bug`;
    return {
      name,
      state: "critical",
      text,
      cure: "Install the hotelbot release again: it carries a safe one.",
    };
  }
  return { name, state: "ok", text: `SQLite ${facts.sqliteVersion}, WAL, every commit on disk` };
}

function older(version: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, wanted] of SAFE_SQLITE.entries()) {
    const have = parts[index] ?? 0;
    if (have !== wanted) return have < wanted;
  }
  return false;
}
