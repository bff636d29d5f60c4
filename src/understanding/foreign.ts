import { wordsOf } from "./text.ts";

/** Languages that are told apart from the hotel's, and not spoken: ISO 639-1. */
export type Foreign = "fr" | "de" | "it";

/** Frequent words of each that neither Spanish, English nor Portuguese has. */
const WORDS: Readonly<Record<Foreign, ReadonlySet<string>>> = {
  fr: new Set(
    "bonjour bonsoir merci je nous vous avez avons voudrais voudrions est cette chambre chambres nuit nuits pour avec petit dejeuner combien quelle quel quand ou peux pouvez puis reserver reservation annuler arriver arrivons quelqu une des les du au aux sur chien piscine gratuit s'il plait personnes demain aujourd hui suis sommes mon ma mes notre".split(
      " ",
    ),
  ),
  de: new Set(
    "guten tag hallo danke ich wir sie haben hatte hatten mochte mochten ist das der die und fur mit ein eine einen zimmer doppelzimmer nacht nachte fruhstuck wie viel kostet wann wo kann konnen ankommen anreise abreise hund stornieren buchen buchung reservieren parkplatz bitte morgen heute nicht gibt es vom bis sind schwimmbad".split(
      " ",
    ),
  ),
  it: new Set(
    "buongiorno buonasera ciao grazie vorrei vorremmo siamo avete abbiamo camera camere notte notti colazione quanto costa quando dove posso possiamo arrivo arriviamo cane annullare prenotare prenotazione parcheggio prego domani oggi non c'e gli della del per con una un il lo sono che piscina gratuito matrimoniale persone".split(
      " ",
    ),
  ),
};
/** Words a message must have of a foreign language, and more than of each other. */
const ENOUGH = 3;
/** Share of its words: a Spaniard who names a «chambre» is no Frenchman. */
const SHARE = 0.4;

/**
 * The foreign language a folded message is in, if it surely is. `ours` tells whether a word is known in one of the
 * hotel's languages and in no foreign one.
 */
export function foreignOf(folded: string, ours: (word: string) => boolean): Foreign | undefined {
  const words = wordsOf(folded.replace(/'/g, " ")).slice(0, 200);
  const count = (language: Foreign): number => words.filter((word) => WORDS[language].has(word)).length;
  const [best, next] = (Object.keys(WORDS) as Foreign[])
    .map((language) => ({ language, points: count(language) }))
    .sort((a, b) => b.points - a.points);
  if (!best || best.points < ENOUGH || best.points / words.length < SHARE) return undefined;
  if (best.points <= (next?.points ?? 0)) return undefined;
  const own = words.filter((word) => !WORDS[best.language].has(word) && ours(word)).length;
  return own < best.points ? best.language : undefined;
}
