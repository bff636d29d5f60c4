import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import type { BookingRequest } from "../../src/domain/hotel.ts";
import { HotelbotError } from "../../src/errors.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { seedHouse } from "../../src/pms/house/definition.ts";
import { housePms } from "../../src/pms/house/house.ts";
import type { HouseRepository } from "../../src/pms/house/repository.ts";
import { DATABASE_FILE, openStore } from "../../src/store/open.ts";
import { handClock, MIGRATIONS, temporaryFolder, temporaryStore } from "../store/support/opened.ts";
import { describePms } from "./conformance.ts";
import { HOUSE } from "./support.ts";

describePms("the house PMS", async () => {
  const folder = temporaryFolder();
  const parts = { clock: handClock(), ids: randomIds() };
  const opened = openStore(folder, { ...parts, migrationsDir: MIGRATIONS });
  seedHouse(opened.house, HOUSE);
  return {
    pms: housePms({ repository: opened.house, ...parts }),
    currency: "EUR",
    firstDay: "2027-03-01",
    roomType: { id: "double", rooms: 3 },
    otherType: { id: "suite", rooms: 2 },
    cleanup: async () => opened.close(),
  };
});

const PARTY = { adults: 2, children: 0 };

function house() {
  const opened = temporaryStore();
  const repository: HouseRepository = opened.house;
  seedHouse(repository, HOUSE);
  const pms = housePms({ repository, clock: opened.clock, ids: randomIds() });
  const raw = (): Database.Database => new Database(join(opened.folder, DATABASE_FILE));
  return { ...opened, repository, pms, raw };
}

function request(reference: string, arrival: string, departure: string, more: Partial<BookingRequest> = {}) {
  return {
    reference,
    roomType: "double",
    stay: { arrival, departure },
    party: PARTY,
    rooms: 1,
    guest: { name: "Ana", email: "ana@example.com", phone: "+34600000001" },
    total: { minor: 9_000, currency: "EUR" },
    language: "es" as const,
    channel: "whatsapp",
    ...more,
  };
}

describe("the house's prices", () => {
  it("takes weekday, weekend and dated rates, and the tax inside", async () => {
    const { pms } = house();
    // 2026-12-30 is a Wednesday: 90 + 300 (dated) + Friday 120 + Saturday 120 + Sunday 90.
    const stay = { arrival: "2026-12-30", departure: "2027-01-04" };
    const [double] = await pms.quote({ stay, party: PARTY, rooms: 1, roomType: "double" });
    expect(double?.nightly.map((night) => night.amount.minor)).toEqual([
      9_000, 30_000, 12_000, 12_000, 9_000,
    ]);
    expect(double?.total).toEqual({ minor: 72_000, currency: "EUR" });
    expect(double?.tax).toEqual({ minor: 6_545, currency: "EUR" });
    const [suites] = await pms.quote({ stay, party: PARTY, rooms: 2, roomType: "suite" });
    expect(suites?.total.minor).toBe(18_050 * 5 * 2);
  });

  it("prices across the change of the clocks and a leap day, one night a day", async () => {
    const { pms } = house();
    for (const [arrival, departure, nights] of [
      ["2027-03-27", "2027-03-29", 2],
      ["2028-02-28", "2028-03-01", 2],
      ["2027-10-30", "2027-11-02", 3],
    ] as const) {
      const [quote] = await pms.quote({ stay: { arrival, departure }, party: PARTY, rooms: 1 });
      expect(quote?.nightly).toHaveLength(nights);
    }
  });

  it("cannot serve before it has been made", async () => {
    const { house: repository, clock } = temporaryStore();
    const pms = housePms({ repository, clock, ids: randomIds() });
    await expect(pms.check()).rejects.toMatchObject({ code: "PMS_UNAVAILABLE" });
  });
});

describe("the house's rooms", () => {
  it("lets the database itself refuse a second booking of a room and night", async () => {
    const { pms, raw } = house();
    const booking = await pms.create(request("r1", "2027-03-03", "2027-03-05"));
    const database = raw();
    const again = () =>
      database
        .prepare("INSERT INTO house_room_night (room, night, booking_id) VALUES (?, ?, ?)")
        .run(booking.roomNumbers[0], "2027-03-04", Number(booking.pmsId));
    expect(again).toThrow(/UNIQUE constraint failed: house_room_night.room, house_room_night.night/);
    database.close();
  });

  it("refuses and writes nothing when a room is taken between the choice and the write", async () => {
    const { pms, repository } = house();
    const first = await pms.create(request("r1", "2027-03-03", "2027-03-05"));
    const stale: HouseRepository = { ...repository, freeRooms: () => first.roomNumbers };
    const late = housePms({ repository: stale, clock: handClock(), ids: randomIds() });
    await expect(late.create(request("r2", "2027-03-04", "2027-03-06"))).rejects.toMatchObject({
      code: "PMS_REFUSED",
    });
    expect(await pms.findByReference("r2")).toBeUndefined();
    expect(await pms.findByReference("r1")).toEqual(first);
  });

  it("keeps the guest's room through a change when it can", async () => {
    const { pms } = house();
    const neighbour = await pms.create(request("r1", "2027-03-03", "2027-03-05"));
    const mine = await pms.create(request("r2", "2027-03-03", "2027-03-05"));
    expect(mine.roomNumbers).toEqual(["102"]);
    await pms.cancel(neighbour.pmsId);
    const later = await pms.change(mine.pmsId, {
      stay: { arrival: "2027-03-04", departure: "2027-03-08" },
      total: mine.total,
    });
    expect(later.roomNumbers).toEqual(["102"]);
    await pms.create(request("r3", "2027-03-06", "2027-03-12"));
    const blocked = await pms.create(request("r4", "2027-03-10", "2027-03-12"));
    expect(blocked.roomNumbers).toEqual(["102"]);
    const moved = await pms.change(mine.pmsId, {
      stay: { arrival: "2027-03-04", departure: "2027-03-11" },
      total: mine.total,
    });
    expect(moved.roomNumbers).toEqual(["103"]);
  });

  it("tells codes of six characters that can be read over the phone", async () => {
    const { pms } = house();
    const { code } = await pms.create(request("r1", "2027-03-03", "2027-03-05"));
    expect(code).toMatch(/^[ACDEFGHJKMNPQRTUVWXY3479]{6}$/);
    expect((await pms.findByCode(` ${code.toLowerCase()} `))?.reference).toBe("r1");
  });

  it("draws again when a code is taken", async () => {
    const { repository, clock } = house();
    const codes = ["AAAAAA", "AAAAAA", "CCCCCC"];
    const ids = { ...randomIds(), readable: () => codes.shift() ?? "DDDDDD" };
    const pms = housePms({ repository, clock, ids });
    expect((await pms.create(request("r1", "2027-03-03", "2027-03-05"))).code).toBe("AAAAAA");
    expect((await pms.create(request("r2", "2027-03-03", "2027-03-05"))).code).toBe("CCCCCC");
  });
});

