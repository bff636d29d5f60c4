import { expect, test } from "vitest";
import type { Language } from "../../src/domain/language.ts";
import type { Asked } from "../../src/domain/understood.ts";
import { load, NOW, rows } from "./support.ts";

const understanding = load();
const names = (cell: string | undefined): string[] => (cell ?? "").split(" ").filter(Boolean);

test.each(rows("acts"))("%s «%s» acts on: %s", (where, said, acts, never) => {
  const [language, asked] = (where ?? "").split(":") as [Language, Asked | ""];
  const { intents } = understanding.understand(said ?? "", {
    now: NOW,
    language,
    ...(asked ? { asked } : {}),
  });
  const acted = intents.filter((intent) => intent.band === "act").map((intent) => intent.name);
  expect(acted).toEqual(expect.arrayContaining(names(acts)));
  if (acts) expect(names(acts)).toContain(acted[0]);
  expect(acted.filter((intent) => names(never).includes(intent))).toEqual([]);
});

test("the conversation's language stands until three words disagree", () => {
  const language = (text: string, current?: Language) =>
    understanding.understand(text, { now: NOW, ...(current ? { language: current } : {}) }).language;
  expect(language("ok", "pt")).toBe("pt");
  expect(language("2", "en")).toBe("en");
  expect(language("hola", "en")).toBe("en");
  expect(language("do you have parking", "es")).toBe("en");
  expect(language("vocês têm estacionamento no hotel?", "es")).toBe("pt");
  expect(language("hola, ¿tenéis habitación?")).toBe("es");
  expect(language("olá, vocês têm quarto?")).toBe("pt");
  expect(language("hi, any rooms?")).toBe("en");
  expect(language("")).toBe("es");
});
