import type { Reading } from "./reading.ts";
import type { Turn } from "./turn.ts";

const NAMED =
  /(?:^|[^\p{L}])(?:habitaci[oó]n|hab|cuarto|pieza|room|quarto|apartamento|apto)\.?\s*(?:(?:n[uú]mero|number|n[º°o.]?|no\.?|#)\s*)?(\d{1,4}[a-z]?)(?![\p{L}\d:])/iu;
/** «a la 204», «no 204», «to 204»: three digits and more, so that no hour is taken for a room. */
const PLACED =
  /(?:^|[^\p{L}])(?:(?:a|en|de|para|desde) la|(?:n|a|d)o|to|in|for)\s+(\d{3,4}[a-z]?)(?![\p{L}\d:]|[.,]\d)/iu;
const BARE = /(?:^|[^\p{L}\d:.,])(\d{1,4}[a-z]?)(?![\p{L}\d:]|[.,]\d)/iu;

/** The room number a text names: «habitación 204»; to the question «which room?» a bare number too. */
export function roomIn(text: string, asked: boolean): string | undefined {
  const found = NAMED.exec(text)?.[1] ?? PLACED.exec(text)?.[1] ?? (asked ? BARE.exec(text)?.[1] : undefined);
  return found?.toUpperCase();
}

/** `HH:MM`; a bare «7» answers the question for an hour. */
export function timeIn(reading: Reading, asked: boolean): string | undefined {
  const { time, number } = reading.slots;
  if (time !== undefined) return time;
  const hour = asked && number !== undefined && Number.isInteger(number) && number >= 0 && number < 24;
  return hour ? `${String(number).padStart(2, "0")}:00` : undefined;
}

/** The day a text names, when it is one to come. */
export function dayIn(turn: Turn, reading: Reading): string | undefined {
  const { stay } = reading.slots;
  const date = stay?.flag === undefined ? (stay?.arrival ?? stay?.departure) : undefined;
  return date !== undefined && date >= turn.input.now.date ? date : undefined;
}

const ADD =
  /(?:^|[^\p{L}])(?:a[ñn][aá]d\p{L}*|agreg\p{L}*|sum(?:ar|ame|en)\p{L}*|inclu(?:ir|ya|yan|yas|irlo|irla|a|am)|add|include|acrescent\p{L}*|adicion\p{L}*)(?![\p{L}])/iu;
const WANT =
  /(?:^|[^\p{L}])(?:necesit\p{L}*|quiero|quisiera|me (?:hac|hag|prepar|d)\p{L}*|pueden? (?:hacer|preparar|dar)\p{L}*|need|want|would like|can i (?:have|get)|preciso|quero|queria|gostaria|podem? (?:fazer|preparar)\p{L}*)(?![\p{L}])/iu;

const BREAKFAST =
  /(?:^|[^\p{L}])(?:desayunos?|breakfasts?|pequeno[- ]almo[cç]o|caf[eé] da manh[aã])(?![\p{L}])/iu;
const PARKING =
  /(?:^|[^\p{L}])(?:parking|aparcamiento|estacionamiento|estacionamento|garaje|garagem|cochera|car park|parking space)(?![\p{L}])/iu;
const BOOKING = /(?:^|[^\p{L}])(?:reservas?|reservaci[oó]n|booking|reservation)(?![\p{L}])/iu;

/** What is to be added to a booking, when that is said: «añadir el desayuno a mi reserva» changes neither dates nor room. */
export function extraIn(text: string, acts: readonly string[]): "breakfast" | "parking" | undefined {
  const adds = ADD.test(text) && (acts.includes("modify_booking") || BOOKING.test(text));
  if (!adds) return undefined;
  if (BREAKFAST.test(text)) return "breakfast";
  return PARKING.test(text) ? "parking" : undefined;
}

/** True when breakfast or parking is to be added to a booking, not asked about. */
export function addsSomething(reading: Reading): boolean {
  return reading.acts.includes("modify_booking") || ADD.test(reading.text);
}

/** True when a thing is wanted, not asked about. */
export function wantsIt(reading: Reading): boolean {
  return WANT.test(reading.text);
}
