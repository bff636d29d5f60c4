import type { CallsReport, CallView } from "../../control/contract-calls.ts";
import { ago, type Paint } from "./status.ts";

/** Why a call ended, for a clerk. */
const WHY: Readonly<Record<string, string>> = {
  caller_hung_up: "the caller hung up",
  we_hung_up: "hotelbot hung up",
  transferred: "put through to reception",
  lost: "the line was lost",
  refused: "not taken",
  failed: "failed",
  cut_off: "hotelbot was stopped",
};

/** Live calls, then past ones. `now` is epoch ms. */
export function callLines({ line, calls }: CallsReport, now: number, paint: Paint): string[] {
  const head = `Line: ${line.state === "down" ? paint.bad(line.text) : line.text}`;
  if (calls.length === 0) return [head, "No calls yet."];
  return [head, ...calls.map((call) => oneLine(call, now, paint))];
}

function oneLine(call: CallsReport["calls"][number], now: number, paint: Paint): string {
  const way = call.direction === "in" ? "from" : "to";
  const end =
    call.endedAt === null
      ? paint.strong("goes on")
      : `${seconds(call.startedAt, call.endedAt)} s, ${WHY[call.why ?? ""] ?? call.why}`;
  const language = call.language ? ` (${call.language})` : "";
  return `${call.id.slice(0, 8)} ${way} ${call.who}${language}, ${ago(call.startedAt, now)}: ${end}`;
}

/** What was said on one call, oldest first. */
export function callTranscript({ call, turns }: CallView, now: number, paint: Paint): string[] {
  const who = (author: string): string =>
    author === "guest" ? "guest" : author === "bot" ? "hotelbot" : "desk";
  return [
    oneLine(call, now, paint),
    ...turns.map(
      ({ author, text, at }) => `${paint.dim(at.slice(11, 19))} ${who(author)}: ${text.replace(/\s+/g, " ")}`,
    ),
  ];
}

function seconds(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1_000);
}
