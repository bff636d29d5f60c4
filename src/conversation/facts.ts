import type { Quote } from "../domain/hotel.ts";
import { countsOf, isMixed, type RoomCount, sameCounts } from "../domain/parts.ts";
import { nightsOf, type Party, type Stay } from "../domain/stay.ts";
import type { Draft } from "./contract.ts";
import { dayOnly, longDate } from "./format.ts";
import { type Turn, words } from "./turn.ts";
import { both, joinWords, type Words } from "./words.ts";

/** The draft's stay once both ends are known. */
export function stayOf(draft: Draft): Stay | undefined {
  const { arrival, departure } = draft;
  return arrival && departure ? { arrival, departure } : undefined;
}

/** The draft's party once adults are known. */
export function partyOf(draft: Draft): Party | undefined {
  if (draft.adults === undefined) return undefined;
  const ages = draft.childAges ? { childAges: draft.childAges } : {};
  return { adults: draft.adults, children: draft.children ?? 0, ...ages };
}

export function dateWords(turn: Turn, date: string): Words {
  return longDate(date, turn.state.language, turn.input.now.date);
}

/** «del martes 3 al jueves 5 de marzo». */
export function rangeWords(turn: Turn, stay: Stay): Words {
  const sameMonth = stay.arrival.slice(0, 7) === stay.departure.slice(0, 7);
  const arrival = sameMonth ? dayOnly(stay.arrival, turn.state.language) : dateWords(turn, stay.arrival);
  const departure = dateWords(turn, stay.departure);
  return words(turn, "fact.range", { arrival: unbroken(arrival), departure: unbroken(departure) });
}

/** «terça-feira 3 de março»: inside a range the comma would read as a pause. */
function unbroken(date: Words): Words {
  return both(date.text.replace(",", ""), date.speech.replace(",", ""));
}

/** «2 adultos y 1 niño». */
export function partyWords(turn: Turn, party: Party): Words {
  const adults = words(turn, "fact.adults", { count: party.adults });
  if (party.children === 0) return adults;
  const children = words(turn, "fact.children", { count: party.children });
  return words(turn, "fact.and", { first: adults, last: children });
}

/** «2 noches, 2 adultos». */
export function factsOf(turn: Turn, stay: Stay, party: Party): Words {
  return joinWords([words(turn, "fact.nights", { count: nightsOf(stay) }), partyWords(turn, party)], ", ");
}

/** The room type's name in the guest's language, with the number of rooms when there are several. */
export function roomWords(turn: Turn, roomType: string, rooms = 1): Words {
  const type = turn.input.roomTypes.find((each) => each.id === roomType);
  const room = both(type?.name[turn.state.language] ?? roomType);
  return rooms === 1 ? room : words(turn, "fact.rooms", { count: rooms, room });
}

/** The rooms of a quote or booking: of one type as `roomWords`, of several each with its number. */
export function soldWords(turn: Turn, sold: Parameters<typeof countsOf>[0]): Words {
  const counts = countsOf(sold);
  const [first] = counts;
  if (first && counts.length === 1) return roomWords(turn, first.roomType, first.rooms);
  return mixWords(turn, counts);
}

function mixWords(turn: Turn, counts: readonly RoomCount[]): Words {
  const each = counts.map(({ roomType, rooms }) =>
    words(turn, "fact.room_part", { count: rooms, room: roomWords(turn, roomType) }),
  );
  const last = each.at(-1) ?? both("");
  const before = joinWords(each.slice(0, -1), ", ");
  return each.length > 1 ? words(turn, "fact.and", { first: before, last }) : last;
}

/** True when these are the rooms the guest wants. */
export function isWished(draft: Draft, quote: Quote): boolean {
  if (draft.mix) return sameCounts(draft.mix, countsOf(quote));
  return !isMixed(quote) && quote.roomType === draft.roomType;
}

/** Everything known of a draft, as one line; empty when nothing is. */
export function draftWords(turn: Turn, draft: Draft): Words {
  const stay = stayOf(draft);
  const party = partyOf(draft);
  return joinWords(
    [
      stay ? rangeWords(turn, stay) : draft.arrival ? dateWords(turn, draft.arrival) : both(""),
      party ? partyWords(turn, party) : both(""),
      draft.mix ? mixWords(turn, draft.mix) : both(""),
      draft.roomType && !draft.mix ? roomWords(turn, draft.roomType, draft.rooms) : both(""),
    ],
    ", ",
  );
}

export function sameStay(a: Stay, b: Stay): boolean {
  return a.arrival === b.arrival && a.departure === b.departure;
}

export function samePrice(a: Quote, b: Quote): boolean {
  return a.total.minor === b.total.minor && a.total.currency === b.total.currency;
}
