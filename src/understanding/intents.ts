import type { Language } from "../domain/language.ts";
import type { IntentReading, Slots, UnderstandContext } from "../domain/understood.ts";
import { type BandData, bandOf, probability } from "./bands.ts";
import { type Model, NO_INTENT } from "./model.ts";
import { byImportance, isCourtesy, settle } from "./settle.ts";
import { wordsOf } from "./text.ts";
import { classifiedWords, partsOf, type Wording } from "./wording.ts";

export interface IntentModel extends Model {
  readonly bands: BandData;
  /** Shipped and hotel phrases as they are read, with their labels: a phrase said word for word is never in doubt. */
  readonly exact: ReadonlyMap<string, readonly string[]>;
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
      if (!before || before.score < reading.score) readings.set(reading.name, reading);
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
  const exact = model.exact.get(words.join(" "));
  if (exact) {
    return exact
      .filter((name) => !NO_INTENT.has(name))
      .map((name) => ({ name, score: EXACT, band: "act" as const }));
  }
  const prior = model.prior.read(language, wordsOf(plain).join(" "));
  const scores = model.classifier.scores(words, prior);
  const outside = Math.max(
    ...model.classifier.labels.map((label, at) => (NO_INTENT.has(label) ? (scores[at] ?? -9) : -9)),
  );
  const claims = model.classifier.labels
    .map((name, at) => ({ name, score: scores[at] ?? -9 }))
    .filter(({ name }) => !NO_INTENT.has(name));
  const best = Math.max(...claims.map(({ score }) => score));
  const several = JOINED.test(plain);
  const readings: IntentReading[] = [];
  for (const { name, score } of claims) {
    const heard = name === "emergency" && (prior[model.classifier.labels.indexOf(name)] ?? 0) > 0;
    const band = heard && score > CRY ? "act" : bandOf(model.bands, name, score);
    // Nothing is offered that is less likely than facts alone or small talk.
    if (band === "unknown" || (band === "ask" && outside > score)) continue;
    // What sounds more like a matter for nobody may be offered, never acted on; and one clause wants one thing.
    const rival = !several && !isCourtesy(name) && score < best - RIVAL;
    const doubted = !heard && (outside > score - NEAR || rival);
    readings.push({ name, score: probability(model.bands, score), band: doubted ? "ask" : band });
  }
  return readings;
}

/** Words by which one clause may want two things. */
const JOINED = /,|\b(?:y|e|i|and|plus|tambien|also|tambem|con|with|com)\b/;
/** In a clause without them, an intent this far behind the best is its shadow («the wifi is broken» asks nothing). */
const RIVAL = 0.25;
/** How close what is nobody's matter may come before an intent is doubted: 0.2 to 0.6 cost no coverage. */
const NEAR = 0.4;
/** A word of danger acts from here: a false alarm costs the desk a look, a missed one may cost a life. */
const CRY = -0.4;
