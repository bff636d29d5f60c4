/**
 * `node test/eval/understanding-calibrate.ts`: fits where a score acts and where it asks, and writes
 * src/understanding/data/bands.yaml. Every shipped phrase is scored by a model that never saw its line of the phrase
 * files (five parts; what one template gave is held out together); the gold sentences take no part.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { shippedParts } from "../../src/understanding/build.ts";
import { belief, evidence, sightsOf } from "../../src/understanding/evidence.ts";
import { JOINED } from "../../src/understanding/intents.ts";
import { compileLexicon } from "../../src/understanding/lexicon.ts";
import { readData } from "../../src/understanding/load.ts";
import { type Phrase, phrasesOf, trainModel } from "../../src/understanding/model.ts";
import { plainText, type SlotReader } from "../../src/understanding/slots/read.ts";
import { roomWords } from "../../src/understanding/slots/rooms.ts";
import { clean, fold, wordsOf } from "../../src/understanding/text.ts";
import { classifiedWords } from "../../src/understanding/wording.ts";
import { logistic, type Observation } from "./logistic.ts";

const PARTS = 5;
const PRECISION = 0.957;
/**
 * The phrase files hold many times more that is nobody's matter, and stranger, than guests write: in the fit such
 * phrases together count as much as this part of the others, which makes them about one message of eleven.
 */
const NOBODYS_PART = 0.1;
/** What may be offered as a question should be right about every third time. */
const ASK = 0.3;
/** How far an intent's own limit may stand from the common one: few phrases tell little. */
const LEEWAY = 0.04;
/** Scores below this are never believed: they would only slow the fit. */
const HOPELESS = -0.95;
/** For a hotel's own questions, which learn from few phrases and only ever answer. */
const OWN = { act: 0, several: -0.05, ask: -0.4, slope: 3.95, offset: -0.39 } as const;

interface Scored extends Observation {
  readonly name: string;
  readonly nobodys: boolean;
  readonly part: number;
}

const root = packageRoot();
const data = readData(root);
const reader: SlotReader = {
  slang: new Map(
    LANGUAGES.map((language) => [language, new Map(Object.entries(data.slang[language]))] as const),
  ),
  rooms: roomWords([]),
  common: new Set(),
};
const read = (text: string, language: Language): string => plainText(fold(clean(text)), language, reader);
const lexicon = compileLexicon(data.lexicon);
const phrases = phrasesOf(data.phrases);
const partOf = (phrase: Phrase): number =>
  [...phrase.line].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7) % PARTS;

const nobodysCount = phrases.filter(({ labels: [label] }) => label === "out_of_scope").length;
const nobodysWeight = (NOBODYS_PART * (phrases.length - nobodysCount)) / nobodysCount;

const scored: Scored[] = [];
for (let part = 0; part < PARTS; part += 1) {
  const { classifier, prior } = trainModel({
    ...shippedParts(
      data,
      reader.slang,
      phrases.filter((phrase) => partOf(phrase) !== part),
    ),
    lexicon,
  });
  const held = phrases.filter((phrase) => partOf(phrase) === part);
  for (const { text, language, labels } of merged(held)) {
    const plain = read(text, language);
    const said = wordsOf(plain);
    const heard = prior.read(language, said.join(" "));
    const scores = classifier.scores(classifiedWords(plain), heard);
    for (const { name, sight } of sightsOf(
      classifier.labels,
      scores,
      heard,
      said.length,
      JOINED.test(plain),
    )) {
      if (sight.score < HOPELESS) continue;
      const nobodys = labels.has("out_of_scope");
      scored.push({ name, part, nobodys, features: evidence(sight), right: labels.has(name) });
    }
  }
}

// Believed by weights that never saw the phrase either.
const believed = Array.from({ length: PARTS }, (_, part) => {
  const weights = logistic(scored.filter((each) => each.part !== part));
  return scored
    .filter((each) => each.part === part)
    .map(({ name, right, nobodys, features }) => ({
      name,
      right,
      nobodys,
      chance: belief(weights, features),
    }));
}).flat();
const common = limit(believed, 0, 1);
const labels = Object.fromEntries(
  [...new Set(believed.map(({ name }) => name))].map((name) => {
    const own = believed.filter((each) => each.name === name);
    return [name, { act: limit(own, common - LEEWAY, common + LEEWAY) }];
  }),
);
const weights = logistic(scored).map((weight) => Math.round(1_000 * weight) / 1_000);
const head =
  "# Where a reading acts (right 95 times of 100 on held-out phrases, which are stranger than what guests write) and where it asks, and the weights of its evidence.\n# Written by test/eval/understanding-calibrate.ts; not edited by hand.\n";
writeFileSync(
  join(root, "src/understanding/data/bands.yaml"),
  head + stringify({ act: common, ask: ASK, weights, own: OWN, labels }),
);
const acted = believed.filter(({ name, chance }) => chance >= (labels[name]?.act ?? common));
const meant = believed.filter(({ right }) => right).length;
const right = acted.filter((each) => each.right).length;
process.stdout.write(
  `act from ${common}, nobody's phrases count ${nobodysWeight.toFixed(2)}; held out: precision ${(right / acted.length).toFixed(3)}, recall ${(right / meant).toFixed(3)}\n`,
);

/** A phrase that stands under several intents is right for each. */
function merged(list: readonly Phrase[]): { text: string; language: Language; labels: Set<string> }[] {
  const found = new Map<string, { text: string; language: Language; labels: Set<string> }>();
  for (const { text, language, labels } of list) {
    const key = `${language}:${text}`;
    const before = found.get(key)?.labels ?? [];
    found.set(key, { text, language, labels: new Set([...before, ...labels]) });
  }
  return [...found.values()];
}

/** The lowest belief from which on {@link PRECISION} are right, within limits. */
function limit(
  list: readonly { chance: number; right: boolean; nobodys: boolean }[],
  low: number,
  high: number,
): number {
  const sorted = [...list].sort((a, b) => b.chance - a.chance);
  let [right, all] = [0, 0];
  let best = high;
  for (const each of sorted) {
    if (each.right) right += 1;
    all += each.nobodys ? nobodysWeight : 1;
    if (right / all >= PRECISION) best = each.chance;
  }
  return Math.round(1_000 * Math.max(low, Math.min(high, best))) / 1_000;
}
