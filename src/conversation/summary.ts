import { clip } from "../domain/clip.ts";
import type { HandoverReason } from "./contract.ts";
import { draftWords, rangeWords } from "./facts.ts";
import { existingSummary } from "./flows/existing-words.ts";
import { amount, clockTime } from "./format.ts";
import { forget, patch, request, type Turn, words } from "./turn.ts";
import { both, joinWords } from "./words.ts";

/** What the desk must know to take over, in the hotel's own language: reason, last words, draft, booking. */
export function summaryFor(turn: Turn, reason: HandoverReason, said?: string): string {
  const { hotel } = turn.input;
  const desk = patch(turn, { language: hotel.defaultLanguage });
  const { draft, booking } = turn.state;
  const { event } = turn.input;
  const text = said ?? (event.kind === "guest" ? event.understood.text : undefined);
  const language = hotel.defaultLanguage;
  const lines = [
    words(desk, "summary.reason", { reason: words(desk, `reason.${reason}`, {}) }),
    text ? words(desk, "summary.said", { text: clip(text, 300) }) : both(""),
    ...existingSummary(desk),
    draft ? draftWords(desk, draft) : both(""),
    draft?.quote ? words(desk, "summary.total", { total: amount(draft.quote.total, language) }) : both(""),
    draft?.heldUntil !== undefined && draft.heldUntil > turn.input.now.epochMs
      ? words(desk, "summary.held", { until: clockTime(draft.heldUntil, hotel.timeZone) })
      : both(""),
    joinWords(
      [draft?.name ?? "", draft?.email ?? "", draft?.phone ?? ""].map((part) => both(part)),
      ", ",
    ),
    booking
      ? words(desk, "summary.booking", { code: booking.code, range: rangeWords(desk, booking.stay) })
      : both(""),
  ];
  return joinWords(lines, "\n").text;
}

/** Tells the desk and goes on answering. */
export function tellDesk(turn: Turn, reason: HandoverReason, said?: string): Turn {
  return request(turn, { kind: "handover", reason, summary: summaryFor(turn, reason, said) });
}

/** Tells the desk and falls silent: from now on a person answers. The open question is kept for when they give back. */
export function handOver(turn: Turn, reason: HandoverReason, said?: string): Turn {
  return patch(forget(tellDesk(turn, reason, said), "clarify"), { mode: "person", misses: 0 });
}
