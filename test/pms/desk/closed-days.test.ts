import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/domain/calendar.ts";
import { add, changeBooking } from "../../../src/pms/house/desk/bookings.ts";
import { importRates } from "../../../src/pms/house/desk/imports.ts";
import { changeRates, listRates, type RateOrder } from "../../../src/pms/house/desk/rates.ts";
import { ADD, codeOf, deskOf } from "./support.ts";

const CLOSED = { act: "closed", roomType: "double", weekdays: [] } as const;
type House = ReturnType<typeof deskOf>;

const set = ({ parts }: House, ...orders: RateOrder[]): void => changeRates(parts, orders, "Marta");

async function sold({ pms }: House, arrival: string, nights: number, counted?: true) {
  const stay = { arrival, departure: addDays(arrival, nights) };
  const party = { adults: 2, children: 0 };
  const question = { stay, party, rooms: 1, roomType: "double", ...(counted ? { counted } : {}) };
  const [quote] = await pms.quote(question);
  return { free: quote?.free, closedTo: quote?.closedTo };
}

const OPEN = { free: 3, closedTo: undefined };

describe("closed days", () => {
  it("are of a weekday, or of a day, which comes before it", async () => {
    const house = deskOf();
    set(house, { ...CLOSED, weekdays: [6], closed: ["arrival"] });
    // 2027-03-06 is a Saturday.
    expect(await sold(house, "2027-03-06", 2)).toEqual({ free: 0, closedTo: ["arrival"] });
    expect(await sold(house, "2027-03-05", 1)).toEqual(OPEN);
    expect(await sold(house, "2027-03-05", 3)).toEqual(OPEN);
    set(house, { ...CLOSED, from: "2027-03-06", closed: ["departure"] });
    expect(await sold(house, "2027-03-06", 2)).toEqual(OPEN);
    expect(await sold(house, "2027-03-05", 1)).toEqual({ free: 0, closedTo: ["departure"] });
    set(house, { ...CLOSED, from: "2027-03-06", closed: [] });
    expect(await sold(house, "2027-03-05", 1)).toEqual(OPEN);
    set(house, { ...CLOSED, from: "2027-03-06" });
    expect(await sold(house, "2027-03-06", 2)).toEqual({ free: 0, closedTo: ["arrival"] });
  });

  it("may be closed to both, and stand against each end by itself", async () => {
    const house = deskOf();
    set(house, { ...CLOSED, from: "2027-03-05", to: "2027-03-08", closed: ["departure", "arrival"] });
    expect(await sold(house, "2027-03-05", 3)).toEqual({ free: 0, closedTo: ["arrival", "departure"] });
    expect(await sold(house, "2027-03-04", 2)).toEqual({ free: 0, closedTo: ["departure"] });
    expect(await sold(house, "2027-03-04", 6)).toEqual(OPEN);
    // Nights that are only counted, for a stay that began before, are no stay of their own.
    expect(await sold(house, "2027-03-05", 3, true)).toEqual(OPEN);
  });

  it("do not bind the desk", () => {
    const house = deskOf();
    set(house, { ...CLOSED, from: "2027-03-05", closed: ["arrival", "departure"] });
    const { code } = add(house.parts, { ...ADD, arrival: "2027-03-05", departure: "2027-03-07" });
    const moved = { act: "change", code, arrival: "2027-03-04", departure: "2027-03-05" } as const;
    changeBooking(house.parts, moved, "Marta");
    expect(house.parts.house.byCode(code)?.stay.departure).toBe("2027-03-05");
  });

  it("come from a spreadsheet that has them, and are left alone by one that has not", () => {
    const { parts } = deskOf();
    const csv =
      "room_type,when,amount,closed\ndouble,sat,120,arrival\ndouble,2027-12-31,,both\nsuite,2027-12-31,300,none\n";
    expect(importRates(parts, csv, false, "Marta")).toEqual({ lines: 3, written: true });
    const read = [
      { roomType: "double", day: "6", to: ["arrival"] },
      { roomType: "double", day: "2027-12-31", to: ["arrival", "departure"] },
      { roomType: "suite", day: "2027-12-31", to: [] },
    ];
    expect(listRates(parts).closed).toEqual(read);
    importRates(parts, "room_type,when,amount\ndouble,sat,130\n", false, "Marta");
    expect(listRates(parts).closed).toEqual(read);
    importRates(parts, "room_type,when,amount,closed\ndouble,sat,130,\n", false, "Marta");
    expect(listRates(parts).closed).toEqual(read.slice(1));
    const bad = "room_type,when,amount,closed\ndouble,sat,130,constructor\n";
    expect(codeOf(() => importRates(parts, bad, false, "Marta"))).toMatch(/line 2: «constructor» is none of/);
  });
});
