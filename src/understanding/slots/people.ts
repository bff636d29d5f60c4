import { ONE } from "./calendar-words.ts";

/** Who comes, as far as the message says. */
export interface PeopleRead {
  readonly adults?: number;
  readonly children?: number;
  readonly childAges?: readonly number[];
}

const COUNT = "(\\d{1,3}|un|una|uno|um|uma|a|an|one|otro|otra|another)";
const ADULT =
  "(?:adult[oa]?s?|personas?|pax|huespedes|huesped|pessoas?|hospedes?|people|persons?|guests?|mayores|grown ?-?ups|maiores)";
const CHILD =
  "(?:ninos?|ninas?|girls?|boys?|menin[oa]s?|nen[ea]s?|bebes?|hij[oa]s?|crios?|crias?|chicos|peques?|pequenos?|menor(?:es)?|infantes?|chavales|criancas?|filh[oa]s?|kids?|teenagers?|teens?|adolescentes?|child(?:ren)?|bab(?:y|ies)|infants?|toddlers?|sons?|daughters?|bebezinho|niet[oa]s?|net[oa]s?)";
const ADJECTIVE =
  "(?:de ell[oa]s(?: son)?|of them(?: are)?|of whom are|del[ea]s(?: sao)?|mis|my|our|nuestros|nuestras|meus|minhas|dos|tus|small|young|little|pequen[oa]s?|mas|more|other)";

// «hablar con una persona» asks for somebody, «añadan una persona» is one more: neither says who comes.
const ADDED =
  "add|adding|sumar|sumen|sume|suma|anadir|anadan|anada|anade|anadid|agregar|agreguen|agregue|agrega|acrescentar|acrescentem|acrescente|incluir|incluyan|incluya|inclua|incluam|adicionar|adicionem|adicione";
const ADULTS = new RegExp(`(?<!\\b(?:con|com|with|to|a|por|per|by|${ADDED}) )\\b${COUNT} ${ADULT}\\b`, "g");
const CHILDREN = new RegExp(`\\b${COUNT} (?:${ADJECTIVE} )?${CHILD}\\b`, "g");
/** «a three-year-old girl», «a 5 year old». */
const OF_AGE = /\b(a|an|one|\d) \d{1,2} ?-?(?:years?|yr) ?-?olds?\b/g;
const MY_CHILD = new RegExp(
  `\\b(?:mi|my|our|nuestr[oa]|meu|minha|nosso|nossa) (?:(\\d) )?(${CHILD})\\b`,
  "g",
);
const MY_CHILDREN = new RegExp(
  `\\b(?:mis|nuestr[oa]s|meus|minhas|nossos|my|our) (\\d{1,2}) ${CHILD}\\b`,
  "g",
);
const WE_ARE =
  /\b(?:somos|seremos|seriamos|estaremos|vamos a ser|vamos|viajamos|venimos|iremos|iriamos|we are|we're|were|we'd be|we will be|we'll be|there are|there will be|there'll be|it's|its|cabriamos|cabemos|caben|cabem|cabiamos|fit|somos em|estamos em|seremos em|vamos em)(?: (?:solo|just|only|so|apenas|solamente|unos|about))? (\d{1,3})(?! ?(?:noches?|nights?|noites?|dias?|days?|semanas?|weeks?|habitaciones|rooms?|quartos|:|h\b|\/))\b/;
const OF_US =
  /\b(?:family of |familia de )?(\d{1,2}) (?:of us|de nosotros|de nos)\b|\b(?:family of|familia de) (\d{1,2})\b/;
const FOR =
  /\b(?:para|for|pra|p\/|party of|group of|grupo de|groups of|mesa para|sleeps)(?: (?:unos|about|just|solo|so|apenas))? (\d{1,3})(?=$| ?(?:[,.;!?)]|y\b|e\b|and\b|com\b|con\b|with\b|por favor|please|del\b|desde\b|from\b|on\b|en\b|el\b|este\b|esta\b|this\b|para\b|for\b|de \d|\+|at\b|a las\b|as\b|hoy\b|hoje\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|d[eo] (?:segunda|terca|quarta|quinta|sexta|sabado|domingo|lunes|martes|miercoles|jueves|viernes)\b|manana\b|amanha\b|tonight|tomorrow|\bthe\b|in\b|na\b|no\b))(?! (?:en|in|de|of|y|and|e) (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|\d{1,2} (?:de|noites|nights|noches)))/;
const ALONE =
  /\b(?:voy sol[oa]|viajo sol[oa]|solo yo|yo sol[oa]|soy sol[oa] yo|sol[oa] para mi|una sola persona|just me|only me|by myself|on my own|travell?ing alone|solo travell?er|just myself|for myself|me alone|soz?inh[oa]|so eu|somente eu|apenas eu|so para mim|so pra mim|para mim so)\b/;
