import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { HotelConfig, HousePmsConfig } from "../../src/config/hotel-config.ts";
import { demoHotelPath, loadHotel, parseHotel } from "../../src/config/load.ts";
import { HotelbotError } from "../../src/errors.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { changed, lineOf, SMALLEST } from "./fixture.ts";

function failure(text: string): HotelbotError {
  try {
    parseHotel(text, "/etc/hotel.yaml");
  } catch (error) {
    if (error instanceof HotelbotError) return error;
    throw error;
  }
  throw new Error("it was taken");
}

describe("what ships and is turned off", () => {
  const off = (names: string, faq = "{}") =>
    `${SMALLEST}faq: ${faq}\nunderstanding:\n  off:\n    - ${names}\n`;

  it("is named as the subjects are, by older names too", () => {
    const { hotel, understanding } = parseHotel(off("spa\n    - luggage"), "/etc/hotel.yaml");
    // What is not understood is not offered either.
    expect(hotel.off).toEqual(["spa", "luggage_storage"]);
    expect(understanding).toEqual({
      off: ["spa", "luggage_storage"],
    });
  });

  it.each([
    ["sppa", "{}", "«sppa» is none of the subjects hotelbot knows, did you mean «spa»"],
    ["book", "{}", "«book» acts on bookings or people: it cannot be turned off"],
    ["cancel_booking", "{}", "«cancel_booking» acts on bookings or people: it cannot be turned off"],
    ["emergency", "{}", "no conversation can do without «emergency»"],
    ["spa", "{ spa: { es: Abierto. } }", "is turned off, but faq answers it and has no phrases of its own"],
    ["pool", "{ summer: { extends: pool, phrases: { es: [agua] } } }", "but faq «summer» extends it"],
  ])("is refused with its line: %s", (name, faq, what) => {
    const text = off(name, faq);
    const { message } = failure(text);
    expect(message).toContain(`/etc/hotel.yaml:${lineOf(text, `- ${name}`)}: understanding.off[1]`);
    expect(message).toContain(what);
  });
});

describe("the hotel's questions", () => {
  const written = `  kayaks:
    phrases: { es: [¿alquiláis kayaks?, quiero remar] }
    keywords: [kayak]
    answer: { es: Sí. }
  pool: { es: Todo el año. }
  summer:
    extends: pool
    answer: { es: De 10 a 22. }
    when: { from: "06-15", to: "09-15" }
  luggage: { es: Sin coste. }`;

  it("may be short or long, and are answers, seasons and phrases", () => {
    const { hotel, questions } = parseHotel(changed("pms:", `faq:\n${written}\npms:`), "/etc/hotel.yaml");
    const all = (es: string) => ({ es, en: es, pt: es });
    expect(hotel.faq).toEqual({
      kayaks: all("Sí."),
      pool: all("Todo el año."),
      luggage_storage: all("Sin coste."),
    });
    expect(hotel.seasonalFaq).toEqual([
      { subject: "pool", when: { from: "06-15", to: "09-15" }, answer: all("De 10 a 22.") },
    ]);
    expect(questions).toEqual([
      { id: "kayaks", phrases: { es: ["¿alquiláis kayaks?", "quiero remar"] }, keywords: ["kayak"] },
    ]);
  });

  it("may be a list too", () => {
    const list = `  - id: kayaks
    phrases: { es: [quiero remar] }
  - extends: wake_up
    phrases: { es: [que me llamen a las 7] }`;
    const { hotel, questions } = parseHotel(changed("pms:", `faq:\n${list}\npms:`), "/etc/hotel.yaml");
    expect(hotel.faq).toEqual({});
    expect(questions).toEqual([
      { id: "kayaks", phrases: { es: ["quiero remar"] } },
      { id: "wake_up_call", phrases: { es: ["que me llamen a las 7"] } },
    ]);
  });
});

