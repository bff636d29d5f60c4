import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/domain/calendar.ts";
import { seedHouse } from "../../../src/pms/house/definition.ts";
import { changeBooking } from "../../../src/pms/house/desk/bookings.ts";
import { importBookings, importRates } from "../../../src/pms/house/desk/imports.ts";
import { changeRates, listRates, type RateOrder } from "../../../src/pms/house/desk/rates.ts";
import { changeRooms, listRooms } from "../../../src/pms/house/desk/rooms.ts";
import { turnover } from "../../../src/pms/turnover.ts";
import { HOUSE } from "../support.ts";
import { ADD, codeOf, deskOf } from "./support.ts";

const WEEK = { arrival: "2027-03-01", departure: "2027-03-08" };
const BLOCK = {
  act: "block",
  number: "101",
  from: "2027-03-02",
  until: "2027-03-04",
  reason: "paint",
} as const;

describe("rooms", () => {
  it("out of service are not sold, until they are in service again", async () => {
    const { parts, pms } = deskOf();
    changeRooms(parts, BLOCK, "Marta");
    expect(parts.house.freeRooms("double", WEEK)).toEqual(["102", "103"]);
    expect(parts.house.freeRooms("double", { arrival: "2027-03-04", departure: "2027-03-05" })).toContain(
      "101",
    );
    const [room] = listRooms(parts);
    expect(await pms.outOfService("2027-03-03")).toEqual(["101"]);
    expect(await pms.outOfService("2027-03-04")).toEqual([]);
    expect(await turnover(pms, ["101"], "2027-03-04")).toEqual([{ room: "101", closedBefore: true }]);
    expect(await turnover(pms, ["101"], "2027-03-02")).toEqual([{ room: "101", closed: true }]);
    expect(room).toMatchObject({ number: "101", blocks: [{ reason: "paint" }] });
    changeRooms(parts, { act: "unblock", id: room?.blocks[0]?.id ?? 0 }, "Marta");
    expect(parts.house.freeRooms("double", WEEK)).toContain("101");
  });

  it("with a guest cannot be put out of service, retired or made another type", () => {
    const { parts } = deskOf();
    changeBooking(parts, { ...ADD, room: "101" }, "Marta");
    expect(codeOf(() => changeRooms(parts, BLOCK, "Marta"))).toMatch(/PMS_REFUSED.*2027-03-02/);
    expect(listRooms(parts)[0]?.blocks).toEqual([]);
    expect(codeOf(() => changeRooms(parts, { act: "retire", number: "101" }, "Marta"))).toMatch(
      /PMS_REFUSED/,
    );
    const edit = { act: "edit", number: "101", roomType: "suite" } as const;
    expect(codeOf(() => changeRooms(parts, edit, "Marta"))).toMatch(/PMS_REFUSED/);
  });

  it("set by the desk stay through a restart, until hotel.yaml says otherwise of their type", () => {
    const { parts } = deskOf();
    changeRooms(parts, { act: "add", number: "104", roomType: "double" }, "Marta");
    changeRooms(parts, { act: "retire", number: "201" }, "Marta");
    changeRates(parts, [{ act: "set", roomType: "double", weekdays: [1], minor: 7_000 }], "Marta");
    const sold = () =>
      listRooms(parts)
        .filter((room) => room.sold)
        .map((room) => room.number);
    seedHouse(parts.house, HOUSE, parts.desk);
    expect(sold()).toEqual(["101", "102", "103", "202", "104"]);
    expect(listRates(parts).weekday).toContainEqual({ roomType: "double", weekday: 1, minor: 7_000 });
    const rooms = [...HOUSE.rooms, { number: "203", roomType: "suite" }];
    seedHouse(parts.house, { ...HOUSE, rooms }, parts.desk);
    expect(new Set(sold())).toEqual(new Set(["101", "102", "103", "104", "201", "202", "203"]));
    expect(listRates(parts).weekday).toContainEqual({ roomType: "double", weekday: 1, minor: 7_000 });
  });
});

