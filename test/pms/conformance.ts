import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addDays, type LocalDate } from "../../src/domain/calendar.ts";
import type { Booking, BookingRequest, Quote } from "../../src/domain/hotel.ts";
import { addMoney, money, timesMoney } from "../../src/domain/money.ts";
import { nightsList, type Stay } from "../../src/domain/stay.ts";
import { HotelbotError } from "../../src/errors.ts";
import type { Pms } from "../../src/pms/port.ts";
import { turnover } from "../../src/pms/turnover.ts";
import { MIXED } from "./conformance-mixed.ts";

/** What the suite must know of the hotel behind the adapter. It is empty at first, from `firstDay` on for 60 days. */
export interface PmsUnderTest {
  readonly pms: Pms;
  readonly currency: string;
  readonly firstDay: LocalDate;
  /** A type with at least two rooms, and another one. */
  readonly roomType: { readonly id: string; readonly rooms: number };
  readonly otherType: { readonly id: string; readonly rooms: number };
  /** Whether a booking may move over nights only its own rooms are free on; a PMS that refuses must say so. */
  readonly ownNights?: "moves" | "refused";
  cleanup(): Promise<void>;
}

const PARTY = { adults: 2, children: 0 };

/** What every PMS adapter promises. `makePms` is called for each test and answers an empty hotel. */
export function describePms(name: string, makePms: () => Promise<PmsUnderTest>): void {
  describe(`${name} is a PMS`, () => {
    let under: PmsUnderTest;
    let pms: Pms;
    let references = 0;

    beforeEach(async () => {
      under = await makePms();
      pms = under.pms;
    });
    afterEach(() => under.cleanup());

    const stay = (from: number, nights: number): Stay => ({
      arrival: addDays(under.firstDay, from),
      departure: addDays(under.firstDay, from + nights),
    });
    const quote = async (of: Stay, rooms = 1, roomType = under.roomType.id): Promise<Quote> => {
      const [only, ...more] = await pms.quote({ stay: of, party: PARTY, rooms, roomType });
      expect(more).toEqual([]);
      if (!only) throw new Error(`no quote for ${roomType}`);
      return only;
    };
    const free = async (of: Stay, roomType = under.roomType.id): Promise<number> =>
      (await quote(of, 1, roomType)).free;
    const request = async (of: Stay, more: Partial<BookingRequest> = {}): Promise<BookingRequest> => {
      references += 1;
      const { rooms = 1, roomType = under.roomType.id } = more;
      return {
        reference: `conformance-${references}`,
        roomType,
        stay: of,
        party: PARTY,
        rooms,
        guest: { name: "Ana Núñez d'Ávila", email: "ana@example.com", phone: "+34600000001" },
        total: (await quote(of, rooms, roomType)).total,
        language: "es",
        channel: "whatsapp",
        ...more,
      };
    };
    const book = async (of: Stay, more: Partial<BookingRequest> = {}): Promise<Booking> =>
      pms.create(await request(of, more));
    /** Books until `left` rooms of the type are free for the stay. */
    const fill = async (of: Stay, left: number): Promise<void> => {
      for (let rooms = await free(of); rooms > left; rooms -= 1) await book(of);
    };
    const codeOf = async (work: Promise<unknown>): Promise<string> => {
      const outcome = await work.then(
        () => "no rejection",
        (error: unknown) => error,
      );
      return outcome instanceof HotelbotError ? outcome.code : String(outcome);
    };

    it("answers its check and what it sells, each type once", async () => {
      await pms.check();
      expect(pms.name).toMatch(/^[a-z]+$/);
      expect(pms.settleMs).toBeGreaterThanOrEqual(0);
      const ids = (await pms.roomTypes()).map((type) => type.id);
      expect(ids).toContain(under.roomType.id);
      expect(ids).toContain(under.otherType.id);
      expect(new Set(ids).size).toBe(ids.length);
      const quotes = await pms.quote({ stay: stay(0, 1), party: PARTY, rooms: 1 });
      expect(quotes.map((each) => each.roomType)).toEqual(ids);
    });

    it("quotes every night of the stay, the nights add up to the total, and the tax is a part of it", async () => {
      for (const rooms of [1, 2]) {
        const answer = await quote(stay(0, 9), rooms);
        expect(answer.nightly.map((night) => night.night)).toEqual(nightsList(stay(0, 9)));
        const nights = answer.nightly.map((night) => night.amount);
        const one = nights.reduce(addMoney, money(0, under.currency));
        expect(answer.total).toEqual(timesMoney(one, rooms));
        for (const amount of [...nights, answer.total, answer.tax]) {
          expect(amount.currency).toBe(under.currency);
          expect(Number.isSafeInteger(amount.minor)).toBe(true);
        }
        expect(answer.total.minor).toBeGreaterThan(0);
        expect(answer.tax.minor).toBeGreaterThanOrEqual(0);
        expect(answer.tax.minor).toBeLessThan(answer.total.minor);
        expect(answer).toMatchObject({ rooms, party: PARTY, stay: stay(0, 9), free: under.roomType.rooms });
      }
    });

    it("writes a firm booking as asked and reads the same back by reference and by code", async () => {
      const asked = await request(stay(1, 3));
      const booking = await pms.create(asked);
      const { reference, roomType, party, guest, total } = asked;
      expect(booking).toMatchObject({
        reference,
        roomType,
        party,
        guest,
        total,
        stay: asked.stay,
        status: "firm",
      });
      expect(booking.roomNumbers).toHaveLength(1);
      expect(booking.code).not.toBe("");
      expect(await pms.findByReference(reference)).toEqual(booking);
      expect(await pms.findByCode(booking.code.toLowerCase())).toEqual(booking);
      expect(await pms.findByReference("nobody-wrote-this")).toBeUndefined();
      expect(await pms.findByCode("NOCODE")).toBeUndefined();
    });

    it("keeps money exact to the minor unit, up to large amounts", async () => {
      for (const minor of [1, 9_999, 12_345_678_901]) {
        const booking = await book(stay(minor % 40, 1), { total: money(minor, under.currency) });
        expect((await pms.findByReference(booking.reference))?.total).toEqual(money(minor, under.currency));
      }
    });

    it("takes the nights slept and not the night of the departure", async () => {
      const all = under.roomType.rooms;
      await book(stay(10, 2));
      expect(await free(stay(10, 1))).toBe(all - 1);
      expect(await free(stay(11, 1))).toBe(all - 1);
      expect(await free(stay(9, 2))).toBe(all - 1);
      expect(await free(stay(11, 3))).toBe(all - 1);
      expect(await free(stay(12, 2))).toBe(all);
      expect(await free(stay(9, 1))).toBe(all);
      expect(await free(stay(10, 2), under.otherType.id)).toBe(under.otherType.rooms);
    });

    it("books several rooms at once, or none of them", async () => {
      const booking = await book(stay(0, 2), { rooms: 2 });
      expect(new Set(booking.roomNumbers).size).toBe(2);
      expect(await free(stay(0, 2))).toBe(under.roomType.rooms - 2);
      const tooMany = await request(stay(1, 1), { rooms: under.roomType.rooms });
      expect(await codeOf(pms.create(tooMany))).toBe("PMS_REFUSED");
      expect(await free(stay(1, 1))).toBe(under.roomType.rooms - 2);
      expect(await pms.findByReference(tooMany.reference)).toBeUndefined();
    });

    it("sells out to zero and then refuses, with nothing written", async () => {
      await fill(stay(5, 1), 0);
      expect(await free(stay(4, 3))).toBe(0);
      const late = await request(stay(4, 3));
      expect(await codeOf(pms.create(late))).toBe("PMS_REFUSED");
      expect(await pms.findByReference(late.reference)).toBeUndefined();
      expect(await free(stay(4, 1))).toBe(under.roomType.rooms);
    });

    it("gives the last room to exactly one of two who ask at the same time", async () => {
      await fill(stay(20, 2), 1);
      const asked = [await request(stay(20, 2)), await request(stay(21, 1))];
      const outcomes = await Promise.allSettled(asked.map((each) => pms.create(each)));
      const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
      const lost = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(won.map((outcome) => outcome.value.status)).toEqual(["firm"]);
      expect(lost.map((outcome) => (outcome.reason as HotelbotError).code)).toEqual(["PMS_REFUSED"]);
      const stored = await Promise.all(asked.map((each) => pms.findByReference(each.reference)));
      expect(stored.filter((booking) => booking?.status === "firm")).toHaveLength(1);
      expect(await free(stay(21, 1))).toBe(0);
    });

    it("never sleeps two bookings in one room on one night", async () => {
      const asked = [];
      for (let index = 0; index < under.roomType.rooms; index += 1) asked.push(await request(stay(index, 4)));
      const bookings = await Promise.all(asked.map((each) => pms.create(each)));
      const roomNights = bookings.flatMap((booking) =>
        nightsList(booking.stay).map((night) => `${booking.roomNumbers.join()} ${night}`),
      );
      expect(new Set(roomNights).size).toBe(roomNights.length);
    });

    it("answers the same booking when a reference is written again, at once or later", async () => {
      const asked = await request(stay(2, 2));
      const [first, second] = await Promise.all([pms.create(asked), pms.create(asked)]);
      const third = await pms.create(asked);
      expect([second, third]).toEqual([first, first]);
      expect(await free(stay(2, 2))).toBe(under.roomType.rooms - 1);
    });

    it("gives every booking an id and a code of its own", async () => {
      const bookings = [await book(stay(0, 1)), await book(stay(0, 1)), await book(stay(7, 1))];
      expect(new Set(bookings.map((booking) => booking.pmsId)).size).toBe(3);
      expect(new Set(bookings.map((booking) => booking.code)).size).toBe(3);
    });

    it("refuses what makes no sense as PMS_INVALID, with nothing written", async () => {
      const good = await request(stay(0, 2));
      const reversed = { arrival: good.stay.departure, departure: good.stay.arrival };
      const wrong: readonly Partial<BookingRequest>[] = [
        { roomType: "no-such-type" },
        { stay: reversed },
        { stay: { arrival: "2027-02-30", departure: "2027-03-02" } },
        { rooms: 0 },
        { party: { adults: 0, children: 1 } },
        { guest: { ...good.guest, name: " " } },
        { total: { minor: 10.5, currency: under.currency } },
        { total: { minor: 1000, currency: "XTS" } },
      ];
      for (const part of wrong) {
        expect(`${JSON.stringify(part)} ${await codeOf(pms.create({ ...good, ...part }))}`).toMatch(
          /PMS_INVALID$/,
        );
      }
      expect(await pms.findByReference(good.reference)).toBeUndefined();
      const question = { stay: good.stay, party: PARTY, rooms: 1 };
      expect(await codeOf(pms.quote({ ...question, roomType: "no-such-type" }))).toBe("PMS_INVALID");
      expect(await codeOf(pms.quote({ ...question, stay: reversed }))).toBe("PMS_INVALID");
      expect(await codeOf(pms.arrivals("tomorrow"))).toBe("PMS_INVALID");
    });

    it("changes dates and type: the new nights are taken, the old ones free, reference and code stay", async () => {
      const before = await book(stay(10, 2));
      const total = (await quote(stay(11, 4), 1, under.otherType.id)).total;
      const after = await pms.change(before.pmsId, {
        stay: stay(11, 4),
        roomType: under.otherType.id,
        party: { adults: 1, children: 1 },
        total,
      });
      const { pmsId, reference, code, guest, createdAt } = before;
      expect(after).toMatchObject({ pmsId, reference, code, guest, createdAt, total, status: "firm" });
      expect(after).toMatchObject({ stay: stay(11, 4), roomType: under.otherType.id });
      expect(after.party).toEqual({ adults: 1, children: 1 });
      expect(await pms.findByReference(reference)).toEqual(after);
      expect(await free(stay(10, 5))).toBe(under.roomType.rooms);
      expect(await free(stay(11, 1), under.otherType.id)).toBe(under.otherType.rooms - 1);
    });

    it("moves a booking over its own nights when the house is full, or refuses and keeps it whole", async () => {
      await fill(stay(30, 3), 1);
      const mine = await book(stay(30, 3));
      if (under.ownNights === "refused") {
        expect(await codeOf(pms.change(mine.pmsId, { stay: stay(31, 2), total: mine.total }))).toBe(
          "PMS_REFUSED",
        );
        expect(await pms.findByReference(mine.reference)).toEqual(mine);
        return;
      }
      const moved = await pms.change(mine.pmsId, { stay: stay(31, 2), total: mine.total });
      expect(moved.stay).toEqual(stay(31, 2));
      expect(await free(stay(30, 1))).toBe(1);
    });

    it("keeps the old booking whole when a change is refused", async () => {
      const mine = await book(stay(10, 2));
      await fill(stay(14, 2), 0);
      const { total } = await quote(stay(14, 2));
      expect(await codeOf(pms.change(mine.pmsId, { stay: stay(14, 2), total }))).toBe("PMS_REFUSED");
      expect(await pms.findByReference(mine.reference)).toEqual(mine);
      expect(await free(stay(10, 2))).toBe(under.roomType.rooms - 1);
      expect(await codeOf(pms.change(mine.pmsId, { roomType: "no-such-type", total }))).toBe("PMS_INVALID");
      expect(await codeOf(pms.change("999999", { total }))).toBe("PMS_INVALID");
      expect(await pms.findByReference(mine.reference)).toEqual(mine);
    });

    it("frees the room when a booking is cancelled, once and for all", async () => {
      await fill(stay(3, 2), 1);
      const mine = await book(stay(3, 2));
      const cancelled = await pms.cancel(mine.pmsId);
      expect(cancelled).toEqual({ ...mine, status: "cancelled" });
      expect(await pms.cancel(mine.pmsId)).toEqual(cancelled);
      expect(await pms.findByCode(mine.code)).toEqual(cancelled);
      expect(await free(stay(3, 2))).toBe(1);
      await book(stay(3, 2));
      expect(await pms.cancel(mine.pmsId)).toEqual(cancelled);
      expect(await free(stay(3, 2))).toBe(0);
      expect(await codeOf(pms.change(mine.pmsId, { stay: stay(8, 1), total: mine.total }))).toBe(
        "PMS_REFUSED",
      );
      expect(await codeOf(pms.cancel("999999"))).toBe("PMS_INVALID");
    });

    it("finds the same guest's live bookings for some of the same nights, however the phone is written", async () => {
      const ana = { name: "Ana Núñez d'Ávila", email: "ana@example.com", phone: "+34600000001" };
      const other = { name: "Bo Li", email: "bo@example.com", phone: "+34600000077" };
      const mine = await book(stay(10, 3), { guest: ana });
      await book(stay(10, 3), { guest: other });
      await book(stay(20, 2), { guest: ana });
      const gone = await book(stay(11, 1), { guest: ana });
      await pms.cancel(gone.pmsId);
      const again = { ...ana, email: "ANA@example.com", phone: "600 000 001" };
      expect(await pms.similar(again, stay(12, 4))).toEqual([mine]);
      expect(await pms.similar(ana, stay(13, 2))).toEqual([]);
      expect(await pms.similar({ name: "Ana", email: "", phone: "" }, stay(10, 3))).toEqual([]);
    });

    it("lists who arrives on a day, without the cancelled", async () => {
      const first = await book(stay(6, 2));
      const second = await book(stay(6, 1), { roomType: under.otherType.id });
      const gone = await book(stay(6, 3));
      await pms.cancel(gone.pmsId);
      await book(stay(5, 3));
      await book(stay(9, 1));
      const arriving = await pms.arrivals(addDays(under.firstDay, 6));
      expect(arriving).toHaveLength(2);
      expect(arriving).toContainEqual(first);
      expect(arriving).toContainEqual(second);
      expect(await pms.arrivals(addDays(under.firstDay, 50))).toEqual([]);
    });

    it("lists whose rooms are taken in a night, with the rooms", async () => {
      const day = addDays(under.firstDay, 6);
      const leaving = await book(stay(4, 2));
      const staying = await book(stay(5, 3), { rooms: 2 });
      const coming = await book(stay(6, 1), { roomType: under.otherType.id });
      await pms.cancel((await book(stay(5, 3), { roomType: under.otherType.id })).pmsId);
      const before = await pms.inHouse(addDays(day, -1));
      const night = await pms.inHouse(day);
      expect(new Set(before.map((each) => each.code))).toEqual(new Set([leaving.code, staying.code]));
      expect(new Set(night.map((each) => each.code))).toEqual(new Set([staying.code, coming.code]));
      expect(night).toContainEqual(staying);
      expect(await pms.inHouse(addDays(under.firstDay, 50))).toEqual([]);
      expect(await codeOf(pms.inHouse("tonight"))).toBe("PMS_INVALID");
    });

    it("tells who slept in a room and who comes into that very room", async () => {
      const day = addDays(under.firstDay, 12);
      const leaving = await book(stay(10, 2));
      // Until one comes into the same room: which one a PMS gives is its own affair.
      let coming = await book(stay(12, 1));
      while (coming.roomNumbers[0] !== leaving.roomNumbers[0]) coming = await book(stay(12, 1));
      const [room = ""] = leaving.roomNumbers;
      expect(await turnover(pms, [room], day)).toEqual([{ room, before: leaving, arriving: coming }]);
      expect(await turnover(pms, [room], addDays(day, 1))).toEqual([{ room, before: coming }]);
      await pms.cancel(coming.pmsId);
      expect(await turnover(pms, [room, "no-such"], day)).toEqual([
        { room, before: leaving },
        { room: "no-such" },
      ]);
    });

    it("has every room in service at first", async () => {
      await book(stay(3, 1));
      expect(await pms.outOfService(addDays(under.firstDay, 3))).toEqual([]);
      expect(await codeOf(pms.outOfService("tonight"))).toBe("PMS_INVALID");
    });

    it("says of a new booking that nothing was paid, and whether money is waited for", async () => {
      const booking = await book(stay(0, 1));
      expect(booking.paid).toEqual(money(0, under.currency));
      expect(["none", "awaited"]).toContain(booking.deposit);
    });

    it.each(Object.entries(MIXED))("%s", (_promise, shows) =>
      shows(pms, { under, stay, quote, request, free, codeOf }),
    );
  });
}
