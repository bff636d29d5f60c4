import type { Booking } from "../domain/hotel.ts";
import type { Slots } from "../domain/understood.ts";
import { plainPhone } from "../platform/phone.ts";
import { plainWords } from "./plain-words.ts";

/** A national number has at least so many digits that tell people apart. */
const NATIONAL_DIGITS = 9;

/** True when both are the same telephone, however it is written. Two whole numbers must agree in their country too. */
export function samePhone(a: string, b: string): boolean {
  const [first, second] = [wholeNumber(a), wholeNumber(b)];
  if (first.digits.length < NATIONAL_DIGITS || second.digits.length < NATIONAL_DIGITS) return false;
  if (first.whole && second.whole) return first.digits === second.digits;
  const [long, short] =
    first.digits.length >= second.digits.length
      ? [first.digits, second.digits]
      : [second.digits, first.digits];
  return long.endsWith(short.replace(/^0/, ""));
}

function wholeNumber(phone: string): { digits: string; whole: boolean } {
  const trimmed = phone.trim();
  const whole = /^(?:\+|00)/.test(trimmed);
  const digits = trimmed.replace(/\D/g, "").replace(/^00/, "");
  return { digits: whole ? plainPhone(digits) : digits, whole };
}

const PARTICLES: ReadonlySet<string> = new Set([
  ..."de del la las los da das do dos e y van von der den di san".split(" "),
]);
/** A surname stands in a sentence; a list of surnames is a guess. */
const MOST_WORDS = 25;

/** True when the text says one of the booking's surnames, accents and case aside. */
export function saysSurname(text: string, { guest }: Pick<Booking, "guest">): boolean {
  const [family = "", given] = guest.name.split(",");
  const names = given === undefined ? plainWords(guest.name) : plainWords(family);
  const surnames = given === undefined && names.length > 1 ? names.slice(1) : names;
  const telling = surnames.filter((name) => name.length > 1 && !PARTICLES.has(name));
  const said = plainWords(text);
  return said.length <= MOST_WORDS && telling.some((name) => said.includes(name));
}

const TOKEN = /(?<![\p{L}\p{N}@.])[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+){0,3}(?![\p{L}\p{N}@])/gu;

/** The booking code of a message. To the question for it small letters and letters alone are one too. */
export function codeIn(text: string, slots: Slots, asked: boolean): string | undefined {
  if (slots.bookingCode !== undefined) return slots.bookingCode.toUpperCase();
  const tokens = Array.from(text.matchAll(TOKEN), ([token]) => token).filter(isLongEnough);
  const capitals = tokens.find((token) => /^[A-Z0-9-]+$/.test(token) && /[A-Z]/.test(token));
  const mixed = tokens.find((token) => /\d/.test(token) && /^[A-Za-z0-9-]+$/.test(token));
  const alone = tokens.length === 1 && /^[A-Za-z0-9-]{6}$/.test(text.trim()) ? tokens[0] : undefined;
  return asked ? (mixed ?? capitals ?? alone)?.toUpperCase() : undefined;
}

function isLongEnough(token: string): boolean {
  const { length } = token.replaceAll("-", "");
  return length >= 5 && length <= 14;
}

/** What is left of a message beside the code: a surname, when that was asked for. */
export function besideCode(text: string, code: string | undefined): string {
  if (code === undefined) return text.trim();
  const at = text.toUpperCase().indexOf(code);
  return at < 0
    ? text.trim()
    : `${text.slice(0, at)} ${text.slice(at + code.length)}`.replace(/[\s,.;:]+/g, " ").trim();
}
