import { describe, expect, it } from "vitest";
import type { BookingRequest } from "../../../src/domain/hotel.ts";
import { HotelbotError } from "../../../src/errors.ts";
import type { Pms } from "../../../src/pms/port.ts";
import type { FaultKind } from "../../support/qloapps/faults.ts";
import { under } from "./support.ts";

const STAY = { arrival: "2027-03-10", departure: "2027-03-13" };
const PARTY = { adults: 2, children: 0 };

function request(more: Partial<BookingRequest> = {}): BookingRequest {
  return {
    reference: "demo-1-1",
    roomType: "luxury",
    stay: STAY,
    party: PARTY,
    rooms: 1,
    guest: { name: "Ana Núñez", email: "ana@example.com", phone: "+34600000001" },
    total: { minor: 858_000, currency: "USD" },
    language: "es",
    channel: "whatsapp",
    ...more,
  };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const outcome = await work.then(
    () => "no rejection",
    (error: unknown) => error,
  );
  return outcome instanceof HotelbotError ? outcome.code : String(outcome);
}

/** Rows that hold a room, of orders hotelbot made. */
function firm(double: Awaited<ReturnType<typeof under>>["double"]): number[] {
  const ours = double.state.orders.filter((order) => order.source.startsWith("hotelbot:"));
  return ours
    .filter((order) =>
      double.state.rows.some((row) => row.order === order.id && !row.refunded && !row.backOrder),
    )
    .map((order) => order.id);
}

describe("a create whose answer says nothing, while the booking was made", () => {
  it.each<FaultKind>(["done, 500 notice", "done, 500 empty", "done, 502", "done, reset"])(
    "«%s»: it is found by reference and answered firm, once",
    async (kind) => {
      const { double, pms } = await under();
      double.arm({ on: "POST bookings", kind });
      const booking = await pms.create(request());
      expect(booking).toMatchObject({ status: "firm", reference: "demo-1-1", stay: STAY });
      expect(double.requests.filter((each) => each === "POST bookings")).toHaveLength(1);
      expect(firm(double)).toHaveLength(1);
    },
  );

  it("no answer at all: it is found too, when the wait is over", async () => {
    const { double, pms } = await under({}, { writeTimeoutMs: 300 });
    double.arm({ on: "POST bookings", kind: "done, silence" });
    expect((await pms.create(request())).status).toBe("firm");
    expect(firm(double)).toHaveLength(1);
  });

  it("not shown yet: the outcome is unknown, and the reference tells later", async () => {
    const { double, pms } = await under();
    double.arm({ on: "POST bookings", kind: "stale reads" });
    expect(await codeOf(pms.create(request()))).toBe("PMS_UNKNOWN");
    expect(await pms.findByReference("demo-1-1")).toBeUndefined();
    expect(await pms.findByReference("demo-1-1")).toMatchObject({ status: "firm" });
    expect(await pms.create(request())).toMatchObject({ status: "firm" });
    expect(firm(double)).toHaveLength(1);
  });

  it("done long after we gave up: unknown first, never written twice, firm when asked again", async () => {
    const { double, pms } = await under({}, { writeTimeoutMs: 300 });
    double.arm({ on: "POST bookings", kind: "late, silence" });
    expect(await codeOf(pms.create(request()))).toBe("PMS_UNKNOWN");
    expect(await pms.findByReference("demo-1-1")).toBeUndefined();
    expect(double.finishLate()).toBe(1);
    expect(await pms.create(request())).toMatchObject({ status: "firm" });
    expect(double.requests.filter((each) => each === "POST bookings")).toHaveLength(1);
  });
});

