import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import type { Booking, BookingRequest } from "../../src/domain/hotel.ts";
import { nightsList, type Stay } from "../../src/domain/stay.ts";
import { HotelbotError } from "../../src/errors.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { seedHouse } from "../../src/pms/house/definition.ts";
import { housePms } from "../../src/pms/house/house.ts";
import type { Pms } from "../../src/pms/port.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { HOUSE } from "./support.ts";

const PARTY = { adults: 2, children: 0 };
const TOTAL = { minor: 9_000, currency: "EUR" };

const where = fc.record({
  roomType: fc.constantFrom("double", "suite"),
  from: fc.nat(8),
  nights: fc.integer({ min: 1, max: 5 }),
});
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("create" as const),
      where,
      rooms: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change" as const), where, which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("seed" as const) }) },
);

/** The rooms of the type nobody sleeps in on any night of the stay, as the bookings themselves say. */
function freeBy(bookings: Iterable<Booking>, roomType: string, stay: Stay): number {
  const nights = new Set(nightsList(stay));
  const taken = new Set<string>();
  for (const booking of bookings) {
    if (booking.status !== "firm" || !nightsList(booking.stay).some((night) => nights.has(night))) continue;
    for (const number of booking.roomNumbers) taken.add(number);
  }
  return HOUSE.rooms.filter((room) => room.roomType === roomType && !taken.has(room.number)).length;
}

/** Throws when a room sleeps two bookings on a night. */
function noRoomTwice(bookings: Iterable<Booking>): void {
  const slept = [...bookings]
    .filter((booking) => booking.status === "firm")
    .flatMap(({ roomNumbers, stay }) =>
      roomNumbers.flatMap((room) => nightsList(stay).map((night) => `${room} ${night}`)),
    );
  expect(slept).toHaveLength(new Set(slept).size);
}

async function orRefused(work: Promise<Booking>): Promise<Booking | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof HotelbotError && error.code === "PMS_REFUSED") return undefined;
    throw error;
  });
}

it("books exactly when rooms are free, and never a room twice, whatever is done in whatever order", async () => {
  const { house: repository, clock } = temporaryStore();
  seedHouse(repository, HOUSE);
  const pms: Pms = housePms({ repository, clock, ids: randomIds() });
  const known = new Map<string, Booking>();
  let references = 0;

  const stayAt = ({ from, nights }: { from: number; nights: number }): Stay => {
    const arrival = addDays("2027-03-01", from);
    return { arrival, departure: addDays(arrival, nights) };
  };
  const request = (roomType: string, stay: Stay, rooms: number): BookingRequest => {
    references += 1;
    const guest = { name: "Ana", email: "ana@example.com", phone: "+34600000001" };
    const told = { language: "es" as const, channel: "whatsapp", party: PARTY, total: TOTAL };
    return { reference: `r${references}`, roomType, stay, rooms, guest, ...told };
  };

  const run = fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
    for (const booking of known.values()) await pms.cancel(booking.pmsId);
    known.clear();
    for (const action of steps) {
      const firm = [...known.values()].filter((booking) => booking.status === "firm");
      const chosen = "which" in action ? firm[action.which % Math.max(1, firm.length)] : undefined;
      if (action.do === "seed") seedHouse(repository, HOUSE);
      if (action.do === "create") {
        const { roomType } = action.where;
        const stay = stayAt(action.where);
        const free = freeBy(known.values(), roomType, stay);
        const booking = await orRefused(pms.create(request(roomType, stay, action.rooms)));
        expect(booking !== undefined).toBe(free >= action.rooms);
        if (booking) known.set(booking.pmsId, booking);
      }
      if (action.do === "cancel" && chosen) known.set(chosen.pmsId, await pms.cancel(chosen.pmsId));
      if (action.do === "change" && chosen) {
        const { roomType } = action.where;
        const stay = stayAt(action.where);
        const others = [...known.values()].filter((booking) => booking.pmsId !== chosen.pmsId);
        const possible = freeBy(others, roomType, stay) >= chosen.roomNumbers.length;
        const after = await orRefused(pms.change(chosen.pmsId, { stay, roomType, total: TOTAL }));
        expect(after !== undefined).toBe(possible);
        if (after) known.set(after.pmsId, after);
      }
      noRoomTwice(known.values());
    }
    for (const booking of known.values())
      expect(await pms.findByReference(booking.reference)).toEqual(booking);
    const week = stayAt({ from: 3, nights: 2 });
    const quotes = await pms.quote({ stay: week, party: PARTY, rooms: 1 });
    for (const { roomType, free } of quotes) expect(free).toBe(freeBy(known.values(), roomType, week));
  });
  await fc.assert(run, { numRuns: 200 });
});