describe("a valid file", () => {
  it("is turned into the program's units, with defaults for what is left out", () => {
    const config = parseHotel(SMALLEST, "/etc/hotel.yaml");
    expect(config.hotel).toMatchObject({
      id: "casa",
      timeZone: "America/Bogota",
      languages: ["es"],
      depositPercent: 0,
      faq: {},
      // A language the hotel does not speak takes the default one's text: the program's types want all three.
      cancellationPolicy: { es: "Gratis hasta 24 horas antes.", pt: "Gratis hasta 24 horas antes." },
    });
    expect(config.limits).toEqual({
      minHoursAhead: 2,
      maxDaysAhead: 365,
      maxNights: 30,
      maxGuests: 10,
      lastArrival: "23:59",
    });
    expect(config.holds).toEqual({ firstMs: 1_200_000, extensionMs: 600_000, extensions: 2 });
    expect(config.quiet).toEqual({ quietMs: 1_500, longestMs: 10_000 });
    expect(config.whatsapp).toBeUndefined();
    expect(config.speech).toEqual({
      languages: ["es"],
      replies: "both",
      voices: { es: "es", en: "en-us", pt: "pt-br" },
      wordsPerMinute: 150,
      listenAgainMs: 7_200_000,
    });
    expect(config.pms).toEqual({
      kind: "house",
      currency: "COP",
      taxPercent: 19,
      roomTypes: [
        {
          id: "doble",
          name: { es: "Doble", en: "Doble", pt: "Doble" },
          description: { es: "Una cama.", en: "Una cama.", pt: "Una cama." },
          words: { es: ["doble", "matrimonial"], en: [], pt: [] },
          maxAdults: 2,
          maxChildren: 0,
          maxGuests: 2,
        },
      ],
      rooms: [
        { number: "1", roomType: "doble" },
        { number: "2", roomType: "doble" },
      ],
      rates: [{ roomType: "doble", amountMinor: 120_000 }],
      datedRates: [],
    });
  });

  it("gives rates in minor units of its currency, cents and none", () => {
    const rates = "rate: 89.95\n      weekend_rate: 100\n      dated_rates: { 2026-12-31: 0.07 }";
    const euro = houseOf(parseHotel(changed("rate: 120000", rates).replace("COP", "EUR"), "/h"));
    expect(euro.rates).toEqual([{ roomType: "doble", amountMinor: 8_995, weekendMinor: 10_000 }]);
    expect(euro.datedRates).toEqual([{ roomType: "doble", night: "2026-12-31", amountMinor: 7 }]);
    const pesos = houseOf(parseHotel(SMALLEST.replace("COP", "CLP"), "/h"));
    expect(pesos.rates).toEqual([{ roomType: "doble", amountMinor: 120_000 }]);
  });

  it("reads WhatsApp and speech, with a model beside the file", () => {
    const config = parseHotel(
      `${SMALLEST}whatsapp:
  phone_number_id: "106540352242922"
  waba_id: "102290129340398"
  path: /webhooks/whatsapp/k3Jf93jfLs0aPq81
  graph_url: http://127.0.0.1:9000/
speech:
  model: models/small.bin
  languages: [es, pt]
  replies: voice
  voices: { es: es-419, en: en-gb }
`,
      "/etc/hotelbot/hotel.yaml",
    );
    expect(config.whatsapp).toEqual({
      phoneNumberId: "106540352242922",
      wabaId: "102290129340398",
      path: "/webhooks/whatsapp/k3Jf93jfLs0aPq81",
      host: "127.0.0.1",
      port: 8471,
      graphUrl: "http://127.0.0.1:9000",
      graphVersion: "v25.0",
    });
    expect(config.speech).toMatchObject({
      model: "/etc/hotelbot/models/small.bin",
      languages: ["es", "pt"],
      replies: "voice",
      voices: { es: "es-419", en: "en-gb", pt: "pt-br" },
    });
  });

  it("knows the voices there are, and takes none of another language", () => {
    for (const wrong of ["es: es-mx", "es: pt-br", "fr: fr"]) {
      expect(() => parseHotel(`${SMALLEST}speech: { voices: { ${wrong} } }\n`, "/h"), wrong).toThrow(
        /voices|fr/,
      );
    }
  });
});

const WRONG_FAQ = [
  ["a question named as a booking", "  book: { es: Llama. }", "book:", "no question may go by its name"],
  [
    "one that extends it",
    "  x: { extends: book, phrases: { es: [a] } }",
    "extends",
    "«book» acts on bookings",
  ],
  [
    "one that extends nothing",
    "  x:\n    extends: kayak\n    answer: { es: a }",
    "extends:",
    "none of the sub",
  ],
  ["a mistyped key of it", "  x:\n    phrasses: { es: [a] }", "phrasses", "did you mean «phrases»"],
  ["neither answer nor phrases", "  x: {}", "x: {}", "has neither an answer nor phrases"],
  [
    "two answers for one",
    "  pool: { es: a }\n  x: { extends: pool, answer: { es: b } }",
    "x:",
    "a second time",
  ],
  [
    "a day that is none",
    '  x:\n    es: a\n    when: { from: "15-06", to: "09-15" }',
    '"15-06"',
    "a day like 06-15",
  ],
  [
    "a season upside down",
    '  x: { es: a, when: { from: "2027-06-01", to: "2027-01-01" } }',
    "when",
    "ends before",
  ],
  ["a list's entry without a name", "  - answer: { es: a }", "- answer", "needs an id"],
] as const;

