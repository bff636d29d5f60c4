import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { goldRows } from "../eval/understanding-gold.ts";
import { load, NOW } from "./support.ts";

const understanding = load();

test.each([
  ["bonjour, avez-vous une chambre pour deux personnes demain ?", "fr"],
  ["je voudrais annuler ma réservation s'il vous plaît", "fr"],
  ["guten Tag, haben Sie ein Zimmer für zwei Nächte?", "de"],
  ["wie viel kostet das Doppelzimmer mit Frühstück", "de"],
  ["buongiorno, avete una camera per due notti?", "it"],
  ["vorrei annullare la prenotazione per domani", "it"],
])("«%s» is %s: offered, not acted on, and answered in a language both may share", (text, foreign) => {
  const read = understanding.understand(text, { now: NOW });
  expect(read).toMatchObject({ foreign, language: "en", languageSure: false });
  expect(read.intents.filter(({ band }) => band === "act")).toEqual([]);
});

test.each(LANGUAGES)("no sentence of the gold set in %s is foreign", (language) => {
  const foreign = goldRows(language).filter(
    ({ text }) => understanding.understand(text, { now: NOW }).foreign !== undefined,
  );
  expect(foreign.map(({ text }) => text)).toEqual([]);
});
