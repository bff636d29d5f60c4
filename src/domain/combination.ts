import { fits, type Quote, type RoomType } from "./hotel.ts";
import { addMoney, type Money, timesMoney } from "./money.ts";
import type { RoomCount, RoomPart } from "./parts.ts";
import { guestsOf, type Party } from "./stay.ts";

/** More rooms than this are a group: people arrange those. */
export const MOST_ROOMS = 4;

/** True when the party, spread evenly, fits into `rooms` rooms of the type with an adult in each. */
export function fitsRooms(type: RoomType, party: Party, rooms: number): boolean {
  if (party.adults < rooms) return false;
  const guests = Math.ceil(guestsOf(party) / rooms);
  const adults = Math.ceil(party.adults / rooms);
  return guests <= type.maxGuests && fits(type, { adults, children: Math.ceil(party.children / rooms) });
}

/** What is free: one room of each type, at its price for the whole stay, and how many there are. */
export interface Stock {
  readonly type: RoomType;
  readonly quote: Quote;
  readonly free: number;
}

/**
 * Every way to put the party into `from` to `to` rooms of the types that are free, the cheapest first; of two that cost
 * the same, the one with fewer rooms. Types of one kind alone count too.
 */
export function combinations(stock: readonly Stock[], party: Party, from: number, to = MOST_ROOMS): Quote[] {
  const most = Math.min(to, party.adults, MOST_ROOMS);
  return countings(stock, most)
    .filter((counts) => roomsOf(counts) >= Math.max(1, from))
    .flatMap((counts) => combined(stock, party, counts) ?? [])
    .sort((a, b) => a.total.minor - b.total.minor || a.rooms - b.rooms);
}

/** These very rooms for the party; undefined when they are not free or too small. */
export function combined(
  stock: readonly Stock[],
  party: Party,
  counts: readonly RoomCount[],
): Quote | undefined {
  const chosen = counts.map(({ roomType, rooms }) => {
    const found = stock.find(({ type }) => type.id === roomType);
    return found && found.free >= rooms ? { ...found, rooms } : undefined;
  });
  if (chosen.length === 0 || chosen.some((each) => each === undefined)) return undefined;
  const taken = chosen.filter((each) => each !== undefined);
  const parties = spread(taken, party);
  return parties && quoteOf(taken, party, parties);
}

type Taken = Stock & { readonly rooms: number };

function quoteOf(taken: readonly Taken[], party: Party, parties: readonly Party[]): Quote | undefined {
  const [first] = taken;
  if (!first) return undefined;
  const { stay, askedAt, nightly } = first.quote;
  const rooms = roomsOf(taken);
  if (taken.length === 1) {
    const total = timesMoney(first.quote.total, rooms);
    const tax = timesMoney(first.quote.tax, rooms);
    return { ...first.quote, party, rooms, total, tax, free: first.free };
  }
  const parts: RoomPart[] = taken.map(({ type, quote, rooms: count }, at) => ({
    roomType: type.id,
    rooms: count,
    party: parties[at] ?? party,
    total: timesMoney(quote.total, count),
  }));
  const total = sum(parts.map((part) => part.total));
  const tax = sum(taken.map(({ quote, rooms: count }) => timesMoney(quote.tax, count)));
  return { roomType: first.type.id, stay, party, rooms, nightly, total, tax, free: rooms, askedAt, parts };
}

/**
 * Who sleeps in the rooms of each type: every room has an adult, and nobody is one too many. Children's ages go along in
 * their order. Undefined when they do not fit.
 */
export function spread(
  taken: readonly { readonly type: RoomType; readonly rooms: number }[],
  party: Party,
): Party[] | undefined {
  const dead = new Set<string>();
  const place = (at: number, adults: number, children: number): Party[] | undefined => {
    const here = taken[at];
    if (!here) return adults === 0 && children === 0 ? [] : undefined;
    const key = `${at} ${adults} ${children}`;
    if (dead.has(key)) return undefined;
    for (let few = children; few >= 0; few--) {
      for (let many = adults; many >= here.rooms; many--) {
        const mine = { adults: many, children: few };
        if (!fitsRooms(here.type, mine, here.rooms)) continue;
        const rest = place(at + 1, adults - many, children - few);
        if (rest) return [mine, ...rest];
      }
    }
    dead.add(key);
    return undefined;
  };
  const placed = place(0, party.adults, party.children);
  return placed && withAges(placed, party.childAges);
}

function withAges(parties: readonly Party[], ages: readonly number[] | undefined): Party[] {
  let next = 0;
  return parties.map((party) => {
    const mine = (ages ?? []).slice(next, next + party.children);
    next += party.children;
    return mine.length === party.children && mine.length > 0 ? { ...party, childAges: mine } : party;
  });
}

/** Every choice of at most `most` rooms, each type as often as it is free. */
function countings(stock: readonly Stock[], most: number): RoomCount[][] {
  const [first, ...others] = stock;
  if (!first) return [[]];
  const found: RoomCount[][] = [];
  for (let rooms = 0; rooms <= Math.min(most, first.free); rooms++) {
    const mine = rooms === 0 ? [] : [{ roomType: first.type.id, rooms }];
    for (const rest of countings(others, most - rooms)) found.push([...mine, ...rest]);
  }
  return found;
}

function roomsOf(counts: readonly { readonly rooms: number }[]): number {
  return counts.reduce((all, { rooms }) => all + rooms, 0);
}

function sum(amounts: readonly Money[]): Money {
  return amounts.reduce(addMoney);
}
