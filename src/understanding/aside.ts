import type { IntentReading, Slots, UnderstandContext } from "../domain/understood.ts";
import { isSmallTalk } from "./settle.ts";
import { classifiedWords, withoutFacts } from "./wording.ts";

/** Words beside a day that say nothing of their own: of stays, of coming and going, of being unsure, of courtesy. */
const BESIDE_A_DAY = new Set(
  // articles, prepositions, pronouns and the like that may lead to a fact or follow it
  (
    "a al ante con de del desde el en entre hasta la las lo los mi mis nos o para por que se si su te un una uno unas unos y e yo ya " +
    "the an and at by for from i im ill id in is it its my of on or our that this to us we well were wed with you your be me " +
    "ao aos as ate com da das do dos em eu no na nas nao nosso nossa meu minha os ou pra pro pela pelo seu um uma " +
    "este esta estes estas ese esa essa esse aquele next proximo proxima que viene vem coming following same mismo mesmo " +
    // times of the day
    "noche noches noite noites night nights tarde tardes manana manha morning afternoon evening mediodia madrugada late tonight " +
    "day days dia dias date dates fecha fechas data datas weekend week semana semanas finde fim fin mes month entero whole todo toda puente holiday " +
    // stays
    "habitacion habitaciones cuarto cuartos room rooms quarto quartos doble double twin individual single cama camas bed beds " +
    "reserva reservar reservacion book booking reservation stay stays estancia estadia estada hospedagem alojamiento alojarme " +
    "quedar quedarme quedarnos quedo quedamos ficar fico ficamos staying dormir sleep sitio hueco libre libres free disponible " +
    "disponibilidad available availability vaga vagas lugar hay tem haveria habria " +
    // coming and going
    "llego llegamos llegaria llegariamos llegaremos llegare llegar llega llegando llegada entrada entro entramos entrar entrando ingreso venir vengo venimos vendre vendriamos iremos ire ir voy vamos " +
    "arrive arrives arriving arrival arrived come check checkin checkout leave leaving left depart departing departure out until till get there getting " +
    "chego chegamos chegar chegando chegada chegaria chegariamos chegaremos vir venho vou iremos partida partir " +
    "salgo salimos salir salida saldria saldriamos vuelvo volvemos volver marcho marchamos marcharme saio saimos sair saida volto voltamos regreso irme irnos embora " +
    "start starting begin beginning empezar empezando comenzar partir a comecar " +
    // wishes and doubt
    "quiero quisiera queremos queria querria queriamos quero gostaria necesito preciso busco procuro want would like need looking " +
    "seria serian sera would can could maybe perhaps think guess about around probably quizas quiza creo supongo mas menos unos sobre talvez acho possivelmente puede puede posible possible pode podria poderia podemos " +
    "go going lets make do does did pon pongamos ponga poner digamos say then entonces entao " +
    "vendria venia viene bien conviene fine suits thinking pensando pensabamos over about any chance vaguinha lugarzinho huequito " +
    "viajo viajamos viajar viajaremos travelling traveling travel ciudad cidade city town aqui ahi alli aca here ustedes vosotros vosotras voces vcs passar pasar spend ser " +
    "christmas xmas eve navidad nochebuena nochevieja natal reveillon vispera vespera reyes santa easter pascua pascoa carnaval new year years ano what " +
    "price prices precio precios preco precos rate tarifa cuanto quanto cuesta custa how much with sin sem desayuno breakfast cafe parking " +
    // corrections
    "mejor prefiero preferimos preferiria melhor prefiro preferimos rather instead better actually realidad verdade cambiar cambia cambiamos cambialo change changed mudar muda muda mudamos vez sino mean meant quise quiero quis decir dizer " +
    "perdon perdona perdone sorry desculpa desculpe espera wait equivocado equivoque wrong error not another other otro otra otros outro outra afinal final fin cuenta pasar pasa passar move sino digo " +
    // courtesy and breath
    "hola buenas buenos hi hello hey good oi ola bom boa por favor porfa please pls gracias thanks thank obrigado obrigada " +
    "ok okay vale si sim yes yeah yep sure claro perfecto perfect perfeito perfeito listo venga bueno pues so eh ah oh um uh ehm er hmm well entonces tambien also just only solo solamente apenas somente sola " +
    "mal bad no nao sea sean seja sejam mal sold open abierto isso eso asi assim apenas " +
    "somos soy sou are am one two people son noite exactly exacto exactamente exato quiza mejor mucho muchas muito "
  ).split(" "),
);

/** Wishes people part with, and days they promise to be heard of again: none is a day of a stay. */
const PARTING =
  /\b(?:nos vemos|nos veremos|te veo|os veo|see (?:you|u|ya)|c u|catch you|talk (?:to you )?(?:on|tomorrow|again|later)|nos hablamos|hablamos|falamos|nos falamos|a gente se (?:ve|fala)|te vejo|vejo voce|vejo vos|vemo nos)\b/;
/** Days on which something will be said or done, not slept. */
const PROMISE =
  /\b(?:(?:esper\w+|wait|aguard\w+) (?:hasta|until|till|ate)|(?:te|le|os|les|se) (?:lo )?(?:llamo|llamare|confirmo|confirmare|aviso|avisare|digo|dire|escribo|escribire)|(?:ill|i will|well|we will) (?:let you know|confirm|get back to|call|ring|phone|write|text|tell)|(?:amanha|depois|hoje|logo|mais tarde|segunda|terca|quarta|quinta|sexta|sabado|domingo)(?:-feira)? (?:eu )?(?:te |lhe |vos )?(?:confirmo|ligo|aviso|digo|escrevo)|(?:te |lhe |vos )?(?:confirmo|ligo|aviso|escrevo) (?:amanha|depois|hoje|na |no ))\b/;