describe("the house on a failing disk", () => {
  const failing = (code: "DATABASE_FULL" | "DATABASE_BROKEN") => {
    const { repository, clock } = house();
    const fail = (): never => {
      throw new HotelbotError(code, { path: "hotelbot.db", what: "disk I/O error" });
    };
    const broken: HouseRepository = { ...repository, transaction: fail, roomTypes: fail, arrivals: fail };
    return housePms({ repository: broken, clock, ids: randomIds() });
  };

  it.each([
    ["DATABASE_FULL", "PMS_UNAVAILABLE"],
    ["DATABASE_BROKEN", "PMS_UNKNOWN"],
  ] as const)("says of a write that met %s: %s", async (met, said) => {
    const pms = failing(met);
    const total = { minor: 1, currency: "EUR" };
    const writes = [
      pms.create(request("r1", "2027-03-03", "2027-03-05")),
      pms.change("1", { total }),
      pms.cancel("1"),
    ];
    const codes = (await Promise.allSettled(writes)).map(
      (each) => each.status === "rejected" && each.reason.code,
    );
    expect(codes).toEqual([said, said, said]);
  });

  it.each(["DATABASE_FULL", "DATABASE_BROKEN"] as const)(
    "says of a question that met %s: PMS_UNAVAILABLE",
    async (met) => {
      const pms = failing(met);
      await expect(pms.roomTypes()).rejects.toMatchObject({ code: "PMS_UNAVAILABLE" });
      await expect(pms.arrivals("2027-03-03")).rejects.toMatchObject({ code: "PMS_UNAVAILABLE" });
    },
  );
});

describe("seedHouse", () => {
  it("changes nothing when the same is seeded again, and keeps every booking", async () => {
    const { pms, repository, raw } = house();
    const booking = await pms.create(request("r1", "2027-03-03", "2027-03-05"));
    const database = raw();
    const version = () => database.pragma("data_version", { simple: true });
    const before = version();
    seedHouse(repository, HOUSE);
    // data_version moves with every commit of another connection that changed a page.
    expect(version()).toBe(before);
    expect(await pms.findByReference("r1")).toEqual(booking);
    seedHouse(repository, { ...HOUSE, taxPercent: 21 });
    expect(version()).not.toBe(before);
    database.close();
  });

  it("takes over new rates and rooms; a room no longer sold keeps its booking", async () => {
    const { pms, repository } = house();
    const booking = await pms.create(request("r1", "2027-03-03", "2027-03-05"));
    seedHouse(repository, {
      ...HOUSE,
      roomTypes: HOUSE.roomTypes.slice(0, 1),
      rooms: [{ number: "110", roomType: "double" }],
      rates: [{ roomType: "double", amountMinor: 5_000 }],
      datedRates: [],
    });
    expect((await pms.roomTypes()).map((type) => type.id)).toEqual(["double"]);
    const stay = { arrival: "2026-12-31", departure: "2027-01-02" };
    const [quote] = await pms.quote({ stay, party: PARTY, rooms: 1 });
    expect(quote).toMatchObject({ free: 1, total: { minor: 10_000, currency: "EUR" } });
    expect(await pms.findByReference("r1")).toEqual(booking);
    seedHouse(repository, HOUSE);
    const [again] = await pms.quote({ stay: booking.stay, party: PARTY, rooms: 1 });
    expect(again?.free).toBe(2);
  });

  it("refuses a house that does not fit together, and keeps the one it has", async () => {
    const { pms, repository } = house();
    const types = await pms.roomTypes();
    const wrong = [
      { ...HOUSE, rooms: [{ number: "101", roomType: "cabin" }] },
      { ...HOUSE, rooms: [...HOUSE.rooms, { number: "101", roomType: "suite" }] },
      { ...HOUSE, rates: HOUSE.rates.slice(0, 1) },
      { ...HOUSE, rates: [...HOUSE.rates, { roomType: "double", amountMinor: 1 }] },
      { ...HOUSE, rates: HOUSE.rates.map((rate) => ({ ...rate, amountMinor: 99.5 })) },
      { ...HOUSE, roomTypes: [...HOUSE.roomTypes, ...HOUSE.roomTypes] },
      { ...HOUSE, taxPercent: -1 },
    ];
    for (const definition of wrong) {
      expect(() => seedHouse(repository, definition)).toThrow(
        expect.objectContaining({ code: "PMS_INVALID" }),
      );
    }
    expect(await pms.roomTypes()).toEqual(types);
  });
});
