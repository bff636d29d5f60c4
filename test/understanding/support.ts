import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalNow, localNow } from "../../src/domain/calendar.ts";
import type { RoomType } from "../../src/domain/hotel.ts";
import type { StaySlot } from "../../src/domain/understood.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { loadUnderstanding } from "../../src/understanding/load.ts";
import type { Understanding } from "../../src/understanding/understand.ts";

/** Tuesday 24 November 2026, eleven in the morning in Madrid. */
export const NOW: LocalNow = localNow(Date.parse("2026-11-24T10:00:00Z"), "Europe/Madrid");

const text = (value: string) => ({ es: value, en: value, pt: value });
const type = (id: string, es: string[], en: string[], pt: string[]): RoomType => ({
  id,
  name: text(id),
  description: text(id),
  words: { es, en, pt },
  maxAdults: 2,
  maxChildren: 1,
  maxGuests: 3,
});

export const ROOM_TYPES: readonly RoomType[] = [
  type("single", ["individual", "sencilla"], ["single"], ["individual", "solteiro", "single"]),
  type("double", ["doble", "matrimonial", "matrimonio"], ["double", "queen"], ["duplo", "casal", "dupla"]),
  type("suite", ["suite"], ["suite"], ["suíte", "suite"]),
  type("suite_junior", ["suite junior"], ["junior suite"], ["suíte júnior"]),
  type("family", ["familiar"], ["family room"], ["familiar", "família"]),
];

export const load = (): Understanding =>
  loadUnderstanding(packageRoot(), {
    languages: ["es", "en", "pt"],
    roomTypes: ROOM_TYPES,
    country: "ES",
  });

/** The rows of `tables/NAME.txt` split at «|», comments and empty lines left out. */
export function rows(name: string): string[][] {
  return readFileSync(join(packageRoot(), "test", "understanding", "tables", `${name}.txt`), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
}

/** A stay as the tables write it. */
export function show(stay: StaySlot | undefined): string {
  if (!stay) return "none";
  if (!stay.arrival && !stay.departure && !stay.flag) return `nights ${stay.nights}`;
  const within = stay.within ? `within ${stay.within.from}..${stay.within.to}` : "";
  const ends =
    stay.arrival || stay.departure || stay.flag ? `${stay.arrival ?? "-"}>${stay.departure ?? "-"}` : "";
  return [ends, stay.flag, stay.candidates?.join(","), within].filter(Boolean).join(" ");
}
