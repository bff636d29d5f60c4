import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Language } from "../../src/domain/language.ts";
import type { HotelQuestion } from "../../src/domain/question.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { createClassifier, trainClassifier } from "../../src/understanding/classifier.ts";
import { loadUnderstanding, readData } from "../../src/understanding/load.ts";
import { learnShipped } from "../../src/understanding/shipped.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";
import { weightFiles } from "../../src/understanding/weight-files.ts";
import { decode, encode, learned, weightKey } from "../../src/understanding/weights.ts";
import { NOW, ROOM_TYPES } from "./support.ts";

const none = new Float32Array(2);
const example = (text: string, label: string) => ({ words: text.split(" "), labels: [label], prior: none });
const weights = trainClassifier(
  [example("is there a pool", "pool"), example("where is the car park", "parking")],
  ["pool", "parking"],
);
const folder = (): string => mkdtempSync(join(tmpdir(), "weights-"));

test("what was learned is the same after it was kept", () => {
  const back = decode(encode(weights));
  const words = ["a", "pool", "please"];
  expect(back?.labels).toEqual(["pool", "parking"]);
  expect([...createClassifier(back ?? weights).scores(words, none)]).toEqual([
    ...createClassifier(weights).scores(words, none),
  ]);
});

test("weights that are not whole are learned again", () => {
  const bytes = encode(weights);
  expect(decode(bytes.subarray(0, bytes.length - 4))).toBeUndefined();
  expect(decode(bytes.map((byte, at) => (at === 50 ? byte ^ 1 : byte)))).toBeUndefined();
  const store = weightFiles(folder());
  store.save("key", bytes.subarray(0, 100));
  let trained = 0;
  learned(store, "key", () => {
    trained += 1;
    return weights;
  });
  learned(store, "key", () => {
    trained += 1;
    return weights;
  });
  expect(trained).toBe(1);
});

test("other phrases are another key, and a folder that cannot be written to costs only time", () => {
  expect(weightKey(["a"])).not.toBe(weightKey(["b"]));
  const file = join(folder(), "file");
  writeFileSync(file, "");
  const store = weightFiles(join(file, "below"));
  store.save("key", encode(weights));
  expect(store.load("key")).toBeUndefined();
});

test("a second start reads what the first learned of the hotel's own questions, and reads guests alike", () => {
  const kept = folder();
  const questions = [
    { id: "boat", phrases: { en: ["boat hire", "do you rent boats", "hire a rowing boat"] } },
  ];
  const hotel = { languages: ["es", "en", "pt"] as const, roomTypes: ROOM_TYPES, country: "ES", questions };
  const read = () => {
    const hears = loadUnderstanding(packageRoot(), hotel, kept);
    return ["¿tenéis piscina?", "boat hire please"].map(
      (text) => hears.understand(text, { now: NOW }).intents,
    );
  };
  const first = read();
  const files = readdirSync(kept);
  const bytes = files.map((name) => readFileSync(join(kept, name)));
  expect(files.length).toBeGreaterThan(0);
  expect(read()).toEqual(first);
  expect(readdirSync(kept)).toEqual(files);
  expect(files.map((name) => readFileSync(join(kept, name)))).toEqual(bytes);
  expect(first.map(([best]) => best?.name)).toEqual(["pool", "boat"]);
}, 60_000);

describe("what the build learns", () => {
  const data = readData(packageRoot());
  const built = new Map<string, Uint8Array>();
  learnShipped(data, { load: (key) => built.get(key), save: (key, bytes) => void built.set(key, bytes) });

  /** What a hotel's start has to learn besides. */
  function started(languages: readonly Language[], questions: readonly HotelQuestion[]) {
    const learnedNow: string[] = [];
    const understanding = createUnderstanding(data, {
      languages,
      roomTypes: ROOM_TYPES,
      questions,
      weights: { load: (key) => built.get(key), save: (key) => void learnedNow.push(key) },
    });
    return { understanding, learned: learnedNow.length };
  }
  const faq = (more: Partial<HotelQuestion>): HotelQuestion => ({
    id: "boat",
    phrases: { en: ["can we hire the rowing boat", "boat hire", "do you rent boats"] },
    ...more,
  });

  test("is what every hotel starts with, whatever its languages", () => {
    expect(built.size).toBe(1);
    for (const languages of [["es"], ["en", "pt"], ["pt", "es", "en"]] as const)
      expect(started(languages, []).learned).toBe(0);
  });

  test("is the same as learning it now", () => {
    const [bytes = new Uint8Array()] = built.values();
    const again = new Map<string, Uint8Array>();
    learnShipped(data, { load: () => undefined, save: (key, fresh) => void again.set(key, fresh) });
    expect([...again.keys()]).toEqual([...built.keys()]);
    expect(Buffer.from([...again.values()][0] ?? []).equals(Buffer.from(bytes))).toBe(true);
  });

  test("stays as it is when a hotel adds questions of its own", () => {
    expect(started(["en"], [faq({})]).learned).toBe(1);
  });

  test("is learned again only for what a hotel extends", () => {
    const extending = faq({
      extends: "pool",
      phrases: { en: ["is the lagoon open", "can I use the lagoon"] },
    });
    const { understanding, learned: again } = started(["en"], [extending]);
    expect(again).toBe(1);
    const read = (who: typeof understanding, text: string) => who.understand(text, { now: NOW }).intents;
    expect(read(understanding, "when does the lagoon open")[0]).toMatchObject({ name: "pool" });
    const plain = started(["en"], []).understanding;
    const text = "may I leave my suitcases with you for the afternoon";
    expect(read(understanding, text).filter(({ name }) => name !== "pool")).toEqual(
      read(plain, text).filter(({ name }) => name !== "pool"),
    );
  });
});
