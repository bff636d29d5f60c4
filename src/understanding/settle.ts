import type { IntentReading, Slots, UnderstandContext } from "../domain/understood.ts";
import { wordsOf } from "./text.ts";
import { withoutFacts } from "./wording.ts";

/** What moves the conversation comes before what is answered, and that before what is only polite. */
const RANK: Readonly<Record<string, number>> = {
  emergency: 0,
  stop: 1,
  person: 1,
  complaint: 1,
  restart: 2,
  cancel_booking: 2,
  modify_booking: 2,
  lookup_booking: 3,
  book: 4,
  availability: 5,
  price: 5,
  affirm: 6,
  deny: 6,
  help: 8,
  greeting: 9,
  thanks: 9,
  goodbye: 9,
};
const rank = (intent: string): number => RANK[intent] ?? 7;
/** Said in passing or in answer; never a reason to doubt another intent. */
export const isCourtesy = (intent: string): boolean => rank(intent) >= 9;

/** What says nothing by itself of what a guest wants. */
export const isSmallTalk = (intent: string): boolean => rank(intent) >= 8 || rank(intent) === 6;

export function byImportance(readings: Iterable<IntentReading>): IntentReading[] {
  const acts = (reading: IntentReading): number => (reading.band === "act" ? 0 : 1);
  return [...readings].sort((a, b) => acts(a) - acts(b) || rank(a.name) - rank(b.name) || b.score - a.score);
}

const LEADING_NO = /^(?:no|nao|nope|nah)\s*[,.;!]/;
/** Says something of a price and answers nothing: a guest who bargains is not sent away. */
const TOO_DEAR =
  /\b(?:too|so|very|rather|quite|bit|muy|mas|demasiado|algo|poco|muito|tao|meio|pouco) (?:expensive|dear|pricey|steep|car[oa]s?|salgad[oa]s?)\b/;
const LEADING_YES = /^(?:si|sim|yes|yeah|yep|claro|sure|perfecto|perfeito|perfect)\s*[,.;!]/;
/** «ok, …» answers only what was asked; otherwise it takes breath. */
const LEADING_OK = /^(?:ok|okay|vale|right|certo|bueno)\s*[,.;!]/;
/** Courtesies are told by their words alone, whatever else the message wants. */
const HELLO =
  /^(?:hola|buenas|buenos dias|buen dia|hi|hello|hey|helo|good (?:morning|afternoon|evening)|oi|ola|bom dia|boa (?:tarde|noite))\b(?! a todos los)/;
/** Where thanks stand: at either end or before a pause; «how do you say thank you in Japanese» thanks nobody. */
const THANKS =
  /^(?:muchas |mil |muchisimas |many |ok |vale |muito )?(?:gracias(?! a)|thanks|thank you|thank u|obrigad[oa])\b|\b(?:gracias(?! a)|thanks|thank you|thank u|obrigad[oa])\s*(?:[,.;!)]|$)/;
const HOW_ARE_YOU = /\b(?:tudo (?:certo|bem|bom)|todo bien|all good)\s*\?/;
/** Extras with a price of their own: «is the spa open and how much is it» does not ask what a room costs. */
const EXTRAS =
  "breakfast parking spa pool gym laundry transfer taxi pets wifi restaurant room_service luggage_storage late_checkout early_check_in children".split(
    " ",
  );
const ROOM_PRICE =
  /\b(?:noches?|nights?|noites?|diarias?|habitacion\w*|rooms?|quartos?|dobles?|doubles?|duplos?|suites?|individual\w*|total|precios?|prices?|precos?|rates?|tarifas?)\b/;
/** Questions that a fact of the same kind answers. */
const FACT_ASKED: ReadonlySet<string> = new Set([
  "arrival",
  "departure",
  "stay",
  "party",
  "room_type",
  "choice",
  "name",
  "email",
  "phone",
]);
/** An answer is short; a longer message may want something besides. */
const ANSWER_WORDS = 5;
/** Without its dates and people it is shorter still: «una doble del 3 al 5 de marzo» asks for nothing. */
const BARE_ANSWER = 3;
const ONLY_CANCEL =
  /^(?:por favor |please )?(?:cancel|cancela|cancelar|cancele|cancelo|anular|anula|anule|desmarcar)(?: it| that| por favor| please)?[.! ]*$/;
