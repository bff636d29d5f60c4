import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { demoHotelPath } from "../../../src/config/load.ts";
import { checkKnowledge } from "../../../src/ops/understand/check.ts";
import { openUnderstanding, parseQuestion } from "../../../src/ops/understand/understand.ts";
import { readRoot } from "../../architecture/sources.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const NOW = Date.parse("2026-11-24T10:00:00Z");

/** The demo hotel with these entries in its faq. */
async function hotelWith(entries: string): Promise<string> {
  const path = join(await temporaryFolder(), "hotel.yaml");
  await writeFile(path, readRoot("src/config/demo-hotel.yaml").replace("faq:\n", `faq:\n${entries}`));
  return path;
}

it("reads sentences of the hotel that ships, with ISO values and what it would do", () => {
  const understand = openUnderstanding(undefined, () => NOW);
  expect(understand({ text: "hola, ¿tenéis una doble del 3 al 5 de marzo?" })).toMatchObject({
    language: "es",
    intents: expect.arrayContaining([expect.objectContaining({ name: "availability", band: "act" })]),
    slots: { roomType: "double", stay: { arrival: "2027-03-03", departure: "2027-03-05" } },
    commands: expect.arrayContaining([
      { command: "start", intent: "availability" },
      { command: "reply", intent: "greeting" },
      { command: "set", slot: "roomType", value: "double" },
    ]),
  });
  expect(understand({ text: "is there a pool?" }).commands).toEqual([{ command: "answer", intent: "pool" }]);
  expect(understand({ text: "xyz qwv" }).commands).toEqual([{ command: "cannot_handle" }]);
});

it("heeds the open question, the language so far and the moment", () => {
  const understand = openUnderstanding(undefined, () => NOW);
  expect(understand({ text: "3", asked: "party", lang: "pt" })).toMatchObject({
    language: "pt",
    slots: { adults: 3 },
  });
  const arrival = (now: string) => understand({ text: "mañana", lang: "es", now }).slots;
  expect(arrival("2027-05-01T23:30")).toEqual({ stay: { arrival: "2027-05-02" } });
  expect(arrival("2027-05-01T23:30:00Z")).toEqual({ stay: { arrival: "2027-05-03" } });
  expect(() => arrival("soon")).toThrow(expect.objectContaining({ code: "USAGE" }));
});

it("names the line that is not a question", () => {
  expect(parseQuestion('{"text":"hola","asked":"name"}', 1)).toEqual({ text: "hola", asked: "name" });
  for (const line of ["hola", '{"lang":"es"}', '{"text":"a","asked":"what"}', '{"text":"a","langs":"es"}']) {
    expect(() => parseQuestion(line, 7)).toThrow(/line 7: /);
  }
});

it("tests a hotel's own questions, and finds nothing wrong with the hotel that ships", async () => {
  expect(checkKnowledge(demoHotelPath(), NOW).findings).toEqual([]);
  const path = await hotelWith(
    `  trick:
    phrases: { es: [quiero reservar una doble, reservar una habitación] }
    answer: { es: a, en: a, pt: a }
`,
  );
  const report = checkKnowledge(path, NOW);
  expect(report).toMatchObject({ questions: 1, phrases: 2 });
  expect(report.findings).toContainEqual({ kind: "few_phrases", question: "trick" });
  expect(report.findings).toContainEqual(expect.objectContaining({ kind: "shadows", with: "book" }));
});
