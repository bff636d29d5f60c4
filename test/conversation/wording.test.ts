import { describe, expect, it } from "vitest";
import { fillIn } from "../../src/conversation/agreement.ts";
import { type PhraseKey, placeholdersOf, SIGNATURES } from "../../src/conversation/phrase-keys.ts";
import { phrase } from "../../src/conversation/phrases.ts";
import { rewording, type Wording } from "../../src/conversation/wording.ts";
import type { Language } from "../../src/domain/language.ts";
import { phrases, phrasesIn, WORDINGS } from "./support/hotel.ts";

const keys = Object.keys(SIGNATURES) as PhraseKey[];

/** What a guest reads of every phrase, with a value in each placeholder that would give a wrong reader away. */
function everything(wording: Wording, language: Language): (readonly [PhraseKey, string])[] {
  const book = phrasesIn(wording);
  return keys
    .filter((key) => !/^(reason|summary|desk)\./.test(key))
    .map((key) => {
      const values = placeholdersOf(key).map((name) => [name, name === "count" ? 2 : "Marta"]);
      const { text, speech } = phrase(book, language, key, Object.fromEntries(values) as never);
      return [key, `${text}\n${speech}`] as const;
    });
}

const TU =
  /(?<!\p{L})(tú|te|ti|tu|tus|contigo|eres|dime|dímelo|puedes|quieres|quieras|prefieres|necesitas|necesites|tienes|pones|vais|podéis|tenéis|perdona|\p{L}+(?:arte|erte|irte|írte))(?!\p{L})/iu;
/** «pediste», «prometértela»; «existe» is nobody's. */
const TU_ENDS =
  /(?<!\p{L})(?!(?:ex|tr|res|cons|as|ins)iste(?!\p{L}))\p{L}+(?:aste|iste|árt(?:el[oa]s?)|értel[oa]s?|írtel[oa]s?|ártel[oa]s?)(?!\p{L})/iu;
const TUTEO =
  /(?<!\p{L})(tú|ti|contigo|eres|dime|dímelo|puedes|quieres|prefieres|necesitas|tienes|pones|vais|podéis|tenéis|perdona)(?!\p{L})/iu;
const EUROPEAN =
  /receção|pequeno-almoço|avaria|nome de família|prova de pagamento|comprovativo|ginásio|telemóvel/iu;
const BRAZILIAN = /recepção|café da manhã|comprovante|academia|celular|sobrenome/iu;

describe("a hotel's wording", () => {
  it("with usted leaves no tú in any phrase", () => {
    const left = everything({ es: "usted", pt: "br" }, "es").filter(
      ([, said]) => TU.test(said) || TU_ENDS.test(said),
    );
    expect(left).toEqual([]);
  });

  it("with vos leaves no verb of tú in any phrase", () => {
    const left = everything({ es: "vos", pt: "br" }, "es").filter(([, said]) => TUTEO.test(said));
    expect(left).toEqual([]);
  });

  it("in Portuguese is at home in Brazil, and in Portugal where the hotel says so", () => {
    expect(everything({ es: "tu", pt: "br" }, "pt").filter(([, said]) => EUROPEAN.test(said))).toEqual([]);
    expect(everything({ es: "tu", pt: "pt" }, "pt").filter(([, said]) => BRAZILIAN.test(said))).toEqual([]);
  });

  it("is what the files say where nothing else was chosen", () => {
    expect(phrasesIn({ es: "tu", pt: "br" }).phrases).toEqual(phrases.phrases);
    expect(phrasesIn({ es: "usted", pt: "pt" }).phrases.en).toEqual(phrases.phrases.en);
  });

  it("keeps capitals and what fills a placeholder, and takes the longest expression", () => {
    const forms = { es: { usted: { te: "le", "te lo": "se lo" } } };
    const reword = rewording(forms, { es: "usted", pt: "br" }, "es");
    expect(reword("Te digo {te} y te lo doy, té")).toBe("Le digo {te} y se lo doy, té");
  });

  it.each(WORDINGS)("reads as people there speak: %o", (wording) => {
    const book = phrasesIn(wording);
    const asks = { tu: "¿Cuál prefieres?", vos: "¿Cuál preferís?", usted: "¿Cuál prefiere?" };
    expect(phrase(book, "es", "offer.many_question", {}).text).toBe(asks[wording.es]);
    const breakfast = { br: "Café da manhã", pt: "Pequeno-almoço" };
    expect(phrase(book, "pt", "topic.breakfast", {}).text).toBe(breakfast[wording.pt]);
  });
});

describe("the word before what fills a phrase", () => {
  it.each<[Language, string, string, string]>([
    ["es", "hasta las {x}", "1:05", "hasta la 1:05"],
    ["es", "hasta las {x}", "13:05", "hasta las 13:05"],
    ["es", "hasta las {x}", "11:00", "hasta las 11:00"],
    ["es", "A las {x} o a las 3", "1:30", "A la 1:30 o a las 3"],
    ["es", "Son las {x}", "1:05", "Es la 1:05"],
    ["es", "son las {x}", "2:05", "son las 2:05"],
    ["pt", "até às {x}", "1:05", "até à 1:05"],
    ["pt", "são {x}", "1:00", "é 1:00"],
    ["pt", "são {x}", "11:00", "são 11:00"],
    ["pt", "a partir das {x}", "1:00", "a partir da 1:00"],
    ["pt", "até às {x}", "12:00", "até às 12:00"],
    ["en", "until {x}", "1:05", "until 1:05"],
    ["es", "tú o {x}", "otro", "tú u otro"],
    ["es", "tú o {x}", "yo", "tú o yo"],
    ["es", "padres y {x}", "hijos", "padres e hijos"],
    ["es", "agua y {x}", "hielo", "agua y hielo"],
    ["es", "«{x}»", "hasta las 1:05", "«hasta las 1:05»"],
  ])("%s: «%s» with «%s» is «%s»", (language, template, value, said) => {
    expect(fillIn(template, language, () => value)).toBe(said);
  });

  it("agrees in what guests are told", () => {
    expect(phrase(phrases, "es", "hold.short", { until: "1:05" }).text).toContain("hasta la 1:05");
    expect(phrase(phrases, "pt", "hold.short", { until: "1:05" }).speech).toContain("até à 1:05");
    expect(phrase(phrases, "pt", "read.arrival", { date: "x", time: "1:00" }).text).toContain(
      "a partir da 1:00",
    );
  });
});