describe("a create that was not made", () => {
  it.each<[FaultKind, string]>([
    ["500 empty", "PMS_UNKNOWN"],
    ["200 fatal", "PMS_UNKNOWN"],
    ["reset", "PMS_UNKNOWN"],
    ["503", "PMS_UNAVAILABLE"],
  ])("«%s» is %s, and nothing is firm", async (kind, code) => {
    const { double, pms } = await under();
    double.arm({ on: "POST bookings", kind });
    expect(await codeOf(pms.create(request()))).toBe(code);
    expect(firm(double)).toEqual([]);
    expect(await pms.create(request())).toMatchObject({ status: "firm" });
  });

  it("a shop that is down is unavailable, for every question", async () => {
    const { double, pms } = await under();
    await double.stop();
    const asked: ((pms: Pms) => Promise<unknown>)[] = [
      (each) => each.check(),
      (each) => each.quote({ stay: STAY, party: PARTY, rooms: 1 }),
      (each) => each.create(request()),
      (each) => each.findByReference("demo-1-1"),
      (each) => each.findByCode("ABCDEFGHI"),
      (each) => each.arrivals(STAY.arrival),
      (each) => each.change("1", { total: { minor: 1, currency: "USD" } }),
      (each) => each.cancel("1"),
    ];
    for (const ask of asked) expect(await codeOf(ask(pms))).toBe("PMS_UNAVAILABLE");
  });

  it("another page than the web service's is unavailable, not an empty hotel", async () => {
    const { pms } = await under();
    const { pms: lost } = await under({}, { url: "http://127.0.0.1:9" });
    expect(await codeOf(lost.findByReference("demo-1-1"))).toBe("PMS_UNAVAILABLE");
    expect(await pms.findByReference("demo-1-1")).toBeUndefined();
  });
});

describe("somebody else books the last room at the same moment", () => {
  const last = async () => {
    const made = await under();
    for (let count = 0; count < 4; count += 1) made.double.frontDesk.book(4, STAY.arrival, STAY.departure);
    return made;
  };

  it("and is first: our back order is answered 200, and refused all the same", async () => {
    const { double, pms } = await last();
    double.arm({ on: "POST bookings", kind: "back order" });
    expect(await codeOf(pms.create(request()))).toBe("PMS_REFUSED");
    expect(firm(double)).toEqual([]);
    expect(await pms.findByReference("demo-1-1")).toMatchObject({ status: "cancelled" });
  });

  it("and is first: of two firm rows ours is taken back", async () => {
    const { double, pms, alerts } = await last();
    double.arm({ on: "POST bookings", kind: "double booking" });
    expect(await codeOf(pms.create(request()))).toBe("PMS_REFUSED");
    expect(firm(double)).toEqual([]);
    expect(alerts).toEqual([]);
  });

  it("and is later: ours stays, and the desk is told of the other", async () => {
    const { double, pms, alerts } = await last();
    double.arm({ on: "POST bookings", kind: "double booking, ours first" });
    expect(await pms.create(request())).toMatchObject({ status: "firm", roomNumbers: ["LR-105"] });
    expect(alerts).toMatchObject([{ kind: "room_taken_twice", reference: "demo-1-1", room: "LR-105" }]);
  });

  it.each<FaultKind>(["back order", "double booking"])(
    "«%s» while other rooms are free: ours is made anew in one of them",
    async (kind) => {
      const { double, pms } = await under();
      double.arm({ on: "POST bookings", kind });
      const booking = await pms.create(request());
      expect(booking.status).toBe("firm");
      expect(firm(double)).toHaveLength(1);
      expect(await pms.findByReference("demo-1-1")).toEqual(booking);
      const rooms = double.state.rows.filter((row) => !row.refunded).map((row) => row.room);
      expect(new Set(rooms).size).toBe(rooms.length);
    },
  );

  it("twice over: refused, and nothing of ours is left", async () => {
    const { double, pms } = await under();
    double.arm({ on: "POST bookings", kind: "double booking" });
    double.arm({ on: "POST bookings", kind: "back order" });
    expect(await codeOf(pms.create(request()))).toBe("PMS_REFUSED");
    expect(firm(double)).toEqual([]);
  });

  it("and ours cannot be taken back: never firm, and people are asked to", async () => {
    const { double, pms, alerts } = await last();
    double.arm({ on: "POST bookings", kind: "double booking" });
    double.arm({ on: "POST order_histories", kind: "503" });
    expect(await codeOf(pms.create(request()))).toBe("PMS_UNKNOWN");
    expect(alerts).toMatchObject([{ kind: "not_released", reference: "demo-1-1" }]);
    expect(await pms.findByReference("demo-1-1")).toMatchObject({ status: "not_firm" });
    expect(await codeOf(pms.create(request()))).toBe("PMS_REFUSED");
    expect(firm(double)).toEqual([]);
  });

  it("the answer is lost on top of it: the room is still looked at before anything is called firm", async () => {
    const { double, pms } = await last();
    double.arm({ on: "POST bookings", kind: "double booking" });
    double.arm({ on: "GET orders", kind: "503" });
    expect(await codeOf(pms.create(request()))).toMatch(/PMS_UNAVAILABLE|PMS_UNKNOWN/);
    expect((await pms.findByReference("demo-1-1"))?.status).not.toBe("firm");
  });
});