const FEAST =
  /\b(?:feli[zc](?:es)?|happy (?:new|easter|christmas|xmas|holidays?|birthday|weekend|thanksgiving|\w+day)|merry|have a (?:nice|good|great|lovely|happy)|enjoy your|(?:bom|boa|buen|buena|otimo|excelente) (?:finde|fin de semana|fim de semana|semana|navidad|natal|domingo|sabado|viernes|puente|feriado)|que tengas?|que tengan|que tenham?)\b/;
/** What is said of a day that is given up. */
const GIVEN_UP =
  /\b(?:anul\w*|desmarc\w*|call(?:ed|ing)? (?:.{1,30} )?off|cancel\w*|ya no (?:vamos|voy|venimos|iremos|podemos|llegamos|puedo)|nao (?:vamos|vou|podemos|posso) mais|no longer|cant make|can not make|cannot make|wont make|wont be (?:coming|able))\b/;

/** Somebody needs a place to sleep, or asks whether there is one, whatever else is told of why. */
const NEEDS_A_BED =
  /\b(?:need|needs|necesit\w+|busc(?:o|amos|ando)|looking for|want|quiero|queremos|quisiera|precis(?:o|amos)|procur(?:o|amos)|hace falta)(?: \w+){0,2}? (?:place|somewhere|sitio|donde dormir|cuarto|room|habitacion|hospedaje|hospedagem|alojamiento|quarto|lugar|bed|cama|sleep|crash)\b|\b(?:tendriais|tendrian|tendrias|tendreis|tendran|teneis|tienen|habria|do you have|have you got|you got|teriam|teria|terao|tem) (?:\w+ )?(?:algo|anything|something|alguma coisa|sitio|hueco|lugar|vaga)\b(?! (?:em|a|in|under) (?:meu|mi|my)\b)/;

/** So many words of something else may stand beside a day, more beside a whole stay, a room or people, or where dates were asked for. */
const SPARE_WHOLE = 3;
const SPARE_ROOM = 6;
const SPARE_WEEKEND = 1;
const SPARE_RATHER = 1;
const RATHER = /\b(?:mejor|melhor|rather|instead|prefiero|preferimos|prefiro)\b/;
const WEEKEND = /\b(?:finde|fi[nm] de semana|weekend)\b/;
const SPARE_ASKED = 2;
const DATES_ASKED: ReadonlySet<string> = new Set(["stay", "arrival", "departure"]);
const STAY_INTENTS: ReadonlySet<string> = new Set(["availability", "book", "price"]);

/**
 * True when dates are only mentioned: «nos vemos el sábado», «hoy es mi cumpleaños». They are then no stay, unless the
 * message wants one by what it says besides. `plain` is folded, with digits; `intents` best first.
 */
export function isAside(
  plain: string,
  { stay, roomType, missingKind, rooms, adults }: Slots,
  intents: readonly IntentReading[],
  { asked }: UnderstandContext,
): boolean {
  if (!stay) return false;
  const text = plain.replace(/'/g, "");
  if (NEEDS_A_BED.test(text)) return false;
  if ([PARTING, PROMISE, FEAST, GIVEN_UP].some((words) => words.test(text))) return true;
  const dated = DATES_ASKED.has(asked ?? "");
  // «Gracias, hasta el viernes».
  if (!dated && !stay.arrival && stay.departure && intents.some(isGoodbye)) return true;
  const likely = intents.find(({ name }) => !isSmallTalk(name));
  if (likely && STAY_INTENTS.has(likely.name)) return false;
  const roomed = (roomType ?? missingKind ?? rooms ?? adults) !== undefined && stay.flag !== "past";
  const whole = stay.arrival !== undefined && stay.departure !== undefined;
  const spare = roomed
    ? SPARE_ROOM
    : WEEKEND.test(text) && !/\d/.test(text)
      ? SPARE_WEEKEND
      : whole
        ? SPARE_WHOLE
        : 0;
  const more = (dated ? SPARE_ASKED : 0) + (RATHER.test(text) ? SPARE_RATHER : 0);
  return spareWords(text) > spare + more;
}

const isGoodbye = ({ name, band }: IntentReading): boolean =>
  band === "act" && (name === "thanks" || name === "goodbye");

/** A stay that may be given up in words too loose to act on («anular lo del sábado»): offered as a question. */
export function givesUp(plain: string, { stay }: Slots, intents: readonly IntentReading[]): boolean {
  const text = plain.replace(/'/g, "");
  if (!stay || !GIVEN_UP.test(text) || NEEDS_A_BED.test(text)) return false;
  const wanted = intents.some(({ name, band }) => band === "act" && !isSmallTalk(name));
  return !wanted && !intents.some(({ name }) => name === "cancel_booking");
}

/** How many words of a message are neither facts nor of what is said around the days of a stay. */
function spareWords(plain: string): number {
  const left = withoutFacts(plain);
  return classifiedWords(left).filter((word) => !/^[#_]/.test(word) && !BESIDE_A_DAY.has(word)).length;
}
