import type { CheckResult } from "./check.ts";

/** What is known of a hotel's backups. Times are epoch ms. */
export interface BackupFacts {
  readonly now: number;
  /** A demonstration has nothing worth keeping. */
  readonly demonstration: boolean;
  /** When its database was first made. */
  readonly hotelSince: number;
  /** When the key was set; missing without one. */
  readonly keySince?: number;
  /** This machine can open its own backups, for the drill. */
  readonly canDrill: boolean;
  /** Newest first. */
  readonly damaged: readonly string[];
  /** The newest that was found whole. */
  readonly lastGood?: { readonly name: string; readonly at: number };
  readonly drill?: { readonly at: number; readonly ok: boolean; readonly text: string };
  /** The error code of the last try, when it failed. */
  readonly failure?: string;
}

const HOUR = 3_600_000;
/** One a night: two hours late is late, three nights without is no backup any more. */
const WARN_AFTER = 26 * HOUR;
const CRITICAL_AFTER = 72 * HOUR;
/** A hotel in its first day may still be setting up. */
const FIRST_DAY = 24 * HOUR;
/** Weekly, and one may fall out. */
const DRILL_AFTER = 16 * 24 * HOUR;

export function checkBackup(facts: BackupFacts): CheckResult {
  const name = "backup";
  if (facts.keySince === undefined) return notSetUp(facts);
  const age = facts.now - (facts.lastGood?.at ?? facts.keySince);
  const text = facts.lastGood
    ? `the last one is ${hours(age)} old`
    : `none yet, ${hours(age)} after the key was made`;
  const why = facts.failure === undefined ? text : `${text}; the last try ended with ${facts.failure}`;
  const cure = "Run hotelbot backup and see what it says.";
  if (age > CRITICAL_AFTER) return { name, state: "critical", text: why, cure };
  if (facts.drill && !facts.drill.ok) {
    const failed = `the last drill failed: ${facts.drill.text}`;
    return {
      name,
      state: "critical",
      text: failed,
      cure: "Make another: hotelbot backup; then: hotelbot backup drill.",
    };
  }
  const [damaged] = facts.damaged;
  if (damaged !== undefined) {
    return {
      name,
      state: "warning",
      text: `${damaged} is damaged`,
      cure: "Make another: hotelbot backup; check the disk.",
    };
  }
  if (age > WARN_AFTER || facts.failure !== undefined) return { name, state: "warning", text: why, cure };
  return drilled(facts, text);
}

function notSetUp({ demonstration, now, hotelSince }: BackupFacts): CheckResult {
  const name = "backup";
  const text = "not set up";
  if (demonstration || now - hotelSince <= FIRST_DAY) return { name, state: "ok", text };
  return {
    name,
    state: "warning",
    text,
    cure: "Make a key and print its emergency kit: hotelbot backup key new.",
  };
}

function drilled({ now, drill, canDrill, keySince = now }: BackupFacts, text: string): CheckResult {
  const name = "backup";
  if (!canDrill) return { name, state: "ok", text: `${text}; no drills on this machine` };
  const age = now - (drill?.at ?? keySince);
  if (age > DRILL_AFTER) {
    const late = `${text}; no drill for ${Math.floor(age / (24 * HOUR))} days`;
    return { name, state: "warning", text: late, cure: "Run hotelbot backup drill and see what it says." };
  }
  return { name, state: "ok", text: drill ? `${text}; a drill restored one ${hours(age)} ago` : text };
}

function hours(ms: number): string {
  const count = Math.max(0, Math.floor(ms / HOUR));
  return count < 72 ? `${count} h` : `${Math.floor(count / 24)} d`;
}
