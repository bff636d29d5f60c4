import type { Language } from "../domain/language.ts";
import { TRANSACTIONS } from "../domain/question.ts";
import type { IntentReading, Slots, UnderstandContext } from "../domain/understood.ts";
import { type BandData, bandOf, ownReading, rounded } from "./bands.ts";
import { belief, evidence, recognised, sightsOf } from "./evidence.ts";
import { type Model, NO_INTENT } from "./model.ts";
import type { OwnModel } from "./own.ts";
import { byImportance, isAnswer, isSmallTalk, settle } from "./settle.ts";
import { wordsOf } from "./text.ts";
import { baredOf, classifiedWords, partsOf, type Wording } from "./wording.ts";

export interface IntentModel extends Model {
  readonly bands: BandData;
  /** Shipped and hotel phrases as they are read, with their labels: a phrase said word for word is never in doubt. */
  readonly exact: ReadonlyMap<string, readonly string[]>;
  /** Intents that ship and are not understood in this hotel. */
  readonly off: ReadonlySet<string>;
  /** The hotel's own questions. */
  readonly own?: OwnModel;
}

const MAX_PARTS = 6;
/** A message that sounds this much like nobody's matter is not searched for what it may want after all. */
const ELSEWHERE = -0.6;
/** Nor one in which the best intent leads what is nobody's matter by less than this. */
const AS_MUCH = 0.1;
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
  // Who answers with what was asked for wants nothing else that would have to be searched for.
  const searched = !isAnswer(slots, context);
  for (const wording of wordings) {
    for (const reading of readWording(model, wording, searched)) {
      const before = readings.get(reading.name);
      const [was, is] = [before?.band === "act", reading.band === "act"];
      if (!before || (is && !was) || (is === was && before.score < reading.score))
        readings.set(reading.name, reading);
    }
    if ([...readings.values()].some((reading) => reading.band === "act")) break;
  }
  // A system of the hotel's own is no part of the conversation that settles what ships.
  const { own, classifier, off } = model;
  const isApart = (label: string): boolean => off.has(label) || !classifier.labels.includes(label);
  const apart = own?.several ? own.labels.filter(isApart) : [];
  const kept = [...readings.values()].filter(({ name }) => apart.includes(name));
  for (const { name } of kept) readings.delete(name);
  const settled = settle(readings, wordings[0]?.plain ?? "", slots, context, length);
  return byImportance([...settled, ...kept]);
}

function readWording(
  model: IntentModel,
  { language, plain }: Wording,
  searched: boolean,
): readonly IntentReading[] {
  const whole = readPart(model, language, plain);
  const parts = partsOf(plain).slice(0, MAX_PARTS);
  const acting = (texts: readonly string[]): IntentReading[] =>
    texts
      .filter((part) => !BREATH.test(part))
      .flatMap((part) => readPart(model, language, part).readings)
      .filter((reading) => reading.band === "act");
  const first = parts.length < 2 ? whole.readings : [...whole.readings, ...acting(parts)];
  if (!searched || whole.elsewhere || first.some(({ name, band }) => band === "act" && !isSmallTalk(name)))
    return first;
  const bared = acting(baredOf(plain, parts).slice(0, MAX_PARTS));
  return [...first, ...bared.filter(({ name }) => !isSmallTalk(name))];
}

interface Part {
  readonly readings: readonly IntentReading[];
  /** True when it sounds more like nobody's matter than like anything a guest wants. */
  readonly elsewhere: boolean;
}

