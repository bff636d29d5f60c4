import type { LocalNow } from "../domain/calendar.ts";
import { type HotelQuestion, TRANSACTIONS } from "../domain/question.ts";
import type { IntentReading } from "../domain/understood.ts";
import { expandTemplate } from "./templates.ts";
import { createUnderstanding, type UnderstandingData, type UnderstandingOptions } from "./understand.ts";
import type { WeightStore } from "./weights.ts";

/**
 * Something to look at in the hotel's questions. `few_phrases`: fewer than five in a language it is asked in.
 * `confused`: a phrase that, were it not listed word for word, would be taken for `with`. `unheard`: one that would not
 * be recognised.
 */
export interface Finding {
  readonly kind: "few_phrases" | "confused" | "unheard" | "shadows";
  readonly question: string;
  readonly phrase?: string;
  readonly with?: string;
}

const ENOUGH = 5;

/**
 * Tests the hotel's own questions against everything else: each half of a question's phrases is read by a model that
 * learned only the other half.
 */
export function testKnowledge(
  data: UnderstandingData,
  options: UnderstandingOptions & { readonly questions: readonly HotelQuestion[] },
  now: LocalNow,
): Finding[] {
  const findings: Finding[] = [];
  for (const question of options.questions) {
    const few = Object.values(question.phrases).some((list) => list.length > 0 && list.length < ENOUGH);
    if (few) findings.push({ kind: "few_phrases", question: question.id });
  }
  // What ships is learned once for both halves.
  const kept = new Map<string, Uint8Array>();
  const weights: WeightStore = {
    load: (key) => kept.get(key) ?? options.weights?.load(key),
    save: (key, bytes) => {
      kept.set(key, bytes);
      options.weights?.save(key, bytes);
    },
  };
  for (const half of [0, 1]) {
    const model = createUnderstanding(data, {
      ...options,
      weights,
      questions: options.questions.map((each) => keepHalf(each, half)),
    });
    for (const question of options.questions) {
      for (const list of Object.values(keepHalf(question, 1 - half).phrases)) {
        for (const phrase of list.flatMap(expandTemplate)) {
          const found = judge(model.understand(phrase, { now }).intents, question, phrase);
          if (found) findings.push(found);
        }
      }
    }
  }
  return findings;
}

function judge(
  intents: readonly IntentReading[],
  question: HotelQuestion,
  phrase: string,
): Finding | undefined {
  const label = question.extends ?? question.id;
  const own = intents.find((intent) => intent.name === label && intent.band !== "unknown");
  const others = intents.filter((intent) => intent.band === "act" && intent.name !== label);
  const acting = others.find(({ name, score }) => TRANSACTIONS.has(name) && score >= (own?.score ?? 0));
  if (acting) return { kind: "shadows", question: question.id, phrase, with: acting.name };
  if (own) return undefined;
  const [other] = others;
  if (!other) return { kind: "unheard", question: question.id, phrase };
  return { kind: "confused", question: question.id, phrase, with: other.name };
}

function keepHalf(question: HotelQuestion, half: number): HotelQuestion {
  const phrases = Object.fromEntries(
    Object.entries(question.phrases).map(([language, list]) => [
      language,
      list.filter((_, index) => index % 2 === half || list.length === 1),
    ]),
  );
  return { ...question, phrases };
}
