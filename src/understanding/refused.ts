import type { IntentReading } from "../domain/understood.ts";

/** Not after «why», «if»: «what if I don't cancel?», «why don't you cancel it?». */
const ASKS = "(?<!\\b(?:why|if|unless|can|could|si|por que|porque|se|caso)(?: i| we| you| yo| eu)? )";
const NOT_EN =
  "(?:(?:i|we) )?(?:(?:please|pls) )?(?:do not|dont|never|didnt|did not|not|wont|am not|im not|were not)(?: (?:really|actually|want|wanna|wish|need|going|have|asking|trying|looking|planning|you|us|me|to|intend|mean|even))*";
const NOT_ES =
  "(?:yo )?(?:por favor )?no (?:(?:quiero|queremos|quisiera|queria|queriamos|deseo|deseamos|pretendo|pretendemos|voy|vamos|es|se trata|hace falta|hay que|me|nos|la|lo|te|estoy|estamos|a|de|para|que|intentando) )*";
const NOT_PT =
  "(?:eu )?(?:por favor )?nao (?:(?:quero|queremos|queria|gostaria|desejo|pretendo|vou|vamos|e|precisa|preciso|precisam|me|a|o|de|para|pra|que|estou|estamos) )*";
const THE_BOOKING =
  "(?: (?:it|that|anything|la|lo|a|o|my|our|the|mi|nuestra|minha|nossa|esta|essa|este|reserva|reservation|booking|room|habitacion|quarto|nada|ainda|aun|todavia|yet|now|ahora|agora|por favor|please))*";

const CANCEL_EN = "(?:cancel(?:l?ing)?|call(?:ing)? off)";
const CANCEL_ES =
  "(?:cancel(?:ar|arla|arlo|es|eis|e|en|ando)|canceles(?:la|lo)|anul(?:ar|arla|arlo|es|eis|e|en|ando))";
const CANCEL_PT = "(?:(?:a |o )?cancel(?:ar|a-la|em|e|a|es)|desmar(?:car|que|quem|ca)|anul(?:ar|e|em))";
const BOOK_EN = "(?:book(?:ing)?|reserve|make a (?:booking|reservation))";
const BOOK_ES = "(?:reserv(?:ar|es|e|en|ando)|hacer (?:una|ninguna|la) reserva)";
const BOOK_PT = "(?:reserv(?:ar|e|em|es)|fazer (?:uma|nenhuma|a) reserva)";

const refusal = (en: string, es: string, pt: string): RegExp =>
  new RegExp(`${ASKS}\\b(?:(?:please )?${NOT_EN} ${en}|${NOT_ES}${es}|${NOT_PT}${pt})\\b${THE_BOOKING}`, "g");
const REFUSED: readonly { readonly intent: string; readonly words: RegExp }[] = [
  { intent: "cancel_booking", words: refusal(CANCEL_EN, CANCEL_ES, CANCEL_PT) },
  { intent: "book", words: refusal(BOOK_EN, BOOK_ES, BOOK_PT) },
];
/** Leads from what is not wanted to what is. */
const RATHER =
  /^(?:[\s,.;!]+|(?:lo que (?:quiero|queremos|queria|necesito) es|sino(?: que)?|o que (?:eu )?(?:quero|queremos|preciso) e|what i (?:want|need) is(?: to)?)\b)+/;
/** Who does not want to and must all the same. */
const MUST =
  /\b(?:but|pero|mas|porem) (?:i|we)? ?(?:\w+ )?(?:have to|must|need to|tengo que|tenemos que|no (?:me|nos) queda|debo|tenho que|tenho de|temos que|preciso)\b/;

export interface Refusals {
  /** The text without what is not to be done. */
  readonly rest: string;
  readonly intents: readonly string[];
}

/** What a message says is not to be done: «don't cancel, just change the dates» keeps «, just change the dates». */
export function refusalsIn(plain: string): Refusals {
  const text = plain.replace(/n't\b/g, "nt").replace(/\bi'm\b/g, "im");
  if (!/\b(?:not|dont|never|no|nao|\w+nt)\b/.test(text) || MUST.test(text))
    return { rest: plain, intents: [] };
  let rest = text;
  const intents: string[] = [];
  for (const { intent, words } of REFUSED) {
    const left = rest.replace(words, " ");
    if (left === rest) continue;
    intents.push(intent);
    rest = left;
  }
  return intents.length === 0 ? { rest: plain, intents } : { rest: rest.replace(RATHER, "").trim(), intents };
}

const CHANGES = /\b(?:cambi(?:ar\w*|o|amos)|mud(?:ar|o|amos)|alterar|chang(?:e|ing)|mov(?:e|ing|er|erla))\b/;
const said = (name: string): IntentReading => ({ name, score: 0.9, band: "act" });

/** Nothing refused is read; who refuses and wants nothing else says no, and of a booking that it stays. */
export function withoutRefused(
  intents: readonly IntentReading[],
  refusals: readonly Refusals[],
  asked: string | undefined,
): readonly IntentReading[] {
  const refused = refusals.flatMap((each) => each.intents);
  if (refused.length === 0) return intents;
  const left = intents.filter(({ name }) => !refused.includes(name));
  if (left.some(({ band }) => band === "act")) return left;
  // «I'm not cancelling, I want other days»: beside a refusal a likely change is meant.
  const changes = refusals.some(({ rest }) => CHANGES.test(rest));
  if (changes || left.some(({ name }) => name === "modify_booking")) {
    return [said("modify_booking"), ...left.filter(({ name }) => name !== "modify_booking")];
  }
  const stays = refused.includes("cancel_booking") && asked === undefined;
  return [said(stays ? "lookup_booking" : "deny"), ...left];
}
