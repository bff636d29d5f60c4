import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOf, dayAt, moneyAt, recordOf, recordsOf, wholeAt } from "../../../src/pms/qloapps/coerce.ts";
import { split } from "../../../src/pms/qloapps/quote.ts";
import { orderRow, roomRow } from "../../../src/pms/qloapps/records.ts";
import { cancelledAmong } from "../../../src/pms/qloapps/shop.ts";
import { shopTime } from "../../../src/pms/qloapps/shop-time.ts";
import { readXml, writeXml } from "../../../src/pms/qloapps/xml.ts";
import { recording } from "../../support/qloapps/recordings.ts";

const json = (name: string): unknown => JSON.parse(recording(name).responseBody);

describe("values", () => {
  it("are money to the last cent, whatever they are written as", () => {
    const amount = (value: unknown, currency = "USD"): number => moneyAt({ v: value }, "v", currency).minor;
    expect(amount("4680.000000")).toBe(468_000);
    expect(amount(2007.2)).toBe(200_720);
    expect(amount(10036)).toBe(1_003_600);
    expect(amount("123456789.010000")).toBe(12_345_678_901);
    expect(amount("0.005")).toBe(1);
    expect(amount("1.004999")).toBe(100);
    expect(amount("-3.5")).toBe(-350);
    expect(amount("15000.4", "CLP")).toBe(15_000);
    expect(amount("")).toBe(0);
    expect(amount(false)).toBe(0);
  });

  it("come back from any amount in minor units", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (minor) => {
        const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}0000`;
        expect(moneyAt({ v: text }, "v", "EUR").minor).toBe(minor);
      }),
    );
  });

  it("are numbers, also as text or missing", () => {
    expect([
      wholeAt({ v: "7" }, "v"),
      wholeAt({ v: 7 }, "v"),
      wholeAt({ v: null }, "v"),
      wholeAt({}, "v"),
    ]).toEqual([7, 7, 0, 0]);
    expect(dayAt({ v: "0000-00-00 00:00:00" }, "v")).toBeUndefined();
    expect(dayAt({ v: "2026-12-10 00:00:00" }, "v")).toBe("2026-12-10");
    expect([countOf([]), countOf({ "6": {}, "7": {} }), countOf(undefined)]).toEqual([0, 2, 0]);
  });
});

describe("recordings of the real shop", () => {
  it("lists: empty ones and those whose name is not the path's", () => {
    expect(recordsOf(json("46-customer-by-email-none-json"))).toEqual([]);
    expect(recordsOf(json("09-hotel-rooms-json"))).toHaveLength(5);
    expect(recordsOf(json("51-room-bookings-overlap-json"))).toHaveLength(5);
    expect(recordOf(json("43-order-read-json")).reference).toBe("EAGMPUZNW");
  });

  it("rows: who won and who lost the race for the last room", () => {
    const rows = recordsOf(json("96a-race-last-room-overbooked-silently-4-room-bookings-after")).map(roomRow);
    expect(rows.map((row) => [row.orderId, row.roomNumber, row.held, row.backOrder]).slice(-2)).toEqual([
      [18, "LR-105", true, false],
      [19, "LR-105", false, true],
    ]);
    const twice = recordsOf(json("96b-race-last-room-true-double-booking-4-room-bookings-after")).map(
      roomRow,
    );
    expect(twice.slice(-2).map((row) => [row.roomId, row.held])).toEqual([
      [20, true],
      [20, true],
    ]);
  });

  it("rows: cancelled, un-cancelled by the trap, checked in and out", () => {
    for (const name of ["72-room-bookings-after-cancel-json", "78-room-bookings-after-uncancel-json"]) {
      expect(recordsOf(json(name)).map((row) => roomRow(row).held)).toEqual([false]);
    }
    expect(roomRow(recordOf(json("81-check-in-put-xml")))).toMatchObject({
      status: "checked in",
      held: true,
    });
    expect(roomRow(recordOf(json("82-check-out-put-xml")))).toMatchObject({
      status: "checked out",
      departure: "2027-01-12",
    });
  });

  it("orders: the guest's code, our source, the price", () => {
    const order = orderRow(recordOf(json("97d-us-install-order-read-ok")));
    expect(order).toMatchObject({ code: "WNJFHNPWC", source: "hotelbot:HB-0970", state: 1, customerId: 2 });
    expect(moneyAt(order.amounts, "total_paid_tax_incl", "USD").minor).toBe(468_000);
  });

  it("XML says the same as JSON", () => {
    const fromXml = recordOf(readXml(recording("80-room-booking-read-xml").responseBody));
    expect(roomRow(fromXml)).toMatchObject({ id: 8, orderId: 7, roomNumber: "GR-101", status: "allotted" });
    const list = readXml(recording("21-ari-all-types-xml").responseBody) as {
      hotel_ari: { room_types: unknown[] };
    };
    expect(list.hotel_ari.room_types).toHaveLength(4);
    const errors = readXml(recording("92h-err-ari-bad-date-xml-out").responseBody) as { errors: unknown[] };
    expect(errors.errors).toEqual([
      { code: "85", message: 'Validation error: "The date_from field is invalid."' },
    ]);
  });

  it("order states: which one is «cancelled»", () => {
    const states = recordsOf(json("11-order-states-json")).map((each) => ({
      id: Number(each.id),
      name: String(each.name),
    }));
    expect(cancelledAmong(states)).toBe(4);
    expect(cancelledAmong([{ id: 9, name: "Anulado" }])).toBe(9);
    expect(() => cancelledAmong([{ id: 4, name: "Vier" }])).toThrow(/cancelled_state/);
  });
});

describe("writing", () => {
  it("escapes what guests write", () => {
    const text = writeXml("order_history", { id_order: 2, note: "<b>&\"'</b>" });
    expect(text).toContain("<qloapps><order_history><id_order>2</id_order><note>&lt;b&gt;&amp;");
    expect(readXml(text)).toEqual({ order_history: { id_order: "2", note: "<b>&\"'</b>" } });
  });

  it("spreads the guests over the rooms and loses nobody", () => {
    expect(split({ adults: 3, children: 1, childAges: [5] }, 2)).toEqual([
      { adults: 2, children: 0, childAges: [] },
      { adults: 1, children: 1, childAges: [5] },
    ]);
    fc.assert(
      fc.property(fc.nat(12), fc.nat(6), fc.integer({ min: 1, max: 4 }), (more, children, rooms) => {
        const parts = split({ adults: rooms + more, children }, rooms);
        expect(parts.reduce((sum, part) => sum + part.adults, 0)).toBe(rooms + more);
        expect(parts.reduce((sum, part) => sum + part.children, 0)).toBe(children);
      }),
    );
  });
});

describe("the shop's clock", () => {
  it.each([
    ["2026-11-24 02:23:00", "UTC", "2026-11-24T02:23:00Z"],
    ["2026-07-01 12:00:30", "Europe/Madrid", "2026-07-01T10:00:30Z"],
    ["2026-01-01 00:30:00", "America/Sao_Paulo", "2026-01-01T03:30:00Z"],
    ["2027-10-31 02:30:00", "Europe/Madrid", "2027-10-31T00:30:00Z"],
  ])("%s in %s", (text, zone, utc) => {
    expect(new Date(shopTime(text, zone)).toISOString()).toBe(utc.replace("Z", ".000Z"));
  });

  it("is 0 where nothing was written", () => {
    expect(shopTime("0000-00-00 00:00:00", "UTC")).toBe(0);
  });
});