const ANSWER = 0.98;
const WISH = 0.9;

/**
 * What the open question and the readings themselves say about each other: an answer's first word, a reservation that
 * is cancelled is not being made, a bare «cancelar» while booking drops the draft.
 */
export function settle(
  readings: Map<string, IntentReading>,
  plain: string,
  slots: Slots,
  context: UnderstandContext,
  length: number,
): IntentReading[] {
  const set = (name: string): unknown => readings.set(name, { name, score: ANSWER, band: "act" });
  if (HELLO.test(plain) && context.asked !== "name") set("greeting");
  if (THANKS.test(plain)) set("thanks");
  // «no, mejor del 5», «yes, with breakfast»: the comma makes the first word an answer of its own.
  if (LEADING_NO.test(plain)) set("deny");
  else if (TOO_DEAR.test(plain)) readings.delete("deny");
  const yes = LEADING_YES.test(plain) || (context.asked !== undefined && LEADING_OK.test(plain));
  if (yes && !readings.has("deny")) set("affirm");
  if (HOW_ARE_YOU.test(plain) && readings.has("greeting")) readings.delete("affirm");
  if (readings.get("deny")?.band === "act") readings.delete("affirm");
  if (ONLY_CANCEL.test(plain)) {
    readings.clear();
    if (context.asked) set(context.asked === "confirm" ? "deny" : "restart");
    else readings.set("cancel_booking", { name: "cancel_booking", score: 0.6, band: "ask" });
  }
  // A reservation that is cancelled, changed or looked up is not being made.
  const acts = (name: string): boolean => readings.get(name)?.band === "act";
  const drop = (...names: string[]): void => {
    for (const name of names) readings.delete(name);
  };
  if (acts("cancel_booking") || acts("modify_booking") || acts("lookup_booking"))
    drop("book", "availability");
  if (acts("cancel_booking")) drop("modify_booking", "lookup_booking");
  if (acts("modify_booking")) drop("lookup_booking");
  if (acts("cancellation_policy") && !acts("cancel_booking")) drop("book", "cancel_booking");
  if (acts("price") && EXTRAS.some(acts) && !ROOM_PRICE.test(plain)) drop("price");
  // A bath in the room is not the spa's.
  if (slots.missingKind === "jacuzzi") drop("spa");
  if (acts("emergency")) drop("complaint", "maintenance", "help");
  if (acts("late_checkout")) drop("check_out_time");
  if (acts("early_check_in")) drop("check_in_time");
  // «sim, pode reservar» agrees to what was read back; it begins no other booking.
  if (context.asked === "confirm" && acts("affirm")) drop("book", "availability");
  // What was asked for and given is an answer: «la doble» orders nothing new, «Paz» is a name and no greeting.
  if (isAnswer(slots, context) && wordsOf(withoutFacts(plain)).length <= BARE_ANSWER)
    drop("book", "availability");
  if (length <= ANSWER_WORDS && isAnswer(slots, context)) {
    for (const name of [...readings.keys()]) if (rank(name) >= 4) readings.delete(name);
  }
  // A kind of room and its dates, and nothing else: nobody tells a hotel that without wanting the room.
  if (!context.asked && wants(slots) && ![...readings.values()].some(({ band }) => band === "act")) {
    const name = ["book", "price"].find((each) => readings.has(each)) ?? "availability";
    readings.set(name, { name, score: WISH, band: "act" });
  }
  return [...readings.values()];
}

/** True when a fact was asked for and one was given. */
export const isAnswer = (slots: Slots, { asked }: UnderstandContext): boolean =>
  FACT_ASKED.has(asked ?? "") && answers(slots);

const wants = ({ roomType, missingKind, rooms, stay }: Slots): boolean =>
  (roomType ?? missingKind ?? rooms) !== undefined && stay?.arrival !== undefined && stay.flag === undefined;

const answers = (slots: Slots): boolean =>
  Object.entries(slots).some(([key, value]) => value !== undefined && !NO_ANSWER.has(key));
const NO_ANSWER = new Set(["number", "time", "roomNumber", "money", "durationMinutes"]);
