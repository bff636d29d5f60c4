import type { Understood } from "../../domain/understood.ts";
import type { Adviser, Doubt } from "./adviser.ts";

/** Reads an understanding that would end in a question once more. Never rejects; without advice it stays as it was. */
export type SecondOpinion = (understood: Understood) => Promise<Understood>;

/** Said in passing: it neither settles a doubt nor is one. */
const IN_PASSING = new Set(["greeting", "thanks", "goodbye"]);
/** What is done at once and cannot be taken back: only the guest's own clear words do it. */
const NEVER_ADVISED = new Set(["stop", "erase_data", "payment_proof"]);
const MOST_CANDIDATES = 4;
/** Longer messages are put up to here. */
const MOST_CHARS = 600;
/** How far advice is believed: no further than what hotelbot read by itself. */
const ADVISED = 0.8;
/** After so many failures in a row an adviser is left alone for a while, so that guests do not wait for it. */
const FAILURES = 3;
const REST_MS = 60_000;

export interface SecondOpinionParts {
  /** Asked in this order, until one can tell. */
  readonly advisers: readonly Adviser[];
  /** Epoch ms. */
  readonly now: () => number;
  /** Told each time an adviser fails. */
  readonly failed?: (adviser: string, why: string) => void;
}

export function secondOpinion({ advisers, now, failed }: SecondOpinionParts): SecondOpinion {
  const health = new Map<string, { failures: number; restsUntil: number }>();
  return async (understood) => {
    const doubt = doubtOf(understood);
    if (!doubt) return understood;
    for (const adviser of advisers) {
      const { failures, restsUntil } = health.get(adviser.name) ?? { failures: 0, restsUntil: 0 };
      if (now() < restsUntil) continue;
      try {
        const chosen = await adviser.choose(doubt);
        health.delete(adviser.name);
        if (chosen.length > 0) return advised(understood, chosen, doubt);
      } catch (error) {
        const tired = failures + 1 >= FAILURES;
        health.set(adviser.name, {
          failures: tired ? 0 : failures + 1,
          restsUntil: tired ? now() + REST_MS : 0,
        });
        failed?.(adviser.name, whyOf(error));
      }
    }
    return understood;
  };
}

/** Why, in words that hold nothing of what was asked or answered. */
function whyOf(error: unknown): string {
  const { name = "", message = "" } = error instanceof Error ? error : {};
  if (name === "TimeoutError" || name === "AbortError") return "did not answer in time";
  if (name === "SyntaxError" || name === "ZodError" || name === "$ZodError")
    return "answered in a form that is not understood";
  return message || "failed";
}

/** What there is to ask: nothing where something acts already, or nothing was heard. */
function doubtOf({ text, language, foreign, intents }: Understood): Doubt | undefined {
  if (foreign || intents.some(({ name, band }) => band === "act" && !IN_PASSING.has(name))) return undefined;
  const candidates = intents
    .filter(({ name, band }) => band === "ask" && !IN_PASSING.has(name) && !NEVER_ADVISED.has(name))
    .map(({ name }) => name)
    .slice(0, MOST_CANDIDATES);
  return candidates.length > 0 ? { text: text.slice(0, MOST_CHARS), language, candidates } : undefined;
}

/** The chosen act; what else was in doubt is dropped. Whatever an adviser says, nothing else can come of it. */
function advised(understood: Understood, chosen: readonly string[], { candidates }: Doubt): Understood {
  const intents = understood.intents
    .filter(({ name }) => !candidates.includes(name) || chosen.includes(name))
    .map((each) =>
      candidates.includes(each.name)
        ? { ...each, score: Math.max(each.score, ADVISED), band: "act" as const }
        : each,
    );
  return { ...understood, intents };
}
