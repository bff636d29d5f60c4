import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { LANGUAGES } from "../../src/domain/language.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { loadUnderstanding } from "../../src/understanding/load.ts";
import { goldRows } from "../eval/understanding-gold.ts";
import { NOW, ROOM_TYPES } from "../understanding/support.ts";
import { type Line, round } from "./figures.ts";

export interface UnderstandingFigures {
  /** Reading the data and learning every phrase, ms of this process's CPU. */
  readonly startMs: number;
  /** A message a guest wrote, ms of this process's CPU. */
  readonly messageMs: number;
  /** What it keeps in memory once built, MB. */
  readonly memoryMb: number;
}

/** In a process of its own: what ran before would count as memory and as warmth. */
export function benchUnderstanding(): UnderstandingFigures {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--expose-gc", fileURLToPath(import.meta.url)],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`understanding could not be measured: ${stderr}`);
  return JSON.parse(stdout) as UnderstandingFigures;
}

export function understandingLines({ startMs, messageMs, memoryMb }: UnderstandingFigures): Line[] {
  return [
    { what: "understanding, start", figure: `${startMs} ms CPU`, beside: `${memoryMb} MB` },
    { what: "understanding, a message", figure: `${messageMs} ms CPU`, beside: "" },
  ];
}

function measure(): UnderstandingFigures {
  const memory = (): number => {
    // What lies outside the heap is let go only at the second.
    globalThis.gc?.();
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = memory();
  const start = process.cpuUsage();
  const hotel = { languages: LANGUAGES, roomTypes: ROOM_TYPES, country: "ES" };
  const understanding = loadUnderstanding(packageRoot(), hotel);
  const startMs = spent(start);
  const texts = LANGUAGES.flatMap((language) => goldRows(language).map(({ text }) => text));
  for (const text of texts) understanding.understand(text, { now: NOW });
  const warm = process.cpuUsage();
  for (const text of texts) understanding.understand(text, { now: NOW });
  const messageMs = spent(warm) / texts.length;
  return {
    startMs: round(startMs),
    messageMs: round(messageMs),
    memoryMb: round((memory() - before) / 2 ** 20),
  };
}

function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

if (import.meta.main) process.stdout.write(JSON.stringify(measure()));