describe("a wrong file", () => {
  it.each<[string, string, string, string, string]>([
    ["an unknown key with its nearest", "time_zone:", "timezone:", "timezone:", "«time_zone»"],
    ["a missing key, at its group", "  name: Casa Azul\n", "", "hotel:", "hotel.name is missing"],
    ["a nested unknown key", "max_guests: 2", "max_guest: 2", "max_guest: 2", "«max_guests»"],
    ["a wrong kind of value", "rate: 120000", "rate: mucho", "rate: mucho", "rate must be a number"],
    ["a number where text is meant", '"+5716012345"', "+5716012345", "phone:", "put it in quotes"],
    ["a time without quotes' form", '"15:00"', '"3pm"', "check_in_from", "14:00"],
    [
      "a language nobody speaks",
      "languages: [es]",
      "languages: [fr]",
      "languages:",
      "must be es or en or pt",
    ],
    [
      "a default language not spoken",
      "default_language: es",
      "default_language: pt",
      "default_language",
      "hotel.languages",
    ],
    ["an unknown time zone", "America/Bogota", "America/Bogotá", "time_zone", "Europe/Madrid"],
    ["an unknown currency", "COP", "COQ", "currency", "COQ"],
    ["a language without its text", "languages: [es]", "languages: [es, en]", "cancellation_policy", "«en»"],
    ["a room listed twice", '["1", "2"]', '["1", "1"]', "rooms:", "room «1» is listed already"],
    ["more guests than beds", "max_guests: 2", "max_guests: 3", "max_guests", "max_adults and max_children"],
    ["too fine a rate", "rate: 120000", "rate: 0.125", "rate: 0.125", "more decimals than COP"],
    ["too large a number", "tax_percent: 19", "tax_percent: 190", "tax_percent", "at most 100"],
    [
      "a day that does not exist",
      "rate: 120000",
      "rate: 1\n      dated_rates: { 2026-02-30: 1 }",
      "2026-02-30",
      "no day",
    ],
    ...WRONG_FAQ.map(([what, faq, where, said]): [string, string, string, string, string] => [
      what,
      "pms:",
      `faq:\n${faq}\npms:`,
      where,
      said,
    ]),
    ["an empty value", "name: Casa Azul", "name:", "name:", "hotel.name is missing"],
    ["a key twice", "  name: Casa Azul", "  name: a\n  name: b", "name: b", "unique"],
    ["broken YAML", "name: Casa Azul", 'name: "Casa', "name:", "uote"],
    [
      "a list where a group is meant",
      "name: { es: Doble }",
      "name: [Doble]",
      "name: [Doble]",
      "group of keys",
    ],
  ])("%s is named with its line", (_, from, to, where, what) => {
    const text = changed(from, to);
    const error = failure(text);
    expect(error.code).toBe("CONFIG_INVALID");
    expect(error.message).toContain(what);
    const line = Number(error.details.line);
    // Broken quotes are only noticed further down.
    if (to === 'name: "Casa') expect(line).toBeGreaterThanOrEqual(lineOf(text, where));
    else expect(`${line}`).toBe(`${lineOf(text, where)}`);
    expect(error.message.startsWith(`/etc/hotel.yaml:${line}: `)).toBe(true);
  });

  it("lists every problem, first line first", () => {
    const text = changed("tax_percent: 19", "tax_percent: 190").replace("time_zone:", "timezone:");
    const error = failure(text);
    expect(error.details).toMatchObject({ line: lineOf(text, "timezone:"), problems: 2 });
    expect(error.message).toMatch(/^\/etc\/hotel\.yaml:\d+: hotel\.timezone is not a key/);
    expect(error.message).toContain(`line ${lineOf(text, "tax_percent")}: pms.tax_percent`);
  });

  it("may be empty, a list or a bomb of aliases, and is refused in each case", () => {
    expect(failure("").message).toContain("hotel is missing");
    expect(failure("- a").message).toContain("must be a group of keys");
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (let i = 1; i < 9; i++) {
      const name = String.fromCharCode(97 + i);
      const last = String.fromCharCode(96 + i);
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${last}`).join(",")}]`);
    }
    expect(failure(bomb.join("\n")).code).toBe("CONFIG_INVALID");
  });

  it("asks for a webhook path nobody guesses and for ids in quotes", () => {
    const section = (path: string, id: string) =>
      `${SMALLEST}whatsapp:\n  phone_number_id: ${id}\n  waba_id: "12345678"\n  path: ${path}\n`;
    expect(failure(section("/webhook", '"12345678"')).message).toContain("at least 16 random");
    expect(failure(section(`/webhooks/whatsapp/${"a".repeat(16)}`, "12345678")).message).toContain("quotes");
  });
});

