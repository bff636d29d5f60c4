import type { LogLine } from "../logs/read.ts";
import type { Paint } from "./status.ts";

const LEVELS: Readonly<Record<number, string>> = { 20: "debug", 30: "info", 40: "WARN", 50: "ERROR" };

/** `2027-02-01 09:00:00.123 WARN  sending stands still  channel=whatsapp`; an error's stack goes beneath. */
export function logText(line: LogLine, paint: Paint): string {
  const { level, time, what, err, ...details } = line;
  const number = Number(level);
  const word = (LEVELS[number] ?? String(level)).padEnd(5);
  const shown = number >= 40 ? paint.bad(word) : paint.dim(word);
  const pairs = Object.entries(details).map(
    ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const at = String(time).replace("T", " ").replace("Z", "");
  const first = [
    paint.dim(at),
    shown,
    String(what),
    ...(pairs.length > 0 ? [paint.dim(pairs.join(" "))] : []),
  ];
  return [first.join(" "), ...errorLines(err)].join("\n");
}

function errorLines(err: unknown): string[] {
  if (typeof err !== "object" || err === null) return [];
  const { stack, message } = err as { stack?: unknown; message?: unknown };
  return String(stack ?? message ?? JSON.stringify(err))
    .split("\n")
    .map((text) => `    ${text.trim()}`);
}
