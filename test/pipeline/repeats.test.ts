import { expect, it } from "vitest";
import { withoutRepeats } from "../../src/pipeline/repeats.ts";

it("takes what is said again once, in the order it was first said", () => {
  const wish = "¿Tenéis una doble para dos?";
  expect(withoutRepeats([wish, "hola", ` ${wish.toUpperCase()}\n`, "Hola", wish])).toEqual([wish, "hola"]);
});

it("keeps what differs by a word or a sign", () => {
  expect(withoutRepeats(["somos 2", "somos 3", "¿somos 2?"])).toEqual(["somos 2", "somos 3", "¿somos 2?"]);
});

it("takes an accent written in two ways as the same", () => {
  expect(withoutRepeats(["s\u00ed", "si\u0301"])).toEqual(["s\u00ed"]);
});
