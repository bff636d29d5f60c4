const SMALL = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen"
).split(" ");
const TENS = ". . twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** A whole number 0 … 999,999,999 in English. Pure. */
export function numberEn(value: number): string {
  if (value >= 1_000_000)
    return join(`${numberEn(Math.floor(value / 1_000_000))} million`, value % 1_000_000);
  if (value >= 1_000) return join(`${numberEn(Math.floor(value / 1_000))} thousand`, value % 1_000);
  if (value >= 100) {
    const rest = value % 100;
    return `${SMALL[Math.floor(value / 100)]} hundred${rest === 0 ? "" : ` and ${numberEn(rest)}`}`;
  }
  if (value >= 20) {
    const ten = TENS[Math.floor(value / 10)] ?? "";
    return value % 10 === 0 ? ten : `${ten}-${SMALL[value % 10]}`;
  }
  return SMALL[value] ?? "";
}

function join(head: string, rest: number): string {
  if (rest === 0) return head;
  return `${head} ${rest < 100 ? "and " : ""}${numberEn(rest)}`;
}

const IRREGULAR: Readonly<Record<string, string>> = {
  one: "first",
  two: "second",
  three: "third",
  five: "fifth",
  eight: "eighth",
  nine: "ninth",
  twelve: "twelfth",
};

/** «third», «twenty-first». Pure. */
export function ordinalEn(value: number): string {
  const words = numberEn(value);
  const last = /[a-z]+$/.exec(words)?.[0] ?? "";
  const ordinal = IRREGULAR[last] ?? (last.endsWith("y") ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return words.slice(0, words.length - last.length) + ordinal;
}

/** A year as it is said: «twenty twenty-six», «two thousand and five», «nineteen hundred». Pure. */
export function yearEn(year: number): string {
  const rest = year % 100;
  if (year < 1_000 || year > 9_999 || (year % 1_000 < 10 && year % 1_000 >= 0)) return numberEn(year);
  const century = numberEn(Math.floor(year / 100));
  if (rest === 0) return `${century} hundred`;
  return `${century} ${rest < 10 ? `oh ${numberEn(rest)}` : numberEn(rest)}`;
}
