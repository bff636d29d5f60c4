import type { Understood } from "../domain/understood.ts";
import { plainWords } from "./plain-words.ts";

/** «I'll think about it», «I'll call you back»: small letters, no accents, no apostrophes. */
const LATER: readonly RegExp[] = [
  /\b(?:me |nos )?lo (?:pienso|pensare|pensamos|pensaremos|consulto|consultare|consultamos|hablo|hablamos|comento)\b/,
  /\b(?:me |nos )?lo (?:voy|vamos|tengo|tenemos|quiero) (?:a |que )?(?:pensar|consultar|hablar)\b/,
  /\b(?:voy|vamos|tengo|tenemos|quiero|prefiero|dejame|dejeme|dejenme) (?:a |que )?(?:pensar|consultar|hablar)(?:lo|melo|noslo)\b/,
  /\bya (?:te|le|os|les) (?:llamo|llamare|aviso|avisare)\b/,
  /\b(?:te|le|os|les) (?:llamo|llamare|aviso|avisare) (?:luego|despues|mas tarde|manana|otro dia|en otro momento)\b/,
  /\b(?:luego|despues|mas tarde|manana|hoy|esta tarde|esta noche) (?:ya )?(?:te|le|os|les) (?:llamo|llamare|confirmo|confirmare|aviso|digo|dire|escribo)\b/,
  /\b(?:te|le|os|les) (?:confirmo|confirmare|digo|dire|escribo) (?:luego|despues|mas tarde|manana|otro dia)\b/,
  /\b(?:vuelvo|volvere) a llamar\b/,
  /\b(?:i|we) (?:ll|will) (?:(?:think|sleep|talk) (?:about|on|over) (?:it|this|that)|(?:think|talk) it over|think)\b(?! (?:about|on|of|that|i|we))/,
  /\b(?:let me|have to|need to|want to) (?:(?:think|sleep|talk) (?:about|on|over) (?:it|this|that)|(?:think|talk) it over|think)\b(?! (?:about|on|of|that|i|we))/,
  /\b(?:talk|check) (?:to|with) my (?:wife|husband|partner|family|friends)\b/,
  /\b(?:call|ring|phone) you (?:back|later|again)\b/,
  /\b(?:i|we) (?:ll|will) (?:call|ring|phone) (?:back|later|again)\b/,
  /\b(?:i|we) (?:ll|will) (?:let you know|get back to you|confirm) (?:later|tomorrow|tonight|soon)\b/,
  /\b(?:amanha|depois|mais tarde|logo) (?:eu )?(?:te |lhe |vos )?(?:confirmo|aviso|digo|escrevo)\b/,
  /\b(?:te |lhe |vos )?(?:confirmo|aviso|digo|escrevo) (?:amanha|depois|mais tarde|logo)\b/,
  /\b(?:vou|vamos|preciso|tenho|quero|deixe me|deixa me|deixa eu) (?:de |que )?(?:pensar\b(?! (?:em|no|na|num|numa) )|pensar nisso|consultar (?:com )?(?:o meu|a minha|meu|minha|os meus|as minhas)\b)/,
  /\b(?:ligo|telefono|retorno) (?:depois|mais tarde|amanha|outro dia)\b/,
  /\b(?:depois (?:eu )?(?:ligo|telefono|retorno)|volto a ligar)\b/,
];

/** What may be said with it; with anything else there is something to answer. */
const COURTEOUS: ReadonlySet<string> = new Set([
  "thanks",
  "affirm",
  "deny",
  "greeting",
  "goodbye",
  // «Let me think it over»
  "restart",
]);

/** True when a guest puts off deciding and says nothing else: «gracias, me lo pienso». It is no yes and no no. */
export function putsOff(text: string, { intents, slots }: Pick<Understood, "intents" | "slots">): boolean {
  const said = plainWords(text).join(" ");
  if (!LATER.some((words) => words.test(said))) return false;
  const acts = intents.filter(({ band }) => band === "act");
  const facts = Object.keys(slots).filter((slot) => slot !== "name");
  return facts.length === 0 && acts.every(({ name }) => COURTEOUS.has(name));
}