describe("the price", () => {
  it("is locked to the quote, extras that QloApps adds by itself included", async () => {
    const { double, pms } = await under();
    const [quote] = await pms.quote({ stay: STAY, party: PARTY, rooms: 2, roomType: "luxury" });
    expect(quote).toMatchObject({ total: { minor: 1_716_000 }, tax: { minor: 66_000 }, free: 5 });
    const booking = await pms.create(request({ rooms: 2, total: { minor: 1_716_000, currency: "USD" } }));
    expect(booking.total.minor).toBe(1_716_000);
    expect(double.state.rows.map((row) => row.net)).toEqual([8250, 8250]);
  });

  it("holds over a change of dates", async () => {
    const { pms } = await under();
    const before = await pms.create(request());
    const stay = { arrival: "2027-03-20", departure: "2027-03-22" };
    const after = await pms.change(before.pmsId, { stay, total: { minor: 572_000, currency: "USD" } });
    expect(after).toMatchObject({ stay, total: { minor: 572_000 }, status: "firm" });
  });

  it("in another currency than the hotel's is never sold", async () => {
    const { pms } = await under({}, { currency: "EUR" });
    expect(await codeOf(pms.quote({ stay: STAY, party: PARTY, rooms: 1 }))).toBe("PMS_UNAVAILABLE");
  });
});

describe("a change", () => {
  it("that moves the guest to another room answers the new one", async () => {
    const { pms } = await under();
    const before = await pms.create(request());
    const stay = { arrival: "2027-03-10", departure: "2027-03-15" };
    const after = await pms.change(before.pmsId, { stay, total: { minor: 1_430_000, currency: "USD" } });
    expect([before.roomNumbers, after.roomNumbers]).toEqual([["LR-101"], ["LR-102"]]);
  });

  it("whose answer says nothing is read back", async () => {
    const { double, pms } = await under();
    const { pmsId } = await pms.create(request());
    double.arm({ on: "PUT bookings", kind: "done, 500 notice" });
    const stay = { arrival: "2027-03-20", departure: "2027-03-22" };
    expect(await pms.change(pmsId, { stay, total: { minor: 572_000, currency: "USD" } })).toMatchObject({
      stay,
    });
    double.arm({ on: "PUT bookings", kind: "500 empty" });
    const other = { arrival: "2027-03-24", departure: "2027-03-26" };
    const total = { minor: 572_000, currency: "USD" };
    expect(await codeOf(pms.change(pmsId, { stay: other, total }))).toBe("PMS_UNKNOWN");
  });

  it("of the guests alone is left to people, since QloApps would ignore it", async () => {
    const { pms } = await under();
    const before = await pms.create(request());
    const party = { adults: 1, children: 1 };
    expect(await codeOf(pms.change(before.pmsId, { party, total: before.total }))).toBe("PMS_REFUSED");
    expect(await pms.change(before.pmsId, { total: before.total })).toEqual(before);
  });
});

describe("a change that runs into another booking", () => {
  const stay = { arrival: "2027-03-20", departure: "2027-03-22" };
  const total = { minor: 572_000, currency: "USD" };

  it.each<FaultKind>(["back order", "double booking"])(
    "as a «%s» is undone: the guest is back where they were, and hears that it cannot be",
    async (kind) => {
      const { double, pms, alerts } = await under();
      const before = await pms.create(request());
      double.arm({ on: "PUT bookings", kind });
      expect(await codeOf(pms.change(before.pmsId, { stay, total }))).toBe("PMS_REFUSED");
      const after = await pms.findByReference(before.reference);
      expect(after).toMatchObject({
        stay: before.stay,
        status: "firm",
        total: before.total,
        code: before.code,
      });
      expect(alerts).toEqual([]);
      // Nobody of ours sleeps in the other's room.
      const theirs = double.state.rows.filter((row) => row.order !== Number(before.pmsId) && !row.refunded);
      expect(theirs).toHaveLength(1);
    },
  );

  it("first comes first: ours stays when it was there before the other", async () => {
    const { double, pms } = await under();
    const before = await pms.create(request());
    double.arm({ on: "PUT bookings", kind: "double booking, ours first" });
    expect(await pms.change(before.pmsId, { stay, total })).toMatchObject({ stay, status: "firm" });
  });

  it("and cannot be undone either is told to the desk, and the guest hears nothing for certain", async () => {
    const { double, pms, alerts } = await under();
    const before = await pms.create(request());
    double.arm({ on: "PUT bookings", kind: "double booking" });
    double.arm({ on: "PUT bookings", kind: "500 empty" });
    expect(await codeOf(pms.change(before.pmsId, { stay, total }))).toBe("PMS_UNKNOWN");
    expect(alerts).toEqual([{ kind: "not_moved_back", reference: before.reference, code: before.code }]);
  });
});

