import { addDays } from "../../domain/calendar.ts";
import type { RoomCount } from "../../domain/parts.ts";
import { guestsOf, overlaps, partyProblem, type StayProblem, stayProblem } from "../../domain/stay.ts";
import { dateWords, partyOf, partyWords, rangeWords, roomWords, stayOf } from "../facts.ts";
import { whenAnswered } from "../hours.ts";
import { ask } from "../questions.ts";
import { fitsRooms, isFresh, MOST_ROOMS, roomsNeeded } from "../rooms.ts";
import { handOver } from "../summary.ts";
import { draftOf, forget, isHeld, patch, patchDraft, request, say, type Turn, words } from "../turn.ts";
import { capital } from "../words.ts";
import { offered } from "./offer.ts";

/**
 * Takes the draft one step further: asks for the first thing that is missing, or requests prices or a hold, or reads
 * everything back. Called after whatever changed the draft; it looks at nothing else.
 */
export function advance(turn: Turn): Turn {
  return dates(turn) ?? people(turn) ?? room(turn) ?? guest(turn) ?? ask(turn, "confirm");
}

function dates(turn: Turn): Turn | undefined {
  const { arrival, departure, unsure } = draftOf(turn);
  if (unsure) return ask(unsure.why === "past" ? sayPast(turn) : turn, "which_date");
  if (!arrival) return ask(turn, departure ? "arrival" : "stay");
  const stay = { arrival, departure: departure ?? addDays(arrival, 1) };
  const problem = stayProblem(stay, turn.input.limits, turn.input.now);
  if (problem) return datesWrong(turn, problem);
  return departure ? undefined : ask(turn, "departure");
}

function sayPast(turn: Turn): Turn {
  const already = turn.state.question === "which_date";
  return already ? turn : say(turn, "stay.past", {});
}

function datesWrong(turn: Turn, problem: StayProblem): Turn {
  const { hotel, limits, now } = turn.input;
  const afresh = (said: Turn): Turn => ask(patchDraft(said, {}, "arrival", "departure", "nights"), "stay");
  switch (problem) {
    case "arrival_too_soon":
      return afresh(say(turn, "stay.too_soon", { hotel_phone: hotel.phone }));
    case "arrival_too_far": {
      const last = dateWords(turn, addDays(now.date, limits.maxDaysAhead));
      return afresh(say(turn, "stay.too_far", { last }));
    }
    case "too_many_nights": {
      const said = say(turn, "stay.too_long", { max: String(limits.maxNights) });
      return ask(patchDraft(said, {}, "departure", "nights"), "departure");
    }
    case "departure_not_after_arrival":
      return ask(patchDraft(say(turn, "stay.reversed", {}), {}, "departure", "nights"), "departure");
    default:
      return afresh(say(turn, "stay.past", {}));
  }
}

function people(turn: Turn): Turn | undefined {
  const party = partyOf(draftOf(turn));
  if (!party) {
    const type = turn.input.roomTypes.find((each) => each.id === draftOf(turn).roomType);
    // A room for one is for one; it is read back before anything is done.
    if (type?.maxGuests === 1 && draftOf(turn).rooms === 1) return advance(patchDraft(turn, { adults: 1 }));
    return ask(turn, "party");
  }
  const problem = partyProblem(party, turn.input.limits);
  if (problem === "no_adults") return ask(patchDraft(say(turn, "stay.no_adults", {}), {}, "adults"), "party");
  if (problem) {
    const max = String(turn.input.limits.maxGuests);
    return leaveGroup(say(turn, "person.group", { max, when: whenAnswered(turn) }));
  }
  return undefined;
}

/** The desk has the whole party in its summary; the draft forgets it, so that a smaller one can be asked for later. */
function leaveGroup(turn: Turn): Turn {
  const handed = patchDraft(handOver(turn, "group"), { rooms: 1 }, "adults", "children", "childAges", "mix");
  return patch(forget(handed, "question", "asked"), { step: "collecting" });
}

function room(turn: Turn): Turn | undefined {
  const draft = draftOf(turn);
  const stay = stayOf(draft);
  const party = partyOf(draft);
  if (!stay || !party) return undefined;
  const { booking } = turn.state;
  if (booking && !draft.another && overlaps(booking.stay, stay)) {
    const range = rangeWords(turn, booking.stay);
    return ask(say(turn, "book.duplicate", { code: booking.code, range }), "duplicate");
  }
  if (draft.quote && isHeld(turn)) return undefined;
  // The hold ran out while the guest thought: asked for again at today's price, and told.
  if (draft.heldUntil !== undefined) return requestQuote(patchDraft(turn, { lapsed: true }, "heldUntil"));
  const { epochMs } = turn.input.now;
  if (draft.quote && isFresh(draft.quote, epochMs)) return requestHold(turn);
  const [first] = offered(turn);
  if (!draft.quote && first && isFresh(first, epochMs)) return ask(turn, "offer");
  return requestQuote(turn);
}

function requestHold(turn: Turn): Turn {
  const { quote } = draftOf(turn);
  return quote ? request(forget(turn, "question", "asked"), { kind: "hold", quote }) : turn;
}

/** Asks the PMS for every room type: when the one wanted is gone, the others are at hand. */
export function requestQuote(turn: Turn): Turn {
  const draft = draftOf(turn);
  const stay = stayOf(draft);
  const party = partyOf(draft);
  if (!stay || !party) return advance(turn);
  const rooms = draft.mix ? roomsIn(draft.mix) : roomsNeeded(turn.input.roomTypes, party, draft.rooms);
  if (rooms === undefined || rooms > MOST_ROOMS) {
    const count = MOST_ROOMS;
    return leaveGroup(say(turn, "person.rooms", { count, when: whenAnswered(turn) }));
  }
  const told = rooms > draft.rooms && !draft.mix ? sayRooms(turn, guestsOf(party), rooms) : turn;
  const wanted = sayTooSmall(told, rooms);
  const next = patch(forget(wanted, "question", "asked"), { step: "collecting" });
  const mix = draft.mix ? { mix: draft.mix } : {};
  return request(next, { kind: "quote", stay, party, rooms, ...mix });
}

function roomsIn(mix: readonly RoomCount[]): number {
  return mix.reduce((sum, { rooms }) => sum + rooms, 0);
}

function sayRooms(turn: Turn, guests: number, rooms: number): Turn {
  return say(turn, "stay.rooms_needed", {
    guests: words(turn, "fact.guests", { count: guests }),
    rooms: String(rooms),
  });
}

/** The wanted type cannot take the party: said, and every other one is offered. The wish stays, should the party shrink. */
function sayTooSmall(turn: Turn, rooms: number): Turn {
  const draft = draftOf(turn);
  const party = partyOf(draft);
  const type = turn.input.roomTypes.find((each) => each.id === draft.roomType);
  if (!type || !party || fitsRooms(type, party, rooms)) return turn;
  const children = Math.max(0, Math.min(type.maxChildren, type.maxGuests - type.maxAdults));
  const guests = partyWords(turn, { adults: type.maxAdults, children });
  const said = say(turn, "stay.room_too_small", { room: capital(roomWords(turn, type.id)), guests });
  return patchDraft(said, {}, "quote");
}

function guest(turn: Turn): Turn | undefined {
  const { name, email, noEmail, phone, oneName, otherPhone } = draftOf(turn);
  if (!name) return ask(turn, "name");
  if (!name.trim().includes(" ") && !oneName) return ask(turn, "surname");
  if (!email && !noEmail) return ask(turn, "email");
  if (!phone) return ask(turn, turn.input.contact.phone && !otherPhone ? "phone_hint" : "phone");
  return undefined;
}
