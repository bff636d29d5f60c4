import type { Language } from "../domain/language.ts";
import type { IntentReading, Slots, UnderstandContext } from "../domain/understood.ts";
import { type BandData, bandOf, probability } from "./bands.ts";
import { type Model, NO_INTENT } from "./model.ts";
import type { OwnModel } from "./own.ts";
import { byImportance, isCourtesy, settle } from "./settle.ts";
import { wordsOf } from "./text.ts";
import { classifiedWords, partsOf, type Wording } from "./wording.ts";

export interface IntentModel extends Model {
  readonly bands: BandData;
  /** Shipped and hotel phrases as they are read, with their labels: a phrase said word for word is never in doubt. */
  readonly exact: ReadonlyMap<string, readonly string[]>;
  /** The hotel's own questions. */
  readonly own?: OwnModel;
}

const MAX_PARTS = 6;
/** «ok, y otra cosa»: takes breath, agrees to nothing. */
const BREATH = /^(?:ok|okay|vale|right|bueno|certo|pues|so|entao)$/;
const EXACT = 0.99;

/**
 * The intents of a message, best first. Scores of the whole message and of its sentences are read through the bands;
 * then the open question settles what short words mean («cancelar» while booking drops the draft).
 */
export function readIntents(
  model: IntentModel,
  wordings: readonly Wording[],
  slots: Slots,
  context: UnderstandContext,
  length: number,
): IntentReading[] {
  const readings = new Map<string, IntentReading>();
  for (const wording of wordings) {
    for (const reading of readWording(model, wording)) {
      const before = readings.get(reading.name);
      const [was, is] = [before?.band === "act", reading.band === "act"];
      if (!before || (is && !was) || (is === was && before.score < reading.score))
        readings.set(reading.name, reading);
    }
    if ([...readings.values()].some((reading) => reading.band === "act")) break;
  }
  return byImportance(settle(readings, wordings[0]?.plain ?? "", slots, context, length));
}

function readWording(model: IntentModel, { language, plain }: Wording): IntentReading[] {
  const whole = readPart(model, language, plain);
  const parts = partsOf(plain);
  if (parts.length < 2) return whole;
  const acted = parts
    .slice(0, MAX_PARTS)
    .filter((part) => !BREATH.test(part))
    .flatMap((part) => readPart(model, language, part))
    .filter((reading) => reading.band === "act");
  return [...whole, ...acted];
}

function readPart(model: IntentModel, language: Language, plain: string): IntentReading[] {
  const words = classifiedWords(plain);
  if (words.length === 0) return [];
  const { classifier, bands, own } = model;
  const exact = model.exact.get(words.join(" "));
  const known = (exact ?? [])
    .filter((name) => !NO_INTENT.has(name))
    .map((name): IntentReading => ({ name, score: EXACT, band: "act" }));
  if (exact && !own?.several) return known;
  const prior = model.prior.read(language, wordsOf(plain).join(" "));
  const scores = classifier.scores(words, prior);
  const asked = own ? claimsOf(own.labels, own.scores(plain, scores)) : [];
  // A system of its own is read beside what ships; a question or two compete with it.
  const apart = own?.several ? asked.map((claim) => reading(bands, claim)) : [];
  if (exact) return [...known, ...apart.filter(({ band, name }) => band === "act" && !exact.includes(name))];
  const outside = Math.max(
    ...classifier.labels.map((label, at) => (NO_INTENT.has(label) ? (scores[at] ?? -9) : -9)),
  );
  const claims = [...claimsOf(classifier.labels, scores), ...(own?.several ? [] : asked)];
  const best = Math.max(...claims.map(({ score }) => score));
  const joined = JOINED.test(plain);
  const readings: IntentReading[] = apart.filter(({ band }) => band !== "unknown");
  for (const claim of claims) {
    const { name, score } = claim;
    const heard = name === "emergency" && (prior[classifier.labels.indexOf(name)] ?? 0) > 0;
    const read =
      heard && score > CRY ? { ...reading(bands, claim), band: "act" as const } : reading(bands, claim);
    // Nothing is offered that is less likely than facts alone or small talk.
    if (read.band === "unknown" || (read.band === "ask" && outside > score)) continue;
    // What sounds more like a matter for nobody may be offered, never acted on; and one clause wants one thing.
    const rival = !joined && !isCourtesy(name) && score < best - RIVAL;
    const doubted = !heard && (outside > score - NEAR || rival);
    readings.push(doubted ? { ...read, band: "ask" } : read);
  }
  return readings;
}

interface Claim {
  readonly name: string;
  readonly score: number;
}

function claimsOf(labels: readonly string[], scores: Float32Array): Claim[] {
  return labels
    .map((name, at) => ({ name, score: scores[at] ?? -9 }))
    .filter(({ name }) => !NO_INTENT.has(name));
}

const reading = (bands: BandData, { name, score }: Claim): IntentReading => ({
  name,
  score: probability(bands, score),
  band: bandOf(bands, name, score),
});

/** Words by which one clause may want two things. */
const JOINED = /,|\b(?:y|e|i|and|plus|tambien|also|tambem|con|with|com)\b/;
/** In a clause without them, an intent this far behind the best is its shadow («the wifi is broken» asks nothing). */
const RIVAL = 0.25;
/** How close what is nobody's matter may come before an intent is doubted: 0.2 to 0.6 cost no coverage. */
const NEAR = 0.4;
/** A word of danger acts from here: a false alarm costs the desk a look, a missed one may cost a life. */
const CRY = -0.4;