describe("rooms", () => {
  it("out of service are told, those of too short a stay not", async () => {
    const { double, pms } = await under();
    double.state.outOfService.push(16);
    expect(await pms.outOfService(STAY.arrival)).toEqual(["LR-101"]);
    double.state.minNights = 2;
    double.state.outOfService.length = 0;
    expect(await pms.outOfService(STAY.arrival)).toEqual([]);
  });
});

describe("what was paid", () => {
  it.each([
    [0, 1, "awaited"],
    [1_000, 8, "part"],
    [8_580, 2, "paid"],
    [0, 2, "paid"],
  ])("is read: %d USD in order state %d is %s", async (paid, state, deposit) => {
    const { double, pms } = await under();
    const { reference } = await pms.create(request());
    const [order] = double.state.orders;
    Object.assign(order ?? {}, { paid, state });
    expect(await pms.findByReference(reference)).toMatchObject({ deposit, paid: { minor: paid * 100 } });
  });
});

describe("a cancellation", () => {
  it.each<FaultKind>(["done, 500 notice", "done, reset"])(
    "whose answer is «%s» is read back",
    async (kind) => {
      const { double, pms } = await under();
      const { pmsId } = await pms.create(request());
      double.arm({ on: "POST order_histories", kind });
      expect(await pms.cancel(pmsId)).toMatchObject({ status: "cancelled" });
    },
  );

  it("that was not done is unknown, and can be asked again", async () => {
    const { double, pms } = await under();
    const { pmsId } = await pms.create(request());
    double.arm({ on: "POST order_histories", kind: "reset" });
    expect(await codeOf(pms.cancel(pmsId))).toBe("PMS_UNKNOWN");
    expect(await pms.cancel(pmsId)).toMatchObject({ status: "cancelled" });
  });

  it("of guests who are in the house is refused", async () => {
    const { double, pms } = await under();
    const { pmsId } = await pms.create(request());
    double.frontDesk.checkIn(Number(pmsId));
    expect(await codeOf(pms.cancel(pmsId))).toBe("PMS_REFUSED");
    expect(await pms.findByReference("demo-1-1")).toMatchObject({ status: "in_house" });
  });
});

describe("bookings the front desk made", () => {
  it("are seen among the arrivals, with a name of our own for room types not sold", async () => {
    const { double, pms } = await under();
    const order = double.frontDesk.book(2, STAY.arrival, STAY.departure);
    const [arrival] = await pms.arrivals(STAY.arrival);
    expect(arrival).toMatchObject({
      pmsId: String(order.id),
      reference: `qloapps:${order.id}`,
      roomType: "delux",
    });
    expect(arrival?.guest.name).toBe("Walk In");
  });

  it("and cancelled ones are seen as cancelled", async () => {
    const { double, pms } = await under();
    const booking = await pms.create(request());
    double.frontDesk.cancel(Number(booking.pmsId));
    expect(await pms.findByCode(booking.code)).toEqual({ ...booking, status: "cancelled" });
  });
});

describe("writes", () => {
  it("go one at a time, so that two of ours never meet", async () => {
    const { double, pms } = await under();
    const asked = Array.from({ length: 5 }, (_, at) => request({ reference: `demo-${at}-1` }));
    const bookings = await Promise.all(asked.map((each) => pms.create(each)));
    expect(new Set(bookings.flatMap((booking) => booking.roomNumbers)).size).toBe(5);
    expect(firm(double)).toHaveLength(5);
  });
});