describe("rates", () => {
  it("are set by weekday and for nights, and taken back", async () => {
    const { parts, pms } = deskOf();
    const price = async () =>
      (await pms.quote({ stay: WEEK, party: { adults: 2, children: 0 }, rooms: 1 }))[0]?.total.minor;
    expect(await price()).toBe(5 * 9_000 + 2 * 12_000);
    changeRates(parts, [{ act: "set", roomType: "double", weekdays: [7], minor: 10_000 }], "Marta");
    expect(await price()).toBe(4 * 9_000 + 2 * 12_000 + 10_000);
    const nights = {
      act: "override",
      roomType: "double",
      from: "2027-03-01",
      to: "2027-03-02",
      weekdays: [],
    } as const;
    changeRates(parts, [{ ...nights, minor: 20_000 }], "Marta");
    expect(await price()).toBe(2 * 20_000 + 2 * 9_000 + 2 * 12_000 + 10_000);
    changeRates(parts, [nights], "Marta");
    expect(await price()).toBe(4 * 9_000 + 2 * 12_000 + 10_000);
  });

  it("come from a spreadsheet, all or none, each bad line named", () => {
    const { parts } = deskOf();
    const good =
      "\uFEFFroom_type;when;amount\r\ndouble;fri+sat;150,50\r\n\r\nsuite;2027-12-24..2027-12-25;300\r\n";
    expect(importRates(parts, good, true, "Marta")).toEqual({ lines: 2, written: false });
    expect(listRates(parts).weekday).toContainEqual({ roomType: "double", weekday: 5, minor: 12_000 });
    expect(importRates(parts, good, false, "Marta")).toEqual({ lines: 2, written: true });
    expect(listRates(parts).weekday).toContainEqual({ roomType: "double", weekday: 5, minor: 15_050 });
    expect(listRates(parts).dated.filter((rate) => rate.roomType === "suite")).toHaveLength(2);
    const bad = "room_type,when,amount\ndouble,all,1\nattic,all,1\n\ndouble,someday,1\ndouble,mon,1.234\n";
    const said = codeOf(() => importRates(parts, bad, false, "Marta"));
    expect(said).toMatch(/^IMPORT_INVALID.*line 3: .*attic.*line 5: .*someday.*line 6: .*1\.234/);
    expect(listRates(parts).weekday).not.toContainEqual({ roomType: "double", weekday: 1, minor: 100 });
    expect(codeOf(() => importRates(parts, "when,amount\nall,1\n", false, "Marta"))).toMatch(
      /line 1.*room_type/,
    );
  });
});

