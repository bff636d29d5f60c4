import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { demoHotelPath } from "../../../src/config/load.ts";
import { checkKnowledge } from "../../../src/ops/understand/check.ts";
import { openUnderstanding, parseQuestion } from "../../../src/ops/understand/understand.ts";
import { readRoot } from "../../architecture/sources.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { modelServer, says } from "../../understanding/second/model-server.ts";

const NOW = Date.parse("2026-11-24T10:00:00Z");

/** The demo hotel with these entries in its faq. */
async function hotelWith(entries: string, before = ""): Promise<string> {
  const path = join(await temporaryFolder(), "hotel.yaml");
  await writeFile(
    path,
    readRoot("src/config/demo-hotel.yaml").replace("faq:\n", `${before}\nfaq:\n${entries}`),
  );
  return path;
}

it("reads sentences of the hotel that ships, with ISO values and what it would do", async () => {
  const understand = openUnderstanding(undefined, () => NOW);
  expect(await understand({ text: "hola, ¿tenéis una doble del 3 al 5 de marzo?" })).toMatchObject({
    language: "es",
    intents: expect.arrayContaining([expect.objectContaining({ name: "availability", band: "act" })]),
    slots: { roomType: "double", stay: { arrival: "2027-03-03", departure: "2027-03-05" } },
    commands: expect.arrayContaining([
      { command: "start", intent: "availability" },
      { command: "reply", intent: "greeting" },
      { command: "set", slot: "roomType", value: "double" },
    ]),
  });
  expect((await understand({ text: "is there a pool?" })).commands).toEqual([
    { command: "answer", intent: "pool" },
  ]);
  expect((await understand({ text: "xyz qwv" })).commands).toEqual([{ command: "cannot_handle" }]);
});

it("heeds the open question, the language so far and the moment", async () => {
  const understand = openUnderstanding(undefined, () => NOW);
  expect(await understand({ text: "3", asked: "party", lang: "pt" })).toMatchObject({
    language: "pt",
    slots: { adults: 3 },
  });
  const arrival = async (now: string) => (await understand({ text: "mañana", lang: "es", now })).slots;
  expect(await arrival("2027-05-01T23:30")).toEqual({ stay: { arrival: "2027-05-02" } });
  expect(await arrival("2027-05-01T23:30:00Z")).toEqual({ stay: { arrival: "2027-05-03" } });
  await expect(arrival("soon")).rejects.toThrow(expect.objectContaining({ code: "USAGE" }));
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
    "understanding: { off: [review] }",
  );
  const report = checkKnowledge(path, NOW);
  expect(report).toMatchObject({ questions: 1, phrases: 2, off: ["review"] });
  expect(report.findings).toContainEqual({ kind: "few_phrases", question: "trick" });
  expect(report.findings).toContainEqual(expect.objectContaining({ kind: "shadows", with: "book" }));
});

it("turns off what hotel.yaml says, and names only the hotel's own where asked", async () => {
  const path = await hotelWith(
    `  kayaks:
    phrases: { es: [¿alquiláis kayaks?, quiero remar] }
    answer: { es: a, en: a, pt: a }
`,
    "understanding: { off: [wake_up_call] }",
  );
  const all = openUnderstanding(path, () => NOW);
  const own = openUnderstanding(path, () => NOW, true);
  const wake = { text: "¿me podéis despertar mañana a las 7?" };
  expect((await all(wake)).commands).not.toContainEqual({ command: "start", intent: "wake_up_call" });
  const both = { text: "¿alquiláis kayaks? Y quiero cancelar mi reserva" };
  expect((await all(both)).intents.map(({ name }) => name)).toContain("cancel_booking");
  const heard = await own(both);
  expect(heard.intents.map(({ name }) => name)).toEqual(["kayaks"]);
  expect(heard.commands).toEqual([{ command: "answer", intent: "kayaks" }]);
}, 120_000);

it("lets a model on this machine settle a doubt, and nothing else", async () => {
  let answer = '{"intents":["cancel_booking"]}';
  const { url, asked } = await modelServer(() => says(answer));
  const path = join(await temporaryFolder(), "hotel.yaml");
  const advised = `understanding: { language_model: { url: "${url}", timeout_ms: 10000 } }\nfaq:\n`;
  await writeFile(path, readRoot("src/config/demo-hotel.yaml").replace("faq:\n", advised));
  const understand = openUnderstanding(path, () => NOW);
  const commands = async (text: string) => (await understand({ text, lang: "es" })).commands;
  expect(await commands("cancelar")).toEqual([{ command: "start", intent: "cancel_booking" }]);
  answer = '{"intents":["stop"]}';
  expect(await commands("cancelar")).toEqual([{ command: "clarify", intents: ["cancel_booking"] }]);
  answer = '{"intents":[]}';
  expect(await commands("cancelar")).toEqual([{ command: "clarify", intents: ["cancel_booking"] }]);
  expect(asked).toHaveLength(3);
  await commands("¿hay piscina?");
  expect(asked).toHaveLength(3);
});
