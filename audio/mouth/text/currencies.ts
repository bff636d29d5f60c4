import type { Language } from "../../../src/domain/language.ts";

/** Singular and plural of a currency and of its hundredth; `feminine` as the language counts it. */
export interface Unit {
  readonly one: string;
  readonly many: string;
  readonly cent: string;
  readonly cents: string;
  readonly feminine?: true;
}

const units = (cent: string, names: string, feminine?: true): Unit[] =>
  names.split(", ").map((name) => {
    const [one = "", many = ""] = name.split("/");
    const [ofOne = "", ofMany = ""] = cent.split("/");
    return { one, many, cent: ofOne, cents: ofMany, ...(feminine ? { feminine } : {}) };
  });

/** By their names, as `Intl` writes them out in that language. */
const UNITS: Readonly<Record<Language, readonly Unit[]>> = {
  es: [
    ...units("céntimo/céntimos", "euro/euros, franco/francos, sol/soles, colón/colones, bolívar/bolívares"),
    ...units(
      "centavo/centavos",
      "dólar/dólares, peso/pesos, real/reales, boliviano/bolivianos, quetzal/quetzales, lempira/lempiras, " +
        "córdoba/córdobas, balboa/balboas, guaraní/guaraníes",
    ),
    ...units("penique/peniques", "libra/libras", true),
    ...units("céntimo/céntimos", "corona/coronas", true),
  ],
  en: [
    ...units(
      "cent/cents",
      "euro/euros, dollar/dollars, peso/pesos, real/reais, real/reals, franc/francs, sol/soles, boliviano/bolivianos, " +
        "quetzal/quetzals, lempira/lempiras, córdoba/córdobas, balboa/balboas, guarani/guaranis, colón/colóns, " +
        "bolívar/bolívars, krona/kronor, krone/kroner",
    ),
    ...units("penny/pence", "pound/pounds"),
  ],
  pt: [
    ...units(
      "cêntimo/cêntimos",
      "euro/euros, franco/francos, sol/sóis, colón/colóns, colon/colons, bolívar/bolívares",
    ),
    ...units(
      "centavo/centavos",
      "dólar/dólares, peso/pesos, real/reais, boliviano/bolivianos, quetzal/quetzais, quetzal/quetzales, " +
        "lempira/lempiras, córdoba/córdobas, balboa/balboas, guarani/guaranis, kwanza/kwanzas, metical/meticais, " +
        "escudo/escudos",
    ),
    ...units("pêni/pence", "libra/libras", true),
    ...units("cêntimo/cêntimos", "coroa/coroas", true),
  ],
};

/** Signs and codes, by the singular of the currency in Spanish. */
const SIGNS: Readonly<Record<string, string>> = {
  "€": "euro",
  R$: "real",
  US$: "dólar",
  MX$: "peso",
  $: "dólar",
  "£": "libra",
  EUR: "euro",
  USD: "dólar",
  CAD: "dólar",
  BRL: "real",
  GBP: "libra",
  MXN: "peso",
  ARS: "peso",
  CLP: "peso",
  COP: "peso",
  UYU: "peso",
  DOP: "peso",
  CHF: "franco",
  PEN: "sol",
};
const NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  euro: { es: "euro", en: "euro", pt: "euro" },
  real: { es: "real", en: "real", pt: "real" },
  dólar: { es: "dólar", en: "dollar", pt: "dólar" },
  peso: { es: "peso", en: "peso", pt: "peso" },
  libra: { es: "libra", en: "pound", pt: "libra" },
  franco: { es: "franco", en: "franc", pt: "franco" },
  sol: { es: "sol", en: "sol", pt: "sol" },
};

/** A regular expression's source: every sign and code there is a unit for. */
export const SIGN = String.raw`US\$|MX\$|R\$|€|\$|£|${Object.keys(SIGNS)
  .filter((sign) => /^[A-Z]{3}$/.test(sign))
  .join("|")}`;

/** What a sign or a code stands for. */
export function unitOfSign(sign: string, language: Language): Unit | undefined {
  const name = NAMES[SIGNS[sign] ?? ""]?.[language];
  return UNITS[language].find(({ one }) => one === name);
}

/** What a name in words, singular or plural, stands for. */
export function unitOfName(name: string, language: Language): Unit | undefined {
  const lower = name.toLowerCase();
  return UNITS[language].find(({ one, many }) => one === lower || many === lower);
}

/** Whose currency it is, as far as the ear must keep it beside the name. */
const WHOSE: Readonly<Record<"es" | "pt", string>> = {
  es:
    "(?:(?:argentin|mexican|chilen|colombian|uruguay|dominican|cuban|brasileñ|peruan|suiz|esterlin|" +
    "paraguay|guatemaltec|hondureñ|panameñ|venezolan|suec|norueg|dan)[oa]s?|" +
    "(?:estadounidens|canadiens|costarricens)es?|oro)",
  pt:
    "(?:(?:argentin|mexican|chilen|colombian|uruguai|dominican|cuban|brasileir|peruan|suíç|esterlin|" +
    "paraguai|guatemaltec|panamenh|venezuelan|american|canadian|suec|angolan|moçambican|cabo-verdian|" +
    "costarriquenh|hondurenh|nicaraguan)[oa]s?(?: britânicas?)?|(?:canadens|nicaraguens)es?|" +
    "costa-riquenho|d[aoe]s? (?:Estados Unidos|Guatemala|Honduras|Panamá|Bolívia))",
};

/** A regular expression's source with two groups: the name of a currency, and whose it is, in the order they are said. */
export function namePattern(language: Language): string {
  const names = [...new Set(UNITS[language].flatMap(({ one, many }) => [one, many]))];
  const some = `(${names.sort((a, b) => b.length - a.length).join("|")})(?![\\p{L}\\p{N}])`;
  if (language === "en") return String.raw`((?:(?:US|\p{Lu}\p{L}+) ){0,2})${some}`;
  return `${some}((?: ${WHOSE[language]}(?![\\p{L}\\p{N}]))?)`;
}
