import type { Shift } from "../../domain/understood.ts";
import { ONE } from "./calendar-words.ts";

const N = "(\\d{1,2}|un|una|um|uma|a|an|one|otro|otra|another|outro|outra)";
const NIGHT = "(?:noches?|nights?|noites?)";
const TIME = "(?:noches?|nights?|noites?|dias?|days?|semanas?|weeks?)";
const UNIT = `(${TIME})`;
const MORE = "(?:mas|more|longer|extra|extras|adicional|adicionales|adicionais|a mais|additional)";
const LESS = "(?:menos|less|fewer|a menos)";
const WHO =
  "(?:adult[oa]?s?|personas?|huespedes|huesped|pessoas?|hospedes?|people|persons?|guests?|of us|de nosotros|de nosotras|de nos)";
const ARE =
  "(?:somos|seremos|seriamos|vamos a ser|vamos ser|vamos|venimos|iremos|we are|we're|were|we will be|we'll be|we'd be|there will be|there'll be|there's|viene|vienen|vem|vai|vao)";
/** Between a verb and how much: nothing but the stay itself. */
const STAY_WORDS =
  "(?: (?:my|our|the|mi|la|el|lo|nuestra|minha|nossa|a|o|reserva|reservation|booking|stay|estancia|estadia|estada|hospedagem|by|por|en|for|in|em|with|de|del|con|com|solo|just|only))*(?<! (?:a|to|hasta|ate|para))";
const LENGTHEN =
  "(?:lengthen|extend|prolong|add|adding|extending|alarg(?:ar|amos|o|ue|a)|alargarla|alargarlo|ampli(?:ar|amos|o|e|a)|ampliarla|extender|extiend[ea]|prolongar|prolong[aou]e?|anad(?:ir|e|an)|agreg(?:ar|a|ue)|sum(?:ar|a|e)|estend(?:er|a)|aument(?:ar|a|e)|acrescent(?:ar|a|e)|adicion(?:ar|a|e))";
const SHORTEN =
  "(?:shorten|cut|remove|drop|take off|acort(?:ar|o|amos|a)|acortarla|reduc(?:ir|e)|quit(?:ar|a|o|e)|recort(?:ar|a)|encurt(?:ar|a|e)|reduzir|tir(?:ar|a|e)|diminuir)";
const ADD =
  "(?:add|adding|anad(?:ir|e|an|id)|agreg(?:ar|a|uen|ue)|sum(?:ar|a|e|en)|acrescent(?:ar|a|e|em)|adicion(?:ar|a|e|em)|inclu(?:ir|ya|yan|a|am)|include)";
const REMOVE = "(?:remove|drop|take off|quit(?:ar|a|e|en|ad)|tir(?:ar|a|e|em))(?: a)?";
/** Whom one speaks to or writes to is nobody who comes. */
const NOT_WITH = "(?<!\\b(?:con|com|with|to|a|por|per|by) )";
const EARLIER = "(antes|earlier|early|before|sooner|mais cedo)";
const LATER = "(despues|later|after|mas tarde|depois|mais tarde)";
/** «antes de la boda» counts from something else than what is booked. */
const FROM_STAY =
  "(?! (?:de|del|da|do|than|the)\\b(?! (?:lo|la reserva|reserva|combinado|previsto|planned|booked|que)))";
const LEAVE =
  "(?:(?:nos|me) (?:tenemos que|tengo que|vamos a|voy a|queremos|quiero|gustaria) ir|leave|leaving|depart|check ?-?out|go home|salir|salimos|salgo|saldremos|saldre|irnos|irme|nos iremos|me ire|nos vamos|me voy|marcharnos|marcharme|sair|saimos|saio|sairemos|ir embora|partir)";
const ARRIVE =
  "(?:arrive|arriving|come|coming|check ?-?in|get there|llegar|llegamos|llego|llegaremos|llegare|venir|venimos|vengo|entrar|entramos|chegar|chegamos|chego|chegaremos|vir)";

interface Rule {
  readonly of: keyof Shift;
  readonly by: 1 | -1;
  readonly words: RegExp;
}

const rule = (of: keyof Shift, by: 1 | -1, ...patterns: readonly string[]): Rule => ({
  of,
  by,
  words: new RegExp(patterns.map((pattern) => `(?:${pattern})`).join("|")),
});

