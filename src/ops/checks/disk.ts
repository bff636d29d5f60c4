import type { CheckResult } from "./check.ts";

export interface DiskFacts {
  readonly path: string;
  readonly freeBytes: number;
}

const MIB = 1024 * 1024;
/** Room for a backup beside the live data is 2 × its size; a hotel's state is tens of MiB, voice notes the most of it. */
const WARN_BELOW = 1024 * MIB;
const CRITICAL_BELOW = 200 * MIB;

export function checkDisk(facts: DiskFacts): CheckResult {
  const name = "disk";
  const text = `${Math.round(facts.freeBytes / MIB)} MiB free on ${facts.path}`;
  if (facts.freeBytes >= WARN_BELOW) return { name, state: "ok", text };
  const cure = "Free space: at zero, WhatsApp messages are refused until there is some again.";
  return { name, state: facts.freeBytes < CRITICAL_BELOW ? "critical" : "warning", text, cure };
}
