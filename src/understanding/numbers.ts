import type { Language } from "../domain/language.ts";

/** Number words of one language, folded. `joins` stands between tens and units («treinta y uno»). */
interface NumberWords {
  readonly values: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  readonly joins: string;
  readonly thousand: string;
}

const list = (words: string, from = 0, step = 1): [string, number][] =>
  words
    .split(" ")
    .flatMap((group, index) => group.split("/").map((word): [string, number] => [word, from + index * step]));

const WORDS: Readonly<Record<Language, NumberWords>> = {
  es: {
    values: new Map([
      ...list("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
      ...list("dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiun/veintiuna veintidos", 16),
      ...list("veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve", 23),
      ...list("treinta cuarenta cincuenta sesenta setenta ochenta noventa cien/ciento", 30, 10),
      ...list("doscientos/doscientas trescientos cuatrocientos quinientos seiscientos", 200, 100),
      ...list("setecientos ochocientos novecientos", 700, 100),
    ]),
    ordinals: new Map(),
    joins: "y",
    thousand: "mil",
  },
  pt: {
    values: new Map([
      ...list("zero _ dois/duas tres quatro cinco seis sete oito nove dez onze doze treze"),
      ...list("catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito", 14),
      ...list("dezenove/dezanove vinte", 19),
      ...list("trinta quarenta cinquenta sessenta setenta oitenta noventa cem/cento", 30, 10),
      ...list("duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos", 200, 100),
      ...list("novecentos", 900),
    ]),
    ordinals: new Map(),
    joins: "e",
    thousand: "mil",
  },
  en: {
    values: new Map([
      ...list("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"),
      ...list("fifteen sixteen seventeen eighteen nineteen", 15),
      ...list("twenty thirty forty/fourty fifty sixty seventy eighty ninety", 20, 10),
    ]),
    ordinals: new Map([
      ...list("first second third fourth fifth sixth seventh eighth/eigth ninth tenth eleventh twelfth", 1),
      ...list("thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 13),
      ...list("twentieth thirtieth", 20, 10),
    ]),
    joins: "",
    thousand: "thousand",
  },
};

/** Where «uno/un/um/one» after tens is a unit although alone it is an article. */
const UNIT_ONE = new Set(["un", "una", "uno", "um", "uma", "one"]);
/** English «one» after these is a pronoun: «this one», «the first one». */
const PRONOUN_BEFORE = new Set(
  "this that the which another any no first second third last cheapest cheaper good nice every some other bigger smaller best".split(
    " ",
  ),
);

/**
 * Number words as digits in a folded text: «treinta y uno de marzo» → «31 de marzo», «twenty-first» → «21st». Articles
 * («un», «una», «a», «um») stay words: only what follows tells whether they count.
 */
export function digitWords(folded: string, language: Language): string {
  const table = WORDS[language];
  const parts = folded.match(/[a-z]+|[^a-z]+/g) ?? [];
  const out: string[] = [];
  for (let at = 0; at < parts.length; ) {
    const read = numberAt(parts, at, table, language);
    if (read) {
      out.push(read.text);
      at = read.next;
    } else {
      out.push(parts[at] ?? "");
      at += 1;
    }
  }
  return out.join("");
}

interface NumberRead {
  readonly text: string;
  readonly next: number;
}

function numberAt(
  parts: readonly string[],
  at: number,
  table: NumberWords,
  language: Language,
): NumberRead | undefined {
  const first = parts[at] ?? "";
  if (first === "one" && PRONOUN_BEFORE.has(parts[at - 2] ?? "")) return undefined;
  // «29 dez»: a month behind a day is no ten.
  if (
    first === "dez" &&
    /^\d+$/.test(
      parts
        .slice(Math.max(0, at - 1), at)
        .join("")
        .trim()
        .slice(-2) || "-",
    )
  )
    return undefined;
  const ordinal = table.ordinals.get(first);
  if (ordinal !== undefined) return { text: ordinalText(ordinal), next: at + 1 };
  const below = belowThousand(parts, at, table, language);
  if (first === table.thousand || (below && after(parts, below.next, table.thousand))) {
    const next = below ? below.next + 2 : at + 1;
    const rest = parts[next] === " " ? belowThousand(parts, next + 1, table, language) : undefined;
    const value = (below?.value ?? 1) * 1000 + (rest?.value ?? 0);
    return { text: String(value), next: rest?.next ?? next };
  }
  if (!below) return undefined;
  return { text: below.ordinal ? ordinalText(below.value) : String(below.value), next: below.next };
}

interface Below {
  readonly value: number;
  readonly next: number;
  readonly ordinal?: boolean;
}

function belowThousand(
  parts: readonly string[],
  at: number,
  table: NumberWords,
  language: Language,
): Below | undefined {
  const value = table.values.get(parts[at] ?? "");
  if (value === undefined) return undefined;
  if (language === "en" && value < 10 && after(parts, at + 1, "hundred")) {
    const skip = after(parts, at + 3, "and") ? at + 6 : at + 4;
    const rest = belowHundred(parts, skip, table);
    return { value: value * 100 + (rest?.value ?? 0), next: rest?.next ?? at + 3 };
  }
  if (value < 100) return belowHundred(parts, at, table);
  const skip = table.joins && after(parts, at + 1, table.joins) && language === "pt" ? at + 4 : at + 2;
  const rest = parts[at + 1] === " " ? belowHundred(parts, skip, table) : undefined;
  return { value: value + (rest?.value ?? 0), next: rest?.next ?? at + 1 };
}

function belowHundred(parts: readonly string[], at: number, table: NumberWords): Below | undefined {
  const value = table.values.get(parts[at] ?? "");
  if (value === undefined || value >= 100) return undefined;
  const gap = parts[at + 1];
  if (value < 20 || value % 10 !== 0 || (gap !== " " && gap !== "-")) return { value, next: at + 1 };
  const joined = !table.joins || parts[at + 2] === table.joins;
  const unitAt = table.joins ? at + 4 : at + 2;
  if (!joined) return { value, next: at + 1 };
  const word = parts[unitAt] ?? "";
  const ordinal = table.ordinals.get(word);
  if (ordinal !== undefined && ordinal < 10) {
    return { value: value + ordinal, next: unitAt + 1, ordinal: true };
  }
  const unit = UNIT_ONE.has(word) ? 1 : table.values.get(word);
  if (unit === undefined || unit < 1 || unit > 9) return { value, next: at + 1 };
  return { value: value + unit, next: unitAt + 1 };
}

function after(parts: readonly string[], at: number, word: string): boolean {
  return (parts[at] === " " || parts[at] === "-") && parts[at + 1] === word;
}

function ordinalText(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  const suffix = teen ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th");
  return `${value}${suffix}`;
}
