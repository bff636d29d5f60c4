import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SipMessage } from "../../../../audio/line/sip/message.ts";
import { parseMessage } from "../../../../audio/line/sip/parse.ts";

/** Dialogs with a real Asterisk 22.10.1, byte by byte; FORMAT.md beside them says how they are written. */
export const RECORDINGS = join(import.meta.dirname, "../../../contracts/sip");

export interface Recorded {
  /** `theirs`: the exchange's. `ours`: of a throw-away extension; what it did shows what was going on, not what is right. */
  readonly from: "ours" | "theirs";
  readonly ms: number;
  readonly text: string;
  readonly message: SipMessage;
}

export function recordingNames(): string[] {
  return readdirSync(RECORDINGS)
    .filter((name) => name.endsWith(".sip"))
    .map((name) => name.slice(0, -4))
    .sort();
}

export function recording(name: string): Recorded[] {
  const bytes = readFileSync(join(RECORDINGS, `${name}.sip`));
  const found: Recorded[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf("\n", at);
    const line = bytes.toString("utf8", at, end === -1 ? bytes.length : end);
    at = end === -1 ? bytes.length : end + 1;
    const match = /^(>>>|<<<) from \S+ t=([\d.]+)ms bytes=(\d+)/.exec(line);
    if (!match) continue;
    const size = Number(match[3]);
    const whole = bytes.subarray(at, at + size);
    at += size;
    const message = parseMessage(whole);
    const from = match[1] === "<<<" ? "theirs" : "ours";
    // The extension sent broken messages on purpose, to see what the exchange takes.
    if (!message && from === "ours") continue;
    if (!message) throw new Error(`${name}: a recorded message is not understood:\n${whole.toString()}`);
    found.push({ from, ms: Number(match[2]), text: whole.toString("utf8"), message });
  }
  return found;
}