/** In the order they are looked for; the first of each kind counts. */
const RULES: readonly Rule[] = [
  rule("arrival", -1, `\\b${ARRIVE}\\b(?: \\w+){0,3}? ${N} ${UNIT} ${EARLIER}\\b${FROM_STAY}`),
  rule("arrival", 1, `\\b${ARRIVE}\\b(?: \\w+){0,3}? ${N} ${UNIT} ${LATER}\\b${FROM_STAY}`),
  rule(
    "nights",
    -1,
    `\\b${LEAVE}\\b(?: \\w+){0,3}? ${N} ${UNIT} ${EARLIER}\\b${FROM_STAY}`,
    `\\b${SHORTEN}${STAY_WORDS} ${N} ${UNIT}\\b`,
    `\\b${N} (${NIGHT}) ${LESS}\\b`,
    `\\b${N} ${LESS} (${NIGHT})\\b`,
    `\\b(?:menos|less) ${N} (${NIGHT})\\b`,
  ),
  rule(
    "nights",
    1,
    `\\b${LEAVE}\\b(?: \\w+){0,3}? ${N} ${UNIT} ${LATER}\\b${FROM_STAY}`,
    `\\b${LENGTHEN}${STAY_WORDS} (?:otros |otras |outros |outras |another |mais )?${N} ${UNIT}(?: ${MORE})?\\b`,
    `\\b${N} (${NIGHT}) ${MORE}\\b(?! (?:el|la|o|un|una|um|uma|desayuno|cafe|parking|\\d))`,
    `\\b${N} ${MORE} (${NIGHT})\\b`,
    `\\b(?:mais|another|otras|outras) ${N} (${NIGHT})\\b`,
    `\\b(?:stay|staying|quedar\\w*|quedamos|quedo|ficar|ficamos|fico)\\b(?: \\w+){0,2}? ${N} ${MORE} ${UNIT}\\b`,
    `\\b(?:stay|staying|quedar\\w*|quedamos|quedo|ficar|ficamos|fico)\\b(?: \\w+){0,2}? ${N} ${UNIT} ${MORE}\\b`,
    `\\b(?:stay|staying|quedar\\w*|quedamos|quedo|ficar|ficamos|fico)\\b(?: \\w+){0,2}? mais ${N} ${UNIT}\\b`,
    `\\b(another|otra|outra) (${NIGHT})\\b`,
  ),
  rule(
    "adults",
    -1,
    `${NOT_WITH}\\b${N} ${WHO} ${LESS}\\b`,
    `${NOT_WITH}\\b${N} ${LESS} ${WHO}\\b`,
    `\\bmenos ${N} ${WHO}\\b`,
    `\\b${ARE} ${N} ${LESS}\\b(?! ${TIME})`,
    `\\b${ARE} menos ${N}\\b(?! \\w)`,
    `\\b${REMOVE} ${N} ${WHO}\\b`,
    `\\b${N} (?:of us|de nosotr[oa]s|de nos) (?:is not|isn't|isnt|will not|won't|wont|can't|cant|cannot|ya no|al final no|no|nao) (?:\\w+ )?(?:com\\w+|make it|vien\\w+|ven\\w+|vem|vai|vir)\\b`,
  ),
  rule(
    "adults",
    1,
    `${NOT_WITH}\\b${N} ${WHO} ${MORE}\\b(?! (?:el|la|o|un|una|um|uma|\\d))`,
    `${NOT_WITH}\\b${N} ${MORE} ${WHO}\\b`,
    `${NOT_WITH}\\b(?:mais|mas) ${N} ${WHO}\\b`,
    `${NOT_WITH}\\b(another|otra|outra) ${WHO}\\b`,
    `\\b${ARE} (?:mais )?${N} ${MORE}\\b(?! ${TIME})`,
    `\\b${ARE} mais ${N}\\b(?! \\w)`,
    `\\b${ADD} ${N} ${WHO}\\b`,
  ),
];

/** «There is another person in my room!» adds nobody to a booking. */
const INTRUDER =
  /\b(?:there is|there's|theres|hay|tem|ha|esta)\b.*\b(?:in|en|no|na) (?:my|our|mi|nuestra|nuestro|meu|minha|nosso) (?:room|bed|habitacion|cuarto|cama|quarto)\b/;

/**
 * By how much a message changes what is booked: «alargar una noche», «one more person», «sair um dia antes». `rest` is
 * the text without those words, so that «one night» in them is no stay of one night.
 */
export function readShift(plain: string): { readonly shift?: Shift; readonly rest: string } {
  let rest = plain;
  const found: { -readonly [key in keyof Shift]: number } = {};
  for (const { of, by, words } of RULES) {
    if (found[of] !== undefined || (of === "nights" && found.arrival !== undefined)) continue;
    const match = words.exec(rest);
    if (!match) continue;
    const [count, unit] = match.slice(1).filter((group) => group !== undefined);
    found[of] = by * countOf(count) * (/^(?:semana|week)/.test(unit ?? "") ? 7 : 1);
    rest = `${rest.slice(0, match.index)},${rest.slice(match.index + match[0].length)}`;
  }
  if (INTRUDER.test(plain) && found.adults !== undefined) {
    const { adults: _nobody, ...others } = found;
    return Object.keys(others).length > 0 ? { shift: others, rest } : { rest };
  }
  return Object.values(found).some((value) => value !== 0) ? { shift: found, rest } : { rest: plain };
}

const countOf = (word: string | undefined): number =>
  word === undefined || ONE.has(word) || /^(?:otr[oa]|another|outr[oa])$/.test(word) ? 1 : Number(word);
