import { patch, sayWords, type Turn, words } from "../turn.ts";
import { joinWords } from "../words.ts";

/**
 * What a guest is told who wrote in a language nobody here speaks: the hotel's languages, each in its own words, the
 * conversation's first. Once a conversation; undefined when there is nothing to tell.
 */
export function tellLanguages(turn: Turn): Turn | undefined {
  const { event, hotel } = turn.input;
  const { language, languagesTold } = turn.state;
  if (languagesTold || event.kind !== "guest" || event.understood.foreign === undefined) return undefined;
  const order = [language, ...hotel.languages.filter((each) => each !== language)];
  const each = order.map((spoken) => words(patch(turn, { language: spoken }), "speaks", {}));
  return sayWords(patch(turn, { languagesTold: true }), joinWords(each, " "));
}