/** «con la niña», «and the baby»: one that is known. */
const THE_CHILD =
  /\b(?:con|com|with|y|e|and|mas|plus) (?:la|el|the|o|a) (?:bebe|nin[oa]|nen[ea]|peque|baby|little one|kid|toddler|crianca|menin[oa]|miud[oa])\b(?! (?:de|da|do|del|que|at|next|cot|monitor|bed|chair|seat)\b)/;
/** Who is spoken to or complained of does not come. */
const NOT_COMING = /\b(?:habl\w+|fal(?:ei|ou|amos|ar)|spoke|problem\w*|queja)\b/;
const FAMILY = /\b(?:family of|familia de) \d/;
const CLOSE_ES =
  "(?:pareja|mujer|marido|novi[oa]|espos[oa]|senora|companer[oa]|prometid[oa]|madre|padre|mama|papa|amig[oa]|herman[oa]|suegr[oa]|abuel[oa]|prim[oa]|ti[oa]|soci[oa]|colega|compadre)";
const CLOSE_EN =
  "(?:wife|husband|partner|girlfriend|boyfriend|fiancee?|missus|mate|friend|mother|father|mum|mom|dad|sister|brother|nan|cousin|colleague|better half)";
const CLOSE_PT =
  "(?:esposa|mulher|marido|namorad[oa]|noiv[oa]|companheir[oa]|parceir[oa]|senhora|mae|pai|amig[oa]|irma|irmao|sogr[oa]|avo|prim[oa]|ti[oa]|soci[oa]|colega)";
/** Two grown-ups, who one of them is to the other: «mi señora y yo», «me and my mate», «para mim e minha mulher». */
const TWO_OF_THEM = new RegExp(
  `\\b(?:mi ${CLOSE_ES}(?: y|,) yo|yo y mi ${CLOSE_ES}|para mi ${CLOSE_ES} y (?:para )?mi|para mi y (?:para )?mi ${CLOSE_ES}|` +
    `my ${CLOSE_EN} and (?:i|me|myself)|(?:(?:^|just )(?:me|i), my|(?:me|i|myself)(?: and|, and) my) ${CLOSE_EN}|` +
    `(?:eu|mim)(?:,| e|, e) (?:para )?(?:a |o )?(?:minha|meu) ${CLOSE_PT}|(?:minha|meu) ${CLOSE_PT} e (?:eu|mim|para mim)|nosotr[oa]s 2|a gente os 2)\\b(?!,? (?:and|y|e|plus) (?:my|mi|mis|minhas?|meus?|\\d))`,
);
const COUPLE =
  /\b(?:en pareja|una pareja|somos pareja|mi (?:pareja|mujer|marido|novi[oa]|espos[oa]|madre|padre|amig[oa]|herman[oa]|hij[oa]) y yo|yo y mi (?:pareja|mujer|marido|novi[oa]|espos[oa]|madre|padre|amig[oa]|herman[oa])|un matrimonio|a couple(?! of (?!us\b))|as a couple|my (?:wife|husband|partner|girlfriend|boyfriend|mother|father|friend|mum|mom|dad|sister|brother) and (?:i|me|myself)|me and my (?:wife|husband|partner|girlfriend|boyfriend|mother|father|friend|mum|mom|dad|sister|brother)|(?:um|em|o) casal|somos casal|eu e (?:minha|meu|a minha|o meu) (?:esposa|mulher|marido|namorad[oa]|parceir[oa]|mae|pai|amig[oa]|irma|irmao)|(?:minha|meu) (?:esposa|mulher|marido|namorad[oa]|mae|pai|amig[oa]) e eu|nosotros dos|los 2|(?<!\b(?:hasta|a|desde|sobre|de|entre|y) )las 2|the 2 of us|nos 2|us 2|both of us)\b/;
const INCLUDING =
  /\b(?:incluy\w*|incluid[oa]s?|including|incl|de ellos|de ellas|del[ea]s|of them|of which|of whom|de los cuales|sendo|incluindo|dos quais|son ninos|son menores|are (?:kids|children)|sao criancas)\b/;
const AGES =
  /\b(?:de|aged?|ages|com|con|tiene|tienen|is|are|tem|de edad)? ?((?:\d{1,2}(?: meses| months)?(?: ?,| ?y| ?e| ?and| ?&)* ?)+)(?:anos?|anitos?|years? old|year ?-?olds?|yrs? old|yo|y\/o)\b/;