describe("minimum stays", () => {
  const MINIMUM = { act: "minimum", roomType: "double", weekdays: [] } as const;
  const PARTY = { adults: 2, children: 0 };
  const set = ({ parts }: ReturnType<typeof deskOf>, ...orders: RateOrder[]): void =>
    changeRates(parts, orders, "Marta");
  const sold = async ({ pms }: ReturnType<typeof deskOf>, arrival: string, nights: number) => {
    const stay = { arrival, departure: addDays(arrival, nights) };
    const [quote] = await pms.quote({ stay, party: PARTY, rooms: 1, roomType: "double" });
    return { free: quote?.free, minNights: quote?.minNights };
  };

  it("hold by the day of arrival: a weekday, or a night, which comes before it", async () => {
    const house = deskOf();
    set(house, { ...MINIMUM, weekdays: [5, 6], nights: 2 });
    // 2027-03-05 is a Friday.
    expect(await sold(house, "2027-03-05", 1)).toEqual({ free: 0, minNights: 2 });
    expect(await sold(house, "2027-03-05", 2)).toEqual({ free: 3, minNights: undefined });
    expect(await sold(house, "2027-03-04", 1)).toEqual({ free: 3, minNights: undefined });
    set(house, { ...MINIMUM, from: "2027-03-05", to: "2027-03-07", nights: 4 });
    expect(await sold(house, "2027-03-05", 2)).toEqual({ free: 0, minNights: 4 });
    set(house, { ...MINIMUM, from: "2027-03-05", nights: 1 });
    expect(await sold(house, "2027-03-05", 1)).toEqual({ free: 3, minNights: undefined });
    set(house, { ...MINIMUM, from: "2027-03-05" });
    expect(await sold(house, "2027-03-05", 1)).toEqual({ free: 0, minNights: 2 });
    set(house, { ...MINIMUM, weekdays: [5] });
    expect(await sold(house, "2027-03-05", 1)).toEqual({ free: 3, minNights: undefined });
  });

  it("do not stand in the way of the desk, nor where rooms are only counted", async () => {
    const house = deskOf();
    set(house, { ...MINIMUM, nights: 5 });
    const stay = { arrival: "2027-03-05", departure: "2027-03-06" };
    const question = { stay, party: PARTY, rooms: 1, roomType: "double", counted: true };
    expect(await house.pms.quote(question)).toMatchObject([{ free: 3 }]);
    changeBooking(house.parts, { ...ADD, arrival: stay.arrival, departure: stay.departure }, "Marta");
    expect(await house.pms.quote(question)).toMatchObject([{ free: 2 }]);
  });

  it("that cannot be are refused", () => {
    const house = deskOf();
    expect(codeOf(() => set(house, { ...MINIMUM, nights: 0 }))).toMatch(/PMS_INVALID.*1 to 365/);
    expect(codeOf(() => set(house, { ...MINIMUM, to: "2027-03-05", nights: 2 }))).toMatch(/first night/);
    const reversed = { ...MINIMUM, from: "2027-03-05", to: "2027-03-04", nights: 2 };
    expect(codeOf(() => set(house, reversed))).toMatch(/is before/);
    expect(listRates(house.parts).minimums).toEqual([]);
  });

  it("come from a spreadsheet that has them, and are left alone by one that has not", () => {
    const { parts } = deskOf();
    const csv =
      "room_type,when,amount,minimum\ndouble,fri+sat,120,2\ndouble,2027-12-30..2027-12-31,,3\nsuite,2027-12-31,300,4\n";
    expect(importRates(parts, csv, false, "Marta")).toEqual({ lines: 3, written: true });
    const set = [
      { roomType: "double", day: "5", nights: 2 },
      { roomType: "double", day: "6", nights: 2 },
      { roomType: "double", day: "2027-12-30", nights: 3 },
      { roomType: "double", day: "2027-12-31", nights: 3 },
      { roomType: "suite", day: "2027-12-31", nights: 4 },
    ];
    expect(listRates(parts).minimums).toEqual(set);
    importRates(parts, "room_type,when,amount\ndouble,fri,130\n", false, "Marta");
    expect(listRates(parts).minimums).toEqual(set);
    importRates(parts, "room_type,when,amount,minimum\ndouble,fri,130,\n", false, "Marta");
    expect(listRates(parts).minimums).toEqual(set.slice(1));
    const bad = "room_type,when,amount,minimum\ndouble,fri,130,two\nattic,mon,1,2\n";
    expect(codeOf(() => importRates(parts, bad, false, "Marta"))).toMatch(/line 2: .*two.*line 3: .*attic/);
  });
});

describe("bookings of a spreadsheet", () => {
  const csv = (rows: readonly string[]): string =>
    ["arrival,departure,room_type,name,room,total,paid,reference", ...rows].join("\n");
  const ROW = '2027-03-01,2027-03-03,double,"Pérez, Ana",101,180.00,50,old-1';

  it("are booked all or none, and those known by reference stay as they are", async () => {
    const { parts, pms, audited } = deskOf();
    const twice = csv([
      ROW,
      "2027-03-02,2027-03-03,double,Bo Li,101,,,old-2",
      "2027-02-30,2027-03-03,suite,Cy,,,,",
    ]);
    const said = codeOf(() => importBookings(parts, twice, false, "Marta"));
    expect(said).toMatch(/^IMPORT_INVALID.*line 3: .*101.*line 4: .*2027-02-30/);
    expect(await pms.findByReference("old-1")).toBeUndefined();
    expect(importBookings(parts, csv([ROW]), true, "Marta")).toEqual({ lines: 1, written: false });
    expect(await pms.findByReference("old-1")).toBeUndefined();
    expect(importBookings(parts, csv([ROW]), false, "Marta")).toEqual({ lines: 1, written: true });
    expect(importBookings(parts, csv([ROW]), false, "Marta")).toEqual({ lines: 1, written: true });
    expect(await pms.arrivals("2027-03-01")).toMatchObject([
      { guest: { name: "Pérez, Ana" }, total: { minor: 18_000 }, deposit: "part", roomNumbers: ["101"] },
    ]);
    expect(audited).toEqual(["booking.import", "booking.import"]);
  });
});
