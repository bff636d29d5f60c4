import { expect, test } from "vitest";
import { hearChunk } from "../../../audio/ears/chunk.ts";
import type { Heard, InferOptions } from "../../../audio/ears/engine-request.ts";

const pcm = new Int16Array(48_000);

/** An engine that is sure of one language, and writes down what it is asked. */
function engine(spoken: string) {
  const asked: string[] = [];
  return {
    asked,
    infer: async (_pcm: Int16Array, { language, wantLanguages }: InferOptions): Promise<Heard> => {
      asked.push(wantLanguages ? `${language}?` : language);
      return {
        text: `said in ${language}`,
        words: [],
        meanLogProb: language === spoken ? -0.2 : -0.9,
        noSpeech: 0,
        ms: 1,
        ...(wantLanguages ? { languages: { es: 0.3, en: 0.32, pt: 0.2 } } : {}),
      };
    },
  };
}

const ask = { language: "es", among: ["es", "en", "pt"], quick: true } as const;

test("with odds that are sure the turn is read once, in that language", async () => {
  const ears = engine("en");
  const read = await hearChunk(ears, { pcm, speechSeconds: 3 }, { ...ask, odds: { en: 0.9, es: 0.05 } });
  expect(read.language).toBe("en");
  expect(ears.asked).toEqual(["en"]);
});

test("with odds that are not it is read in the two likeliest, and the surer reading kept", async () => {
  const ears = engine("pt");
  const odds = { es: 0.3, pt: 0.28, en: 0.2 };
  const read = await hearChunk(ears, { pcm, speechSeconds: 3 }, { ...ask, odds });
  expect(read.language).toBe("pt");
  expect(ears.asked).toEqual(["es", "pt"]);
});

test("without odds the first reading asks for them", async () => {
  const ears = engine("pt");
  expect((await hearChunk(ears, { pcm, speechSeconds: 3 }, ask)).language).toBe("pt");
  expect(ears.asked).toEqual(["es?", "en", "pt"]);
});
