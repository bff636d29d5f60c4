import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combinations, combined, fitsRooms, MOST_ROOMS, type Stock } from "../../src/domain/combination.ts";
import type { RoomType } from "../../src/domain/hotel.ts";
import { money } from "../../src/domain/money.ts";
import { countsOf, isMixed, partsOf, sameCounts, typesLabel } from "../../src/domain/parts.ts";
import { guestsOf, type Party } from "../../src/domain/stay.ts";

const NAME = { es: "", en: "", pt: "" };
const STAY = { arrival: "2027-03-03", departure: "2027-03-05" };

function stock(
  id: string,
  minor: number,
  free: number,
  adults: number,
  children: number,
  guests: number,
): Stock {
  const words = { es: [], en: [], pt: [] };
  const limits = { maxAdults: adults, maxChildren: children, maxGuests: guests };
  const type: RoomType = { id, name: NAME, description: NAME, words, ...limits };
  const total = money(minor, "EUR");
  const tax = money(Math.round(minor / 11), "EUR");
  const party = { adults: 1, children: 0 };
  const nightly = [{ night: "2027-03-03", amount: total }];
  return {
    type,
    free,
    quote: { roomType: id, stay: STAY, party, rooms: 1, nightly, total, tax, free, askedAt: 0 },
  };
}

const HOTEL = [
  stock("single", 59, 4, 1, 0, 1),
  stock("double", 89, 9, 2, 1, 3),
  stock("family", 155, 3, 4, 3, 5),
];
const party = (adults: number, children = 0): Party => ({ adults, children });
const shown = (quotes: ReturnType<typeof combinations>): string[] =>
  quotes.map(
    (quote) =>
      `${countsOf(quote)
        .map(({ rooms, roomType }) => `${rooms} ${roomType}`)
        .join(", ")} ${quote.total.minor}`,
  );

describe("the rooms for a group", () => {
  it("cost least first, of whatever types", () => {
    expect(shown(combinations(HOTEL, party(7), 2)).slice(0, 3)).toEqual([
      "1 single, 1 double, 1 family 303",
      "2 family 310",
      "1 single, 3 double 326",
    ]);
    expect(shown(combinations(HOTEL, party(6), 2))[0]).toBe("1 double, 1 family 244");
    expect(shown(combinations(HOTEL, party(2, 2), 2))[0]).toBe("2 double 178");
  });

  it("are none when nobody has room for all, or every room wants an adult", () => {
    expect(combinations(HOTEL, party(17), 2)).toEqual([]);
    expect(combinations(HOTEL, party(1, 6), 2)).toEqual([]);
    expect(combinations([], party(4), 1)).toEqual([]);
  });

  it("are the very ones that were named, when they are free and large enough", () => {
    const mix = [
      { roomType: "double", rooms: 2 },
      { roomType: "family", rooms: 1 },
    ];
    const quote = combined(HOTEL, { adults: 6, children: 2, childAges: [4, 9] }, mix);
    expect(quote).toMatchObject({ rooms: 3, total: money(333, "EUR"), roomType: "double", free: 3 });
    expect(quote && partsOf(quote).flatMap((part) => part.party.childAges ?? [])).toEqual([4, 9]);
    expect(combined(HOTEL, party(12), mix)).toBeUndefined();
    expect(combined(HOTEL, party(5), [{ roomType: "family", rooms: 4 }])).toBeUndefined();
    expect(combined(HOTEL, party(5), [{ roomType: "castle", rooms: 1 }])).toBeUndefined();
    expect(combined(HOTEL, party(5), [])).toBeUndefined();
  });

  const type = fc.tuple(
    fc.integer({ min: 1, max: 500 }),
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 0, max: 3 }),
  );
  it("never put anybody where there is no bed, add up, and are the cheapest of all", () => {
    fc.assert(
      fc.property(
        fc.array(type, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 4 }),
        (types, adults, children) => {
          const hotel = types.map(([minor, free, most, few], at) =>
            stock(`t${at}`, minor, free, most, few, most + few),
          );
          const found = combinations(hotel, party(adults, children), 1);
          for (const quote of found) {
            const parts = partsOf(quote);
            expect(parts.reduce((sum, each) => sum + each.total.minor, 0)).toBe(quote.total.minor);
            expect(parts.reduce((sum, each) => sum + each.rooms, 0)).toBe(quote.rooms);
            expect(parts.reduce((sum, each) => sum + guestsOf(each.party), 0)).toBe(adults + children);
            expect(quote.rooms).toBeLessThanOrEqual(MOST_ROOMS);
            expect(isMixed(quote)).toBe(parts.length > 1);
            for (const part of parts) {
              const of = hotel.find(({ type: each }) => each.id === part.roomType);
              expect(of && of.free >= part.rooms && fitsRooms(of.type, part.party, part.rooms)).toBe(true);
            }
          }
          const totals = found.map((quote) => quote.total.minor);
          expect(totals).toEqual(totals.toSorted((a, b) => a - b));
          // What one type can do alone is among them.
          for (const { type: each, free, quote } of hotel) {
            for (let rooms = 1; rooms <= Math.min(free, MOST_ROOMS); rooms += 1) {
              if (!fitsRooms(each, party(adults, children), rooms)) continue;
              expect(totals[0]).toBeLessThanOrEqual(quote.total.minor * rooms);
            }
          }
        },
      ),
      { numRuns: 300, endOnFailure: true },
    );
  });
});

describe("rooms of several types", () => {
  it("are the same in whatever order, and not as many of others", () => {
    const a = [
      { roomType: "double", rooms: 2 },
      { roomType: "suite", rooms: 1 },
    ];
    expect(sameCounts(a, a.toReversed())).toBe(true);
    expect(sameCounts(a, a.slice(0, 1))).toBe(false);
    expect(
      sameCounts(a, [
        { roomType: "double", rooms: 1 },
        { roomType: "suite", rooms: 2 },
      ]),
    ).toBe(false);
    expect(typesLabel({ roomType: "double", parts: a })).toBe("double+suite");
    expect(typesLabel({ roomType: "double" })).toBe("double");
  });
});
