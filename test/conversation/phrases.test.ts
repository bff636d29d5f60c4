import { describe, expect, it } from "vitest";
import { type PhraseKey, placeholdersOf, SIGNATURES } from "../../src/conversation/phrase-keys.ts";
import { parsePhrases, phrase } from "../../src/conversation/phrases.ts";
import { both } from "../../src/conversation/words.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { HotelbotError } from "../../src/errors.ts";
import { phraseFiles, phrases } from "./support/hotel.ts";

const keys = Object.keys(SIGNATURES) as PhraseKey[];

function sample(key: PhraseKey, count: number): never {
  const values = placeholdersOf(key).map((name) => [name, name === "count" ? count : both(`<${name}>`)]);
  return Object.fromEntries(values) as never;
}

function refusal(change: (files: ReturnType<typeof phraseFiles>) => void): HotelbotError {
  const files = phraseFiles();
  change(files);
  try {
    parsePhrases(files);
  } catch (error) {
    if (error instanceof HotelbotError) return error;
    throw error;
  }
  throw new Error("accepted");
}

describe.each(LANGUAGES)("the phrases in %s", (language) => {
  it.each([1, 2])("render with nothing left open, for the eye and the ear (count %i)", (count) => {
    for (const key of keys) {
      const { text, speech } = phrase(phrases, language, key, sample(key, count));
      for (const said of [text, speech]) {
        expect(said.trim(), key).toBe(said);
        expect(said, key).not.toBe("");
        expect(said, key).not.toMatch(/[{}]|undefined|\[object|NaN/);
      }
      for (const name of placeholdersOf(key)) {
        if (name !== "count") expect(text, key).toContain(`<${name}>`);
      }
      expect(speech, `${key} is for the ear`).not.toMatch(/[•\n×]|\p{Extended_Pictographic}/u);
    }
  });

  it("has button titles and subjects of at most 20 characters, each subject its own", () => {
    const short = keys.filter((key) => /^(button|topic)\./.test(key));
    const titles = short.map((key) => phrase(phrases, language, key, sample(key, 2)).text);
    expect(short.length).toBeGreaterThan(40);
    for (const title of titles) expect(title.length, title).toBeLessThanOrEqual(20);
    const subjects = titles.filter((_, index) => short[index]?.startsWith("topic."));
    expect(new Set(subjects).size).toBe(subjects.length);
  });
});

describe("reading phrase files", () => {
  it("says which phrase is missing and where its group is", () => {
    const error = refusal((files) => {
      files.pt = files.pt.replace(/^ {2}party: .*\n/m, "");
    });
    expect(error.code).toBe("CONFIG_INVALID");
    expect(error.details.path).toBe("pt.yaml");
    expect(error.details.what).toContain("ask.party");
    const line = phraseFiles().pt.split("\n").indexOf("ask:") + 2;
    expect(error.details.line).toBe(line);
  });

  it("refuses a placeholder nobody fills, on its line", () => {
    const error = refusal((files) => {
      files.en = files.en.replace("How can I help you?", "How can I help you, {guest}?");
    });
    const line =
      phraseFiles()
        .en.split("\n")
        .findIndex((each) => each.startsWith("anything:")) + 1;
    expect(error.details).toMatchObject({ path: "en.yaml", line });
    expect(error.message).toContain("{guest}");
  });

  it("refuses a translation that leaves a placeholder out", () => {
    const error = refusal((files) => {
      files.es = files.es.replace("Tu código es {code}.", "Tu código es ese.");
    });
    expect(error.details.what).toContain("leaves out {code}");
  });

  it("refuses a phrase nobody says and a text that is not YAML", () => {
    const unknown = refusal((files) => {
      files.es += 'hasta_luego: "¡Hasta luego!"\n';
    });
    expect(unknown.details.what).toContain("hasta_luego");
    const broken = refusal((files) => {
      files.en = 'hello: "Hello\n';
    });
    expect(broken.code).toBe("CONFIG_INVALID");
  });

  it("gives plain phrases by key", () => {
    expect(phrases.plain("es", "booking_in_progress")).toBe("Un momento, estoy haciendo la reserva.");
  });
});
