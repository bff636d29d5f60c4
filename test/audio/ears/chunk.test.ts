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

/** An engine that is the surer the longer the sound, as an unsure speaker's words are. */
function slowReader(ms: number) {
  const asked: number[] = [];
  const infer = async (sound: Int16Array): Promise<Heard> => {
    asked.push(sound.length);
    const meanLogProb = sound.length > pcm.length ? -0.25 : -0.8;
    return { text: `heard in ${sound.length}`, words: [], meanLogProb, noSpeech: 0, ms };
  };
  return { asked, infer };
}

test("what the engine is unsure of it hears again spoken slower, and the surer reading is kept", async () => {
  const ears = slowReader(300);
  const read = await hearChunk(ears, { pcm, speechSeconds: 3 }, { language: "es", quick: true });
  expect(ears.asked).toEqual([48_000, 57_600]);
  expect(read.text).toBe("heard in 57600");
});

test("nobody waits for that on a slow machine, and what is sure is heard once", async () => {
  const slow = slowReader(700);
  await hearChunk(slow, { pcm, speechSeconds: 3 }, { language: "es", quick: true });
  expect(slow.asked).toHaveLength(1);
  const sure = engine("es");
  await hearChunk(sure, { pcm, speechSeconds: 3 }, { language: "es", quick: true });
  expect(sure.asked).toHaveLength(1);
});