function readPart(model: IntentModel, language: Language, plain: string): Part {
  const words = classifiedWords(plain);
  if (words.length === 0) return { readings: [], elsewhere: false };
  const { classifier, bands, own, off } = model;
  const exact = model.exact.get(words.join(" "));
  const known = (exact ?? [])
    .filter((name) => !NO_INTENT.has(name))
    .map((name): IntentReading => ({ name, score: EXACT, band: "act" }));
  if (exact && !own?.several) return { readings: known, elsewhere: false };
  const said = wordsOf(plain);
  const prior = model.prior.read(language, said.join(" "));
  const scores = classifier.scores(words, prior);
  const joined = JOINED.test(plain);
  const seen = sightsOf(classifier.labels, scores, prior, said.length, joined).map(({ name, sight }) => ({
    name,
    sight,
    believed: belief(bands.weights, evidence(sight)),
  }));
  const asked = own ? claimsOf(own.labels, own.scores(language, plain, recognised(seen))) : [];
  const told = own?.told(plain);
  // A system of its own is read beside what ships; a question or two compete with it.
  const apart = own?.several ? asked.map((claim) => ownClaim(bands, claim, true)) : [];
  if (exact) {
    const beside = apart.filter(({ band, name }) => band === "act" && !exact.includes(name));
    return { readings: [...known, ...beside], elsewhere: false };
  }
  const best = bestOf(classifier.labels, scores, NO_INTENT);
  // What is turned off casts no shadow on the hotel's own.
  const light = off.size > 0 ? bestOf(classifier.labels, scores, new Set([...NO_INTENT, ...off])) : best;
  const rivals = own?.several
    ? []
    : asked.map((claim) =>
        weighOwn(bands, { ...claim, told: told?.get(claim.name) }, light, scores, model, joined),
      );
  const claimed = joined || own?.several ? -9 : Math.max(-9, ...asked.map(({ score }) => score));
  const readings = [...apart, ...rivals];
  for (const { name, sight, believed } of seen) {
    if (off.has(name)) continue;
    const cried = name === "emergency" && sight.heard > 0 && sight.score > CRY && sight.score > sight.outside;
    const keyed = sight.keyed && (sight.length <= SHORT || sight.score >= HALF_HEARD);
    const band = cried || keyed ? "act" : bandOf(bands, name, believed);
    // What a hotel's own question claims far better is not acted on.
    const yields = !TRANSACTIONS.has(name) || YIELDING.has(name);
    const doubted = band === "act" && !cried && yields && !sight.courtesy && sight.score < claimed - RIVAL;
    readings.push({
      name,
      score: rounded(keyed ? Math.max(KEYED, believed) : believed),
      band: doubted ? "ask" : band,
    });
  }
  const outside = seen[0]?.sight.outside ?? -9;
  const elsewhere = outside > ELSEWHERE || outside > best - AS_MUCH;
  return { readings: readings.filter(({ band }) => band !== "unknown"), elsewhere };
}

/** A hotel's own question beside what ships: never acted on where it is another's shadow, or nobody's matter. */
function weighOwn(
  bands: BandData,
  claim: Claim,
  best: number,
  scores: Float32Array,
  { classifier }: IntentModel,
  joined: boolean,
): IntentReading {
  const reading = ownClaim(bands, claim, false);
  const outside = Math.max(
    ...classifier.labels.map((label, at) => (NO_INTENT.has(label) ? (scores[at] ?? -9) : -9)),
  );
  if (reading.band === "ask" && outside > claim.score) return { ...reading, band: "unknown" };
  // What is nobody's matter is in other words than a hotel's own: those that give it away are no sign of it.
  const near = (claim.told ?? 0) >= TELLING ? 0 : NEAR;
  const shadow = !joined && near > 0 && claim.score < best - RIVAL;
  const doubted = outside > claim.score - near || shadow;
  return doubted && reading.band === "act" ? { ...reading, band: "ask" } : reading;
}

interface Claim {
  readonly name: string;
  readonly score: number;
  /** As {@link OwnModel.told} says. */
  readonly told?: number | undefined;
}

/** The highest score among labels but some. */
function bestOf(labels: readonly string[], scores: Float32Array, but: ReadonlySet<string>): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const [at, name] of labels.entries()) if (!but.has(name)) best = Math.max(best, scores[at] ?? -9);
  return best;
}

function claimsOf(labels: readonly string[], scores: Float32Array): Claim[] {
  return labels
    .map((name, at) => ({ name, score: scores[at] ?? -9 }))
    .filter(({ name }) => !NO_INTENT.has(name));
}

const ownClaim = (bands: BandData, { name, score }: Claim, several: boolean): IntentReading => ({
  name,
  ...ownReading(bands, score, several),
});

/** Words by which one clause may want two things. */
export const JOINED = /,|\b(?:y|e|i|and|plus|tambien|also|tambem|con|with|com)\b/;
/** In a clause without them, an intent this far behind the best is its shadow («the wifi is broken» asks nothing). */
const RIVAL = 0.25;
/** How close what is nobody's matter may come before an intent is doubted: 0.2 to 0.6 cost no coverage. */
const NEAR = 0.2;
/** What moves a booking or calls a person is never doubted for a hotel's own question, but «¿cuánto cuesta el kayak?» asks no room's price. */
const YIELDING = new Set(["availability", "book", "price"]);
/** A word that gives a question away and stands in several of its phrases, or two that stand in one. */
const TELLING = 0.8;
/** In a message this short a hotel's keyword is enough; in a longer one the rest must not be too far off. */
const SHORT = 6;
const HALF_HEARD = -0.4;
/** How far a hotel's keyword is believed. */
const KEYED = 0.9;
/** A word of danger acts from here: a false alarm costs the desk a look, a missed one may cost a life. */
const CRY = -0.4;
