import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PhraseBook, parsePhrases } from "../../../src/conversation/phrases.ts";
import type { Wording } from "../../../src/conversation/wording.ts";
import type { HotelFacts, Quote, RoomType } from "../../../src/domain/hotel.ts";
import { LANGUAGES, type Language } from "../../../src/domain/language.ts";
import { money } from "../../../src/domain/money.ts";
import { nightsList, type Party, type Stay, type StayLimits } from "../../../src/domain/stay.ts";

const FOLDER = join(import.meta.dirname, "../../../src/conversation/phrases");

export function phraseFiles(): Record<Language, string> {
  const read = (language: Language): string => readFileSync(join(FOLDER, `${language}.yaml`), "utf8");
  return { es: read("es"), en: read("en"), pt: read("pt") };
}

export const phrases = parsePhrases(phraseFiles());

export const WORDINGS: readonly Wording[] = [
  { es: "tu", pt: "br" },
  { es: "vos", pt: "pt" },
  { es: "usted", pt: "br" },
];

/** The phrases as a hotel that chose this wording says them. */
export function phrasesIn(wording: Wording): PhraseBook {
  return parsePhrases(phraseFiles(), {
    wording,
    forms: readFileSync(join(FOLDER, "wording.yaml"), "utf8"),
  });
}

export const hotel: HotelFacts = {
  id: "miramar",
  name: "Hotel Miramar",
  timeZone: "Europe/Madrid",
  currency: "EUR",
  languages: [...LANGUAGES],
  defaultLanguage: "es",
  address: "Paseo del Mar 12, Santander",
  phone: "+34942000000",
  email: "hola@miramar.example",
  checkInFrom: "15:00",
  checkOutUntil: "12:00",
  deskOpens: "09:00",
  deskCloses: "21:00",
  cancellationPolicy: {
    es: "gratis hasta 24 horas antes; después, el 50 % de la primera noche.",
    en: "free until 24 hours before; after that, 50% of the first night.",
    pt: "grátis até 24 horas antes; depois, 50% da primeira noite.",
  },
  depositPercent: 0,
  faq: {
    breakfast: {
      es: "El desayuno es de 7:30 a 10:30.",
      en: "Breakfast is from 7:30 to 10:30.",
      pt: "O pequeno-almoço (café da manhã) é das 7:30 às 10:30.",
    },
  },
};

export const limits: StayLimits = {
  minHoursAhead: 2,
  maxDaysAhead: 365,
  maxNights: 30,
  maxGuests: 10,
  lastArrival: "23:59",
};

const type = (
  id: string,
  name: RoomType["name"],
  adults: number,
  children: number,
  guests: number,
): RoomType => ({
  id,
  name,
  description: name,
  words: { es: [id], en: [id], pt: [id] },
  maxAdults: adults,
  maxChildren: children,
  maxGuests: guests,
});

export const roomTypes: readonly RoomType[] = [
  type("single", { es: "habitación individual", en: "single room", pt: "quarto individual" }, 1, 0, 1),
  type("double", { es: "habitación doble", en: "double room", pt: "quarto duplo" }, 2, 1, 3),
  type(
    "suite",
    { es: "suite con vistas al mar", en: "suite with sea view", pt: "suíte com vista para o mar" },
    2,
    2,
    4,
  ),
];

export const PRICES: Readonly<Record<string, number>> = { single: 80_00, double: 120_00, suite: 210_00 };

export function quoteFor(
  roomType: string,
  stay: Stay,
  party: Party,
  rooms: number,
  askedAt: number,
  more: { readonly free?: number; readonly perNight?: number } = {},
): Quote {
  const each = more.perNight ?? PRICES[roomType] ?? 100_00;
  const nightly = nightsList(stay).map((night) => ({ night, amount: money(each, "EUR") }));
  const total = each * nightly.length * rooms;
  return {
    roomType,
    stay,
    party,
    rooms,
    nightly,
    total: money(total, "EUR"),
    tax: money(Math.round(total / 11), "EUR"),
    free: more.free ?? 3,
    askedAt,
  };
}
