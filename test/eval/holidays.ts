/**
 * `npm i --no-save date-holidays && node test/eval/holidays.ts`: writes src/understanding/data/holidays/*.json, the
 * public holidays of each country guests' hotels stand in, ten years ahead. The package itself (45 MB on disk, 42 MB in
 * memory, 170 ms to load; ISC and CC-BY-3.0) is not shipped: a hotel needs one country of it.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES } from "../../src/domain/language.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { fold, wordsOf } from "../../src/understanding/text.ts";

interface Holiday {
  readonly date: string;
  readonly name: string;
  readonly rule: string;
  readonly type: string;
}
interface Holidays {
  getHolidays(year: number, language?: string): Holiday[];
}

const COUNTRIES =
  "AD AR BO BR CA CL CO CR CU DE DO EC ES FR GB GT HN IE IT MX NI PA PE PR PT PY SV US UY VE ZA".split(" ");
/** Where most holidays are those of a part of the country: its largest. */
const PARTS: Readonly<Record<string, string>> = { GB: "ENG" };
const [FROM, YEARS] = [2026, 11];

const source = process.argv[2] ?? "date-holidays";
const { default: Calendar } = (await import(source)) as {
  default: new (country: string, part?: string) => Holidays;
};
const folder = join(packageRoot(), "src", "understanding", "data", "holidays");
mkdirSync(folder, { recursive: true });
for (const country of COUNTRIES) {
  const calendar = new Calendar(country, PARTS[country]);
  const found = new Map<string, { names: Set<string>; days: Set<string> }>();
  for (let year = FROM; year < FROM + YEARS; year += 1) {
    for (const language of LANGUAGES) {
      for (const { date, name, rule, type } of calendar.getHolidays(year, language)) {
        if (type !== "public" && type !== "bank") continue;
        const key = rule.replace(/ (?:substitutes|and) .*| if .*/, "");
        const entry = found.get(key) ?? { names: new Set(), days: new Set() };
        entry.names.add(wordsOf(fold(name.replace(/\(.*\)/, ""))).join(" "));
        entry.days.add(date.slice(0, 10));
        found.set(key, entry);
      }
    }
  }
  const list = [...found.values()].map(({ names, days }) => ({ names: [...names], days: [...days].sort() }));
  writeFileSync(join(folder, `${country}.json`), `${JSON.stringify(list, null, 2)}\n`);
}
