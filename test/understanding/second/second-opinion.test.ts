import { expect, it } from "vitest";
import type { Band, Understood } from "../../../src/domain/understood.ts";
import type { Adviser, Doubt } from "../../../src/understanding/second/adviser.ts";
import { secondOpinion } from "../../../src/understanding/second/second-opinion.ts";

const read = (intents: readonly [string, Band][], text = "mmm"): Understood => ({
  text,
  language: "es",
  languageSure: true,
  intents: intents.map(([name, band]) => ({ name, score: 0.5, band })),
  slots: {},
});

function adviser(answer: (doubt: Doubt) => readonly string[], name = "model") {
  const asked: Doubt[] = [];
  const model: Adviser = {
    name,
    choose: async (doubt) => {
      asked.push(doubt);
      return answer(doubt);
    },
  };
  return { model, asked };
}

it("asks only when nothing acts, and only between what was heard", async () => {
  const { model, asked } = adviser(() => ["pool"]);
  const again = secondOpinion({ advisers: [model], now: () => 0 });
  const clear = read([
    ["book", "act"],
    ["pool", "ask"],
  ]);
  expect(await again(clear)).toBe(clear);
  const nothing = read([]);
  expect(await again(nothing)).toBe(nothing);
  const foreign: Understood = { ...read([["pool", "ask"]]), foreign: "fr" };
  expect(await again(foreign)).toBe(foreign);
  expect(asked).toEqual([]);
  const doubted = read([
    ["greeting", "act"],
    ["pool", "ask"],
    ["spa", "ask"],
  ]);
  expect((await again(doubted)).intents).toEqual([
    { name: "greeting", score: 0.5, band: "act" },
    { name: "pool", score: 0.8, band: "act" },
  ]);
  expect(asked).toEqual([{ text: "mmm", language: "es", candidates: ["pool", "spa"] }]);
});

it("leaves to nobody what is done at once and cannot be taken back", async () => {
  const { model, asked } = adviser(({ candidates }) => candidates);
  const again = secondOpinion({ advisers: [model], now: () => 0 });
  const doubted = read([
    ["stop", "ask"],
    ["erase_data", "ask"],
    ["payment_proof", "ask"],
  ]);
  expect(await again(doubted)).toBe(doubted);
  expect(asked).toEqual([]);
});

it("asks the next when one cannot tell, and stays in doubt when none can", async () => {
  const first = adviser(() => [], "first");
  const second = adviser(() => ["spa"], "second");
  const doubted = read([
    ["pool", "ask"],
    ["spa", "ask"],
  ]);
  const both = secondOpinion({ advisers: [first.model, second.model], now: () => 0 });
  expect((await both(doubted)).intents).toEqual([{ name: "spa", score: 0.8, band: "act" }]);
  const one = secondOpinion({ advisers: [first.model], now: () => 0 });
  expect(await one(doubted)).toBe(doubted);
  expect([first.asked.length, second.asked.length]).toEqual([2, 1]);
});

it("rests for a minute after three failures in a row, and tells why without the guest's words", async () => {
  const why: string[] = [];
  let now = 0;
  const { model, asked } = adviser(() => JSON.parse("me llamo Ana"));
  const failed = (name: string, reason: string): unknown => why.push(`${name}: ${reason}`);
  const again = secondOpinion({ advisers: [model], now: () => now, failed });
  const doubted = read([["pool", "ask"]]);
  for (let time = 0; time < 5; time += 1) expect(await again(doubted)).toBe(doubted);
  expect(asked).toHaveLength(3);
  expect(new Set(why)).toEqual(new Set(["model: answered in a form that is not understood"]));
  now = 60_000;
  await again(doubted);
  expect(asked).toHaveLength(4);
});
