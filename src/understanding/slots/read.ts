import type { Language } from "../../domain/language.ts";
import type { Shift, Slots, StaySlot, UnderstandContext } from "../../domain/understood.ts";
import { digitWords } from "../numbers.ts";
import type { Speller } from "../spell.ts";
import { expandSlang, fold } from "../text.ts";
import type { HolidayCalendar } from "./bridges.ts";
import { readChoice, readChoicePrice } from "./choice.ts";
import { readBookingCode } from "./code.ts";
import { readDuration } from "./duration.ts";
import { readEmail, readSpokenEmail } from "./email.ts";
import { readMoney } from "./money.ts";
import { readName } from "./name.ts";
import { readPeople } from "./people.ts";
import { readPhone } from "./phone.ts";
import { readRoomNumber } from "./room-number.ts";
import { type RoomWords, readRooms } from "./rooms.ts";
import { readShift } from "./shift.ts";
import { readStay } from "./stay.ts";
import { readTime } from "./time.ts";
import { tokenise } from "./tokens.ts";

export interface SlotReader {
  readonly slang: ReadonlyMap<Language, ReadonlyMap<string, string>>;
  readonly rooms: RoomWords;
  /** ISO 3166, for phone numbers without a country. */
  readonly country?: string;
  /** Public holidays of the hotel's country. */
  readonly holidays?: HolidayCalendar;
  /** Words of what guests talk about, folded: nothing made of them alone is a name. */
  readonly common: ReadonlySet<string>;
}

/** A folded text of one language with chat spellings written out and number words as digits. */
export function plainText(folded: string, language: Language, reader: Pick<SlotReader, "slang">): string {
  return digitWords(expandSlang(folded, reader.slang.get(language) ?? new Map()), language);
}

/**
 * Every fact in a message. What is found is taken out before the next kind is looked for, so that one number is never
 * two facts: e-mail, phone, money, room number, duration, time, stay, people, rooms. `text` is cleaned but as written,
 * `folded` the same folded.
 */
export function readSlots(
  text: string,
  folded: string,
  language: Language,
  context: UnderstandContext,
  reader: SlotReader,
  speller: Speller,
): Slots {
  const asked = context.asked;
  const written = readEmail(text);
  const code = readBookingCode(written.rest);
  const coded = code ? written.rest.replace(new RegExp(code, "i"), ",") : written.rest;
  const plain = plainText(speller.text(coded === text ? folded : fold(coded)), language, reader);
  const spoken = written.email ? undefined : readSpokenEmail(plain);
  const email = written.email ?? spoken?.email;
  const digits =
    asked === "phone"
      ? (spoken?.rest ?? plain).replace(/\bmeia\b/g, "6").replace(/\b(?:um|uma|un|una)\b/g, "1")
      : (spoken?.rest ?? plain);
  const phone = readPhone(digits, reader.country, asked === "phone");
  const price = readMoney(phone.rest, reader.country);
  const door = readRoomNumber(price.rest);
  const { roomNumber } = door;
  const span = readDuration(door.rest);
  const { time, rest } = readTime(span.rest);
  const moved = readShift(rest);
  const tokens = tokenise(moved.rest);
  const stay =
    asked === "choice" || asked === "party"
      ? strongStay(tokens, language, context, reader)
      : readStay(tokens, language, context, reader.holidays);
  const others = readPeople(moved.rest, asked === "party");
  // «Two adults plus one person more» counts who comes; «one person more» alone does not.
  const counted = moved.shift?.adults !== undefined && others.adults !== undefined;
  const people = counted ? readPeople(rest, asked === "party") : others;
  const shift = shiftBeside(moved.shift, stay, counted);
  const rooms = readRooms(rest, reader.rooms);
  const choice = readChoice(rest, asked === "choice" || asked === "room_type");
  const choicePrice = choice === undefined ? readChoicePrice(rest) : undefined;
  // «a segunda» as an answer to «which?» is the second, not a Monday.
  const chosen = asked === "choice" && choice !== undefined;
  const where = asked === "name" ? "asked" : email || phone.phone ? "beside" : "anywhere";
  const name = readName(spoken?.email && asked !== "name" ? "" : written.rest, where, reader.common);
  const found: Slots = {
    ...(shift ? { shift } : {}),
    ...(stay && !chosen ? { stay } : {}),
    ...(time ? { time } : {}),
    ...people,
    ...rooms,
    ...(roomNumber ? { roomNumber } : {}),
    ...(price.money ? { money: price.money } : {}),
    ...(span.durationMinutes ? { durationMinutes: span.durationMinutes } : {}),
    ...(name ? { name } : {}),
    ...(email ? { email } : {}),
    ...(phone.phone ? { phone: phone.phone } : {}),
    ...(choice !== undefined ? { choice } : {}),
    ...(choicePrice ? { choicePrice } : {}),
    ...(code ? { bookingCode: code } : {}),
  };
  const number = bareNumber(rest, found);
  return number === undefined ? found : { ...found, number };
}

/** What was said absolutely in the same message stands: «una noche más, hasta el domingo». */
function shiftBeside(
  shift: Shift | undefined,
  stay: StaySlot | undefined,
  counted: boolean,
): Shift | undefined {
  const { nights, arrival, adults } = shift ?? {};
  const left: Shift = {
    ...(nights && !stay?.departure && !stay?.nights ? { nights } : {}),
    ...(arrival && !stay?.arrival ? { arrival } : {}),
    ...(adults && !counted ? { adults } : {}),
  };
  return Object.keys(left).length > 0 ? left : undefined;
}

/** When something else was asked, a bare number is never a day. */
function strongStay(
  tokens: Parameters<typeof readStay>[0],
  language: Language,
  context: UnderstandContext,
  reader: SlotReader,
): ReturnType<typeof readStay> {
  const { asked: _asked, ...rest } = context;
  return readStay(tokens, language, rest, reader.holidays);
}

/** The one number of a message that nothing else took. */
function bareNumber(plain: string, found: Slots): number | undefined {
  const taken =
    found.shift ??
    found.stay ??
    found.adults ??
    found.children ??
    found.rooms ??
    found.choice ??
    found.bookingCode;
  if (taken !== undefined) return undefined;
  const numbers = plain.match(/(?<![a-z\d.,/:-])\d{1,6}(?![a-z\d/:-]|[.,]\d)/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : undefined;
}
