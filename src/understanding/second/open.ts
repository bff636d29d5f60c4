import type { Language } from "../../domain/language.ts";
import type { HotelQuestion } from "../../domain/question.ts";
import { type PhraseData, phrasesOf } from "../model.ts";
import { expandTemplate } from "../templates.ts";
import type { Adviser, Examples } from "./adviser.ts";
import { embeddings } from "./embeddings.ts";
import { languageModel } from "./language-model.ts";
import { localServer } from "./local-server.ts";

/** Servers on this machine, as the configuration names them. */
export interface AdviserServers {
  readonly embeddings?: {
    readonly url: string;
    readonly model?: string;
    readonly timeoutMs: number;
    readonly leastSimilarity: number;
  };
  readonly languageModel?: { readonly url: string; readonly model?: string; readonly timeoutMs: number };
}

/** The quick one first. `phrases` are those that ship, `questions` the hotel's own. Nothing is asked yet. */
export function openAdvisers(
  { embeddings: vectors, languageModel: model }: AdviserServers,
  phrases: PhraseData,
  questions: readonly HotelQuestion[],
): Adviser[] {
  const examples = examplesOf(phrases, questions);
  return [
    ...(vectors
      ? [
          embeddings(
            localServer(vectors.url, vectors.timeoutMs),
            vectors.model,
            vectors.leastSimilarity,
            examples,
          ),
        ]
      : []),
    ...(model ? [languageModel(localServer(model.url, model.timeoutMs), model.model, examples)] : []),
  ];
}

/** The hotel's own phrases go first; of those that ship, one of each line, so that they differ. */
export function examplesOf(shipped: PhraseData, questions: readonly HotelQuestion[]): Examples {
  const found = new Map<string, string[]>();
  const add = (intent: string, language: Language, text: string): void => {
    const key = `${language}:${intent}`;
    const list = found.get(key);
    if (list) list.push(text);
    else found.set(key, [text]);
  };
  for (const { id, extends: subject, phrases } of questions)
    for (const [language, lines] of Object.entries(phrases))
      for (const line of lines) add(subject ?? id, language as Language, expandTemplate(line)[0] ?? line);
  const seen = new Set<string>();
  for (const { labels, language, text, line } of phrasesOf(shipped)) {
    const [intent = ""] = labels;
    if (seen.has(`${intent} ${line}`)) continue;
    seen.add(`${intent} ${line}`);
    add(intent, language, text);
  }
  return (intent, language) => found.get(`${language}:${intent}`) ?? [];
}
