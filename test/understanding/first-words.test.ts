import { expect, test } from "vitest";
import { load, NOW } from "./support.ts";

const understanding = load();

test.each([
  ["tem estacionamento?", "pt"],
  ["aceitam cães?", "pt"],
  ["is breakfast included?", "en"],
  ["¿hay gimnasio?", "es"],
] as const)("a first message of a few words is answered in its language: «%s» in %s", (text, language) => {
  expect(understanding.understand(text, { now: NOW })).toMatchObject({ language, languageSure: true });
});

test.each(["parking?", "late check out", "spa?", "ok", "wifi"])(
  "«%s» is written in every language: it tells none",
  (text) => {
    expect(understanding.understand(text, { now: NOW }).languageSure).toBe(false);
  },
);
