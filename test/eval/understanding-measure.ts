import type { Language } from "../../src/domain/language.ts";
import type { Understood } from "../../src/domain/understood.ts";
import type { Understanding } from "../../src/understanding/understand.ts";
import { NOW } from "../understanding/support.ts";
import { type GoldRow, goldRows, setOf, type Variant, vary } from "./understanding-gold.ts";

export interface Figures {
  /** Micro-F1 of the intents acted on. */
  readonly intents: number;
  /** Micro-F1 of the facts, over annotated sentences. */
  readonly slots: number;
  /** Share of sentences with an intent in which at least one right intent acts. */
  readonly coverage: number;
  /** Share of all sentences in which a wrong intent acts. */
  readonly wrongActs: number;
  /** Share of sentences that are none of ours in which something acts. */
  readonly falseActs: number;
  /** Share of sentences read in the language they are in, without a conversation before them. */
  readonly language: number;
}

/** Facts that are compared; `nights` follows from the dates, `rooms` and `number` from the wording. */
const COMPARED = [
  "arrival",
  "departure",
  "adults",
  "children",
  "childAges",
  "roomType",
  "name",
  "email",
  "phone",
  "bookingCode",
  "choice",
  "time",
];

export interface Miss {
  readonly text: string;
  readonly what: string;
}

export function measure(
  understanding: Understanding,
  language: Language,
  variant: Variant,
  keep: (row: GoldRow, index: number) => boolean = () => true,
): { figures: Figures; misses: Miss[]; pairs: Map<string, number> } {
  const count = {
    tp: 0,
    fp: 0,
    fn: 0,
    stp: 0,
    sfp: 0,
    sfn: 0,
    meant: 0,
    covered: 0,
    wrong: 0,
    none: 0,
    falsely: 0,
    tongue: 0,
  };
  const misses: Miss[] = [];
  const pairs = new Map<string, number>();
  const rows = goldRows(language, setOf(variant)).filter(keep);
  for (const row of rows) {
    const text = vary(row, variant);
    const read = understanding.understand(text, {
      now: NOW,
      ...(row.asked ? { asked: row.asked, language } : {}),
    });
    if (read.language === language) count.tongue += 1;
    const acted = read.intents.filter((intent) => intent.band === "act").map((intent) => intent.name);
    const right = acted.filter((name) => row.intents.includes(name));
    const wrong = acted.filter((name) => !row.intents.includes(name));
    const missed = row.intents.filter((name) => !acted.includes(name));
    count.tp += right.length;
    count.fp += wrong.length;
    count.fn += missed.length;
    if (wrong.length > 0) count.wrong += 1;
    if (row.intents.length > 0) count.meant += 1;
    if (right.length > 0) count.covered += 1;
    if (row.intents.length === 0) {
      count.none += 1;
      if (wrong.length > 0) count.falsely += 1;
    }
    for (const name of wrong)
      pairs.set(
        `${row.intents[0] ?? "none"} → ${name}`,
        (pairs.get(`${row.intents[0] ?? "none"} → ${name}`) ?? 0) + 1,
      );
    if (wrong.length > 0 || missed.length > 0) {
      misses.push({
        text,
        what: [...missed.map((name) => `−${name}`), ...wrong.map((name) => `+${name}`)].join(" "),
      });
    }
    const facts = row.slots && compareSlots(row.slots, read);
    if (facts) {
      count.stp += facts.right;
      count.sfp += facts.wrong.length;
      count.sfn += facts.missed.length;
      if (facts.wrong.length + facts.missed.length > 0)
        misses.push({ text, what: `slots −${facts.missed} +${facts.wrong}` });
    }
  }
  const share = (part: number, whole: number): number =>
    Math.round((1_000 * part) / Math.max(1, whole)) / 1_000;
  const f1 = (tp: number, fp: number, fn: number): number => share(2 * tp, 2 * tp + fp + fn);
  const figures = {
    intents: f1(count.tp, count.fp, count.fn),
    slots: f1(count.stp, count.sfp, count.sfn),
    coverage: share(count.covered, count.meant),
    wrongActs: share(count.wrong, rows.length),
    falseActs: share(count.falsely, count.none),
    language: share(count.tongue, rows.length),
  };
  return { figures, misses, pairs };
}

function compareSlots(
  gold: Readonly<Record<string, string>>,
  { slots }: Understood,
): { right: number; wrong: string[]; missed: string[] } {
  const { stay, ...rest } = slots;
  const flat: Record<string, unknown> = { ...rest, arrival: stay?.arrival, departure: stay?.departure };
  const said = Object.fromEntries(
    COMPARED.filter((key) => flat[key] !== undefined).map((key) => [
      key,
      typeof flat[key] === "string" ? flat[key] : JSON.stringify(flat[key]),
    ]),
  );
  const same = Object.keys(gold).filter((key) => said[key] === gold[key]);
  return {
    right: same.length,
    wrong: Object.keys(said)
      .filter((key) => !same.includes(key))
      .map((key) => `${key}=${said[key]}`),
    missed: Object.keys(gold).filter((key) => !same.includes(key)),
  };
}
