import { expect } from "vitest";
import type { Booking, BookingRequest, Quote } from "../../src/domain/hotel.ts";
import { addMoney } from "../../src/domain/money.ts";
import type { Stay } from "../../src/domain/stay.ts";
import type { Pms } from "../../src/pms/port.ts";
import type { PmsUnderTest } from "./conformance.ts";

/** What the suite lends. */
export interface Lent {
  readonly under: PmsUnderTest;
  readonly stay: (from: number, nights: number) => Stay;
  readonly quote: (of: Stay, rooms?: number, roomType?: string) => Promise<Quote>;
  readonly request: (of: Stay, more?: Partial<BookingRequest>) => Promise<BookingRequest>;
  readonly free: (of: Stay, roomType?: string) => Promise<number>;
  readonly codeOf: (work: Promise<unknown>) => Promise<string>;
}

/** Two rooms of one type and one of the other, for five. */
export async function mixedRequest(lent: Lent, of: Stay): Promise<BookingRequest> {
  const { roomType, otherType } = lent.under;
  const asked = [
    { roomType: roomType.id, rooms: 2, party: { adults: 3, children: 0 } },
    { roomType: otherType.id, rooms: 1, party: { adults: 1, children: 1, childAges: [7] } },
  ];
  const parts = [];
  for (const part of asked)
    parts.push({ ...part, total: (await lent.quote(of, part.rooms, part.roomType)).total });
  const total = parts.map((part) => part.total).reduce(addMoney);
  return lent.request(of, { rooms: 3, party: { adults: 4, children: 1, childAges: [7] }, parts, total });
}

/** Rooms of several types in one booking: all of them or none, found as one and given back as one. */
export const MIXED: Readonly<Record<string, (pms: Pms, lent: Lent) => Promise<void>>> = {
  async "books rooms of several types as one booking, read back the same wherever it is looked for"(
    pms,
    lent,
  ) {
    const { roomType, otherType } = lent.under;
    const asked = await mixedRequest(lent, lent.stay(2, 3));
    const booking = await pms.create(asked);
    expect(booking).toMatchObject({
      status: "firm",
      roomType: roomType.id,
      stay: asked.stay,
      total: asked.total,
      party: { adults: 4, children: 1 },
      parts: [
        { roomType: roomType.id, rooms: 2 },
        { roomType: otherType.id, rooms: 1 },
      ],
    });
    expect(new Set(booking.roomNumbers).size).toBe(3);
    const found: readonly (Booking | undefined)[] = [
      await pms.findByReference(asked.reference),
      await pms.findByCode(booking.code),
      (await pms.arrivals(asked.stay.arrival))[0],
      (await pms.inHouse(asked.stay.arrival))[0],
      (await pms.similar(asked.guest, asked.stay))[0],
      await pms.create(asked),
    ];
    for (const each of found) expect(each).toEqual(booking);
    expect(await lent.free(asked.stay)).toBe(roomType.rooms - 2);
    expect(await lent.free(asked.stay, otherType.id)).toBe(otherType.rooms - 1);
  },

  async "books none of them when one type has too few"(pms, lent) {
    const { roomType, otherType } = lent.under;
    const of = lent.stay(2, 3);
    const asked = await mixedRequest(lent, of);
    for (let left = otherType.rooms; left > 0; left -= 1) {
      await pms.create(await lent.request(lent.stay(4, 1), { roomType: otherType.id }));
    }
    expect(await lent.codeOf(pms.create(asked))).toBe("PMS_REFUSED");
    expect(await pms.findByReference(asked.reference)).toBeUndefined();
    expect(await lent.free(of)).toBe(roomType.rooms);
  },

  async "gives all of them back when the booking is cancelled, and moves them together or not at all"(
    pms,
    lent,
  ) {
    const { roomType, otherType } = lent.under;
    const asked = await mixedRequest(lent, lent.stay(2, 3));
    const before = await pms.create(asked);
    const later = lent.stay(10, 3);
    const outcome = await lent.codeOf(pms.change(before.pmsId, { stay: later, total: before.total }));
    const now = await pms.findByReference(asked.reference);
    if (outcome === "PMS_REFUSED") expect(now).toEqual(before);
    else expect(now).toMatchObject({ parts: before.parts, stay: later, status: "firm" });
    const type = { roomType: otherType.id, total: before.total };
    expect(await lent.codeOf(pms.change(before.pmsId, type))).toBe("PMS_REFUSED");
    expect(await pms.findByReference(asked.reference)).toEqual(now);
    expect(await pms.cancel(before.pmsId)).toMatchObject({
      status: "cancelled",
      code: before.code,
      parts: before.parts,
    });
    for (const of of [asked.stay, later]) {
      expect(await lent.free(of)).toBe(roomType.rooms);
      expect(await lent.free(of, otherType.id)).toBe(otherType.rooms);
    }
  },

  async "takes no parts that do not add up"(pms, lent) {
    const good = await mixedRequest(lent, lent.stay(2, 3));
    const [first, second] = good.parts ?? [];
    if (!first || !second) throw new Error("no parts");
    const wrong: readonly Partial<BookingRequest>[] = [
      { rooms: 2 },
      { party: { adults: 5, children: 1 } },
      { parts: [first] },
      { parts: [first, first] },
      { parts: [second, first] },
      { parts: [first, { ...second, roomType: "no-such-type" }] },
      { parts: [first, { ...second, rooms: 0 }] },
    ];
    for (const part of wrong) {
      const outcome = await lent.codeOf(pms.create({ ...good, ...part }));
      expect(`${JSON.stringify(part)} ${outcome}`).toMatch(/PMS_INVALID$/);
    }
    expect(await pms.findByReference(good.reference)).toBeUndefined();
  },
};
