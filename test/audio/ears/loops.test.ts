import { describe, expect, it } from "vitest";
import { collapseLoops } from "../../../audio/ears/loops.ts";

const sentence = "Quiero una habitación doble para dos personas.";

describe("collapsing loops", () => {
  it("keeps one copy of a sentence that nobody could have said so often", () => {
    const looped = Array(12).fill(sentence).join(" ");
    expect(collapseLoops(looped, 3)).toEqual({ text: sentence, copies: 11 });
  });

  it("drops the piece of a copy that the token limit left at the end", () => {
    const looped = `${sentence} ${sentence} ${sentence} Quiero una habitación`;
    expect(collapseLoops(looped, 3).text).toBe(sentence);
  });

  it("keeps what was said before and after", () => {
    const text = `Buenos días. ${Array(6).fill("que me digan el precio").join(" ")} y nada más`;
    expect(collapseLoops(text, 3).text).toBe("Buenos días. que me digan el precio y nada más");
  });

  it("takes a long sentence said twice as a loop when there was no time for two", () => {
    expect(collapseLoops(`${sentence} ${sentence}`, 2.5).copies).toBe(1);
  });

  it.each([
    ["cinco cinco cinco uno dos", 3],
    ["no, no, no, gracias", 1.5],
    ["seis seis seis, seis seis seis", 3],
    [`${sentence} ${sentence}`, 5],
    [Array(4).fill(sentence).join(" "), 10],
  ])("leaves «%s» in %d s alone: people repeat themselves", (text, seconds) => {
    expect(collapseLoops(text, seconds)).toEqual({ text, copies: 0 });
  });

  it("sees copies that differ in case and punctuation only", () => {
    expect(collapseLoops("Two nights please. two nights, please. Two nights please!", 1).copies).toBe(2);
  });

  it("finds a loop longer than a short sentence", () => {
    const long =
      "click on the hexagons to find the hidden object the red zone indicates that you are close to it now";
    expect(collapseLoops(Array(3).fill(long).join(" "), 6).text).toBe(long);
  });
});
