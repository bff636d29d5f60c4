import { addDays, daysBetween, localDate } from "../domain/calendar.ts";
import { nightsOf } from "../domain/stay.ts";
import type { Slots, StaySlot } from "../domain/understood.ts";
import type { Draft, Question, UnsureDate } from "./contract.ts";
import { shiftParty, shiftStay } from "./shift.ts";
import { without } from "./turn.ts";

/** What a message changed in the draft. */
export interface Change {
  readonly draft: Draft;
  readonly stay: boolean;
  readonly party: boolean;
  readonly room: boolean;
  /** Name, e-mail, phone: the ones that were given. */
  readonly contact: readonly ("name" | "email" | "phone")[];
  /** The dates were said in a way that cannot be used at all. */
  readonly unusable?: "reversed" | "impossible";
}

export function changedAnything(change: Change): boolean {
  return change.stay || change.party || change.room || change.contact.length > 0 || !!change.unusable;
}

/** Reads slots into the draft, the open question first: what is given replaces, the rest is kept. */
export function readSlots(draft: Draft, slots: Slots, question: Question | undefined): Change {
  const stayed = slots.stay ? readStay(draft, slots.stay, question) : { draft };
  const timed = readNights(stayed.draft, slots, question);
  const shifted = shiftStay(timed, slots.shift);
  const partied = shiftParty(readParty(shifted.draft, slots, question), slots.shift);
  const otherParty = draft.adults !== undefined && !sameParty(draft, partied);
  const roomed = readRooms(otherParty ? without(partied, "mix") : partied, slots);
  const named = readContact(roomed, slots, question);
  const unusable = stayed.unusable ?? shifted.unusable;
  const differs = (...keys: readonly (keyof Draft)[]): boolean =>
    keys.some((key) => named[key] !== draft[key]);
  return {
    draft: named,
    stay: differs("arrival", "departure", "nights") || stayed.draft.unsure !== draft.unsure,
    party: differs("adults", "children", "rooms"),
    room: slots.roomType !== undefined || slots.roomMix !== undefined,
    contact: (["name", "email", "phone"] as const).filter((key) => slots[key] !== undefined),
    ...(unusable ? { unusable } : {}),
  };
}

function readStay(
  draft: Draft,
  slot: StaySlot,
  question: Question | undefined,
): { draft: Draft; unusable?: "reversed" | "impossible" } {
  if (slot.flag === "reversed" || slot.flag === "impossible") return { draft, unusable: slot.flag };
  if (slot.flag !== undefined) {
    const unsure = unsureDate(slot, slot.flag, question);
    if (unsure) return { draft: { ...draft, unsure } };
    // «en semana santa» names no day: which ones is asked, as if nothing had been said of them.
    return slot.within ? { draft } : { draft, unusable: "impossible" };
  }
  const known = without(draft, "unsure");
  const read = asDeparture(known, slot, question) ? { departure: slot.arrival } : slot;
  const { arrival, departure, nights } = read as StaySlot;
  if (arrival && departure) return { draft: { ...without(known, "nights"), arrival, departure } };
  if (arrival) return { draft: moveArrival(known, arrival, nights) };
  if (departure) return { draft: { ...without(known, "nights"), departure } };
  return { draft: nights === undefined ? known : setNights(known, nights) };
}

/** A bare day after «hasta cuándo» is the departure, unless it lies before the arrival: then it corrects that. */
function asDeparture(draft: Draft, slot: StaySlot, question: Question | undefined): boolean {
  const bare = slot.arrival !== undefined && slot.departure === undefined && slot.nights === undefined;
  return (
    bare && question === "departure" && draft.arrival !== undefined && (slot.arrival ?? "") > draft.arrival
  );
}

/** An arrival this much earlier is another trip, not a longer one. */
const NEAR_DAYS = 7;