const AGES_CHILD = new RegExp(
  `${CHILD} ?(?:\\(|of|aged?|ages|de|,)? ?((?:\\d{1,2}(?: ?,| ?y| ?e| ?and| ?&)* ?)+)(?: ?(?:anos?|years?|yrs?|yo)\\b| ?\\)|$)`,
);
/** «kids 5 and 8», «niños de 5 y 8 años»: as many as there are ages, which are no dates. */
const BY_AGES =
  /\b(?:ninos|ninas|kids|children|boys|girls|hij[oa]s|sons|daughters|criancas|filh[oa]s|menin[oa]s|peques|niet[oa]s|net[oa]s),? ?(?:\(|of|aged?|ages|de|com|con|tienen|tem|:)? ?((?:1?\d(?: ?, ?| (?:y|e|and|&) ))+1?\d)(?!\d)(?! ?(?:of|to|-|\/|:|th|st|nd|rd|de [a-z]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|fev|set|out|dez|noches|nights|noites))/;
const MONTHS_OLD = /\b\d{1,2} ?-?(?:meses|months?)\b/;
const PLUS = /\b(\d{1,2}) ?\+ ?(\d{1,2})\b/;

/**
 * Adults and children in a folded text with digits. «somos 4 y un bebé» is four adults and a child; «somos 4, dos de
 * ellos niños» is two and two. With `asked` the party, a bare number is the adults.
 */
export function readPeople(plain: string, asked: boolean): PeopleRead {
  const children =
    sum(plain, CHILDREN) ??
    sum(plain, OF_AGE) ??
    sum(plain, MY_CHILDREN) ??
    mine(plain) ??
    byAges(plain) ??
    (THE_CHILD.test(plain) && !NOT_COMING.test(plain) ? 1 : undefined);
  const total = first(plain, WE_ARE) ?? first(plain, OF_US) ?? first(plain, FOR);
  let adults = sum(plain, ADULTS);
  const plus = asked ? PLUS.exec(plain) : null;
  if (plus) return { adults: Number(plus[1]), children: Number(plus[2]) };
  if (adults === undefined && ALONE.test(plain)) adults = 1;
  if (adults === undefined && (COUPLE.test(plain) || TWO_OF_THEM.test(plain)))
    adults = /\bmi hij[oa] y yo\b/.test(plain) ? 1 : 2;
  adults ??= total;
  const among = INCLUDING.test(plain) || (FAMILY.test(plain) && (children ?? 0) < (adults ?? 0));
  if (adults !== undefined && children !== undefined && among) adults -= children;
  if (
    adults === undefined &&
    children !== undefined &&
    /\byo y\b|\be eu\b|\beu e\b|\by yo\b|\bme and\b|\band (?:me|i)\b/.test(plain)
  )
    adults = 1;
  if (adults === undefined && asked) adults = bare(plain);
  const none =
    /\b(?:sin|no|sem|nenhuma|ningun|without|zero|0) (?:ninos|menores|criancas|children|kids|nino)\b/.test(
      plain,
    );
  return {
    ...(adults !== undefined && adults >= 0 && adults <= 200 ? { adults } : {}),
    ...(children !== undefined ? { children } : none ? { children: 0 } : {}),
    ...ages(plain, children),
  };
}

function bare(plain: string): number | undefined {
  const alone =
    /^(?:somos|son|con|com|with|para|for|just|solo|so|apenas|nada mas|a|de)?\s*(\d{1,2})\s*(?:[.!,]|por favor|please|y|e|and|,|con|com|with|nada mas|me vale|basta|solo|$)/.exec(
      plain,
    );
  return alone ? Number(alone[1]) : undefined;
}

function count(word: string | undefined): number {
  if (word === undefined) return 1;
  return ONE.has(word) || /^(?:otr[oa]|another)$/.test(word) ? 1 : Number(word);
}

function sum(plain: string, pattern: RegExp): number | undefined {
  let total: number | undefined;
  for (const match of plain.matchAll(pattern)) total = (total ?? 0) + count(match[1]);
  return total;
}

function first(plain: string, pattern: RegExp): number | undefined {
  const match = pattern.exec(plain);
  return match ? Number(match[1] ?? match[2]) : undefined;
}

function mine(plain: string): number | undefined {
  let total: number | undefined;
  for (const match of plain.matchAll(MY_CHILD)) {
    if (match[1] === undefined && /s$|children|kids/.test(match[2] ?? "") && !/^bebes$/.test(match[2] ?? ""))
      continue;
    total = (total ?? 0) + Number(match[1] ?? 1);
  }
  return total;
}

function byAges(plain: string): number | undefined {
  const said = BY_AGES.exec(plain)?.[1]?.match(/\d+/g);
  return said?.every((age) => Number(age) < 18) ? said.length : undefined;
}

function ages(plain: string, children: number | undefined): { childAges?: readonly number[] } {
  if (!children) return {};
  const match = AGES.exec(plain) ?? AGES_CHILD.exec(plain);
  const found = [...(match?.[1]?.matchAll(/\d{1,2}(?! ?(?:meses|months))/g) ?? [])].map((number) =>
    Number(number[0]),
  );
  if (MONTHS_OLD.test(plain)) found.push(0);
  const valid = found.filter((age) => age < 18).slice(0, children);
  return valid.length > 0 ? { childAges: valid } : {};
}
