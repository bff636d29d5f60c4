import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import { createClassifier, trainClassifier } from "../../src/understanding/classifier.ts";
import { loadUnderstanding } from "../../src/understanding/load.ts";
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

test("a second start reads the weights of the first, and reads guests alike", () => {
  const kept = folder();
  const hotel = { languages: ["es", "en", "pt"] as const, roomTypes: ROOM_TYPES, country: "ES" };
  const read = () =>
    loadUnderstanding(packageRoot(), hotel, kept).understand("¿tenéis piscina?", { now: NOW }).intents;
  const first = read();
  const [name = ""] = readdirSync(kept);
  const bytes = readFileSync(join(kept, name));
  expect(read()).toEqual(first);
  expect(readdirSync(kept)).toEqual([name]);
  expect(readFileSync(join(kept, name)).equals(bytes)).toBe(true);
  expect(first[0]).toMatchObject({ name: "pool", band: "act" });
}, 60_000);