/** A new arrival keeps the departure while that still makes sense, else the length of the stay. */
function moveArrival(draft: Draft, arrival: string, given: number | undefined): Draft {
  const nights = given ?? draft.nights;
  if (nights !== undefined) return { ...draft, arrival, nights, departure: addDays(arrival, nights) };
  if (draft.departure === undefined) return { ...draft, arrival };
  const before = draft.arrival ?? arrival;
  const moved = daysBetween(arrival, before) > NEAR_DAYS;
  if (draft.departure > arrival && !moved) return { ...draft, arrival };
  if (draft.arrival === undefined) return { ...without(draft, "departure"), arrival };
  const length = nightsOf({ arrival: draft.arrival, departure: draft.departure });
  return { ...draft, arrival, departure: addDays(arrival, length) };
}

function setNights(draft: Draft, nights: number): Draft {
  const departure = draft.arrival ? { departure: addDays(draft.arrival, nights) } : {};
  return { ...draft, nights, ...departure };
}

/** «2» as the answer to «¿hasta qué día, o cuántas noches?». */
function readNights(draft: Draft, slots: Slots, question: Question | undefined): Draft {
  const bare = slots.stay === undefined && slots.number !== undefined && slots.number > 0;
  return bare && question === "departure" ? setNights(draft, slots.number ?? 1) : draft;
}

function unsureDate(
  slot: StaySlot,
  why: UnsureDate["why"],
  question: Question | undefined,
): UnsureDate | undefined {
  const end = question === "departure" || (!slot.arrival && slot.departure) ? "departure" : "arrival";
  const said = end === "departure" ? (slot.departure ?? slot.arrival) : slot.arrival;
  const candidates = slot.candidates?.length ? slot.candidates : said && why === "past" ? nextYear(said) : [];
  if (candidates.length === 0) return undefined;
  const departure = end === "arrival" && slot.departure ? { departure: slot.departure } : {};
  const nights = slot.nights === undefined ? {} : { nights: slot.nights };
  return { end, why, candidates: candidates.slice(0, 2), ...departure, ...nights };
}

function nextYear(date: string): string[] {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const next = localDate(year + 1, month, day);
  return next ? [next] : [];
}

/** Settles a date that was asked about. */
export function settleDate(draft: Draft, date: string): Draft {
  const unsure = draft.unsure;
  const rest = without(draft, "unsure");
  if (!unsure) return rest;
  if (unsure.end === "departure") return { ...without(rest, "nights"), departure: date };
  const given = unsure.departure;
  const departure = given && given > date ? given : undefined;
  if (departure) return { ...without(rest, "nights"), arrival: date, departure };
  return moveArrival(rest, date, unsure.nights);
}

function readParty(draft: Draft, slots: Slots, question: Question | undefined): Draft {
  const bare = question === "party" ? slots.number : undefined;
  const adults = slots.adults ?? bare;
  return {
    ...draft,
    ...(adults === undefined ? {} : { adults }),
    ...(slots.children === undefined ? {} : { children: slots.children }),
    ...(slots.childAges === undefined ? {} : { childAges: slots.childAges }),
    ...(slots.rooms === undefined ? {} : { rooms: Math.max(1, slots.rooms) }),
  };
}

function sameParty(a: Draft, b: Draft): boolean {
  return a.adults === b.adults && (a.children ?? 0) === (b.children ?? 0);
}

/** Rooms of several types take the place of one type, and the other way round; another number alone undoes them. */
function readRooms(draft: Draft, { rooms, roomType, roomMix }: Slots): Draft {
  if (roomMix) return { ...without(draft, "roomType"), mix: roomMix };
  if (roomType) return { ...without(draft, "mix"), roomType };
  return rooms === undefined ? draft : without(draft, "mix");
}

function readContact(draft: Draft, slots: Slots, question: Question | undefined): Draft {
  const { name, email, phone } = slots;
  const joined = name && question === "surname" && draft.name ? withSurname(draft.name, name) : name;
  return {
    ...draft,
    ...(joined === undefined ? {} : { name: joined }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
}

/** «Ana» and then «Pérez Gil», or the whole name said again. */
function withSurname(first: string, given: string): string {
  const again = given.toLowerCase().split(/\s+/).includes(first.toLowerCase());
  return again ? given : `${first} ${given}`;
}
