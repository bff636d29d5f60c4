import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../src/domain/language.ts";
import type { Asked } from "../../src/domain/understood.ts";
import { packageRoot } from "../../src/platform/package-root.ts";

/** One sentence a guest may say, and what must be made of it. Dates are of 24 November 2026. */
export interface GoldRow {
  readonly language: Language;
  readonly text: string;
  readonly intents: readonly string[];
  /** Absent where the sentence was not annotated for facts. */
  readonly slots?: Readonly<Record<string, string>>;
  readonly asked?: Asked;
}

/**
 * `fresh`, `unseen`, `later` and, none of a hotel's matters, `outside` and `beyond` were written before anything was
 * measured on them. What ships was afterwards bettered on the kinds of misses of all but `later`, a quarter of which is
 * nobody's matter; none of their sentences is learned.
 */
export type GoldSet = "understanding" | "fresh" | "outside" | "unseen" | "beyond" | "later";

export function goldRows(language: Language, set: GoldSet = "understanding"): GoldRow[] {
  const path = join(packageRoot(), "test", "eval", "gold", `${set}.${language}.txt`);
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [text = "", intents = "", slots = "", asked = ""] = line.split("|").map((cell) => cell.trim());
      return {
        language,
        text,
        intents: intents === "-" || intents === "" ? [] : intents.split(" ").filter(Boolean),
        ...(slots ? { slots: parseSlots(slots) } : {}),
        ...(asked ? { asked: asked as Asked } : {}),
      };
    });
}

function parseSlots(cell: string): Record<string, string> {
  const pairs = [...cell.matchAll(/(\w+)=("[^"]*"|\S+)/g)];
  return Object.fromEntries(pairs.map(([, key, value]) => [key ?? "", (value ?? "").replace(/"/g, "")]));
}

export const VARIANTS = [
  "clean",
  "plain",
  "typos",
  "chat",
  "asr",
  "fresh",
  "unseen",
  "heard",
  "outside",
  "beyond",
  "later",
] as const;
export type Variant = (typeof VARIANTS)[number];

const SETS: Partial<Record<Variant, GoldSet>> = {
  fresh: "fresh",
  unseen: "unseen",
  heard: "unseen",
  outside: "outside",
  beyond: "beyond",
  later: "later",
};
export const setOf = (variant: Variant): GoldSet => SETS[variant] ?? "understanding";

const CHAT: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  es: [
    [/\bque\b|\bqué\b/giu, "q"],
    [/\bpor favor\b/giu, "xfa"],
    [/\bpara\b/giu, "xa"],
    [/\btambién\b/giu, "tb"],
    [/\bhabitación\b/giu, "hab"],
    [/\bquiero\b/giu, "kiero"],
    [/\bpor\b/giu, "x"],
  ],
  en: [
    [/\byou\b/gi, "u"],
    [/\bare\b/gi, "r"],
    [/\bplease\b/gi, "pls"],
    [/\btomorrow\b/gi, "tmrw"],
    [/\bthanks\b/gi, "thx"],
    [/\broom\b/gi, "rm"],
    [/\bwith\b/gi, "w"],
  ],
  pt: [
    [/\bvocês\b/giu, "vcs"],
    [/\bquanto\b/giu, "qto"],
    [/\bpara\b/giu, "pra"],
    [/\bnão\b/giu, "n"],
    [/\bpor favor\b/giu, "pfv"],
    [/\bhoje\b/giu, "hj"],
    [/\bque\b/giu, "q"],
  ],
};

/** The same sentence as it arrives from a hurried thumb or a speech engine. Deterministic. */
export function vary(row: GoldRow, variant: Variant): string {
  const { text, language } = row;
  if (variant === "plain") return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  if (variant === "asr" || variant === "heard")
    return text
      .toLowerCase()
      .replace(/[¿?¡!,.;:«»"](?=\s|$)|[¿¡«]/gu, "")
      .trim();
  if (variant === "chat") {
    return CHAT[language].reduce(
      (said, [pattern, short]) => said.replace(pattern, short),
      text.toLowerCase(),
    );
  }
  return variant === "typos" ? typos(text) : text;
}

/** One slip (a letter lost, doubled or swapped) in about one word of six, never in names, addresses or numbers. */
function typos(text: string): string {
  let seed = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  return text.replace(/(?<![\p{L}\p{N}@._-])\p{Ll}{4,}(?![\p{L}\p{N}@._-]*[@\d])/gu, (word) => {
    if (next(6) !== 0) return word;
    const at = 1 + next(word.length - 2);
    const kind = next(3);
    if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
    if (kind === 1) return word.slice(0, at) + word[at] + word.slice(at);
    return word.slice(0, at) + (word[at + 1] ?? "") + word[at] + word.slice(at + 2);
  });
}