describe("loadHotel", () => {
  it("says which file is missing or cannot be read", async () => {
    const folder = await temporaryFolder();
    expect(() => loadHotel(join(folder, "hotel.yaml"))).toThrow(
      expect.objectContaining({ code: "CONFIG_MISSING", details: { path: join(folder, "hotel.yaml") } }),
    );
    await mkdir(join(folder, "folder.yaml"));
    expect(() => loadHotel(join(folder, "folder.yaml"))).toThrow(
      expect.objectContaining({ code: "FILE_UNREADABLE" }),
    );
    await writeFile(join(folder, "hotel.yaml"), SMALLEST);
    expect(loadHotel(join(folder, "hotel.yaml")).hotel.name).toBe("Casa Azul");
  });

  it("takes the hotel that ships: four room types, twenty rooms, every answer in three languages", () => {
    const config = loadHotel(demoHotelPath());
    expect(houseOf(config).roomTypes.map((type) => type.id)).toEqual([
      "single",
      "double",
      "sea_view",
      "family",
    ]);
    expect(houseOf(config).rooms).toHaveLength(20);
    const answers = Object.entries(config.hotel.faq);
    expect(answers.length).toBeGreaterThanOrEqual(25);
    for (const [id, { es, en, pt }] of answers) expect(new Set([es, en, pt]).size, id).toBe(3);
  });
});

const SHOP = `pms:
  kind: qloapps
  url: https://pms.casa.example/
  hotel_id: 1
  room_types:
    - id: doble
      qloapps_id: 2
      name: { es: Doble }
      description: { es: Una cama. }
      words: { es: [Doble] }
      max_adults: 2
      max_guests: 2
`;
const OF_A_SHOP = SMALLEST.slice(0, SMALLEST.indexOf("pms:")) + SHOP;

describe("a hotel whose PMS is a QloApps shop", () => {
  it("has its address, its number and its room types by their numbers there", () => {
    expect(parseHotel(OF_A_SHOP, "/h").pms).toMatchObject({
      kind: "qloapps",
      url: "https://pms.casa.example",
      hotelId: 1,
      timeZone: "America/Bogota",
      currency: "COP",
      roomTypes: [{ qloappsId: 2, type: { id: "doble", maxAdults: 2, maxChildren: 0 } }],
    });
  });

  it.each([
    ["kind: qloapps", "kind: opera", "pms.kind must be house or qloapps"],
    ["  kind: qloapps\n", "", "pms.kind is missing"],
    ["hotel_id: 1", "tax_percent: 10", "pms.hotel_id is missing"],
    ["hotel_id: 1", "hotel_id: 1\n  tax_percent: 10", "pms.tax_percent does not go with this kind"],
    ["hotel_id: 1", "hotel_id: 1\n  time_zone: Bogota", "pms.time_zone is no time zone"],
    ["url: https", "url: ftp", "pms.url must be the shop's address"],
    ["      qloapps_id: 2\n", "", "pms.room_types[1].qloapps_id is missing"],
  ])("«%s» as «%s»: %s", (from, to, said) => {
    expect(OF_A_SHOP).toContain(from);
    expect(() => parseHotel(OF_A_SHOP.replace(from, to), "/h")).toThrow(said);
  });

  it("cannot sell one of the shop's room types under two names", () => {
    const twice = OF_A_SHOP + SHOP.slice(SHOP.indexOf("    - id: doble")).replace("id: doble", "id: twin");
    expect(() => parseHotel(twice, "/h")).toThrow("pms.room_types[2].qloapps_id 2 is used twice");
  });
});

function houseOf(config: HotelConfig): HousePmsConfig {
  if (config.pms.kind !== "house") throw new Error("not a house");
  return config.pms;
}
