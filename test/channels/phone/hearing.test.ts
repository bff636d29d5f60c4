import { expect, test } from "vitest";
import { createHearing } from "../../../src/channels/phone/hearing.ts";
import type { CallParts } from "../../../src/channels/phone/port.ts";
import type { Language } from "../../../src/domain/language.ts";
import type { LanguageOdds, Transcript } from "../../../src/domain/speech.ts";

const SAID: Transcript = {
  text: "do you have a pool",
  language: "en",
  confidence: 0.9,
  seconds: 2,
  speechSeconds: 2,
  engineMs: 1,
};

/** Ears that write down what they are asked, and tell the odds when the test says so. */
function asked(language?: Language) {
  const log: unknown[] = [];
  const odds = Promise.withResolvers<LanguageOdds>();
  const hear: CallParts["hear"] = async (_pcm, known) => {
    log.push(known);
    return SAID;
  };
  const hearing = createHearing({
    call: { rate: 8_000 },
    hear,
    oddsOf: () => {
      log.push("odds");
      return odds.promise;
    },
    language: () => language,
    early: () => undefined,
  });
  return { hearing, log, odds };
}

const sound = new Int16Array(16_000);

test("the language is asked of the first words, and the whole is heard with what they told", async () => {
  const { hearing, log, odds } = asked();
  hearing.begun(sound);
  hearing.tryTurn(1, sound);
  const turn = hearing.ended(1);
  expect(log).toEqual(["odds"]);
  odds.resolve({ en: 0.9 });
  expect(await turn).toMatchObject({ kind: "heard" });
  expect(log).toEqual(["odds", { odds: { en: 0.9 } }]);
});

test("a known language is not asked", async () => {
  const { hearing, log } = asked("pt");
  hearing.begun(sound);
  hearing.tryTurn(1, sound);
  await hearing.ended(1);
  expect(log).toEqual([{ language: "pt" }]);
});

test("odds nobody could tell are not missed", async () => {
  const { hearing, log, odds } = asked();
  hearing.begun(sound);
  hearing.tryTurn(1, sound);
  odds.reject(new Error("the engine died"));
  expect(await hearing.ended(1)).toMatchObject({ kind: "heard" });
  expect(log).toEqual(["odds", {}]);
});

test("a try that was overtaken by more words is not read when the odds come", async () => {
  const { hearing, log, odds } = asked();
  hearing.begun(sound);
  hearing.tryTurn(1, sound);
  hearing.resumed();
  hearing.tryTurn(2, sound);
  odds.resolve({ en: 0.9 });
  await hearing.ended(2);
  expect(log).toEqual(["odds", { odds: { en: 0.9 } }]);
});

test("what a turn sounded like is not held against the next one", async () => {
  const { hearing, log, odds } = asked();
  hearing.begun(sound);
  hearing.tryTurn(1, sound);
  odds.resolve({ pt: 0.9 });
  await hearing.ended(1);
  hearing.tryTurn(2, sound);
  await hearing.ended(2);
  expect(log).toEqual(["odds", { odds: { pt: 0.9 } }, {}]);
});
