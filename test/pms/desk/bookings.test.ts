import { describe, expect, it } from "vitest";
import { changeBooking } from "../../../src/pms/house/desk/bookings.ts";
import { ADD, codeOf, deskOf } from "./support.ts";

const STAY = { arrival: "2027-03-01", departure: "2027-03-04" };

describe("bookings by the desk", () => {
  it("are firm, priced by the house, and found like any other", async () => {
    const { parts, pms, audited } = deskOf();
    const booking = changeBooking(parts, { ...ADD, room: "103", depositMinor: 5_000 }, "Marta");
    expect(booking).toMatchObject({ status: "firm", roomNumbers: ["103"], deposit: "awaited", stay: STAY });
    expect(booking.total).toEqual({ minor: 27_000, currency: "EUR" });
    expect(await pms.findByCode(booking.code)).toEqual(booking);
    expect(audited).toEqual(["booking.add"]);
  });

  it("never get a taken room, one kept for a guest who is deciding, or more guests than fit", () => {
    const { parts } = deskOf();
    for (const room of ["101", "102"]) changeBooking(parts, { ...ADD, room }, "Marta");
    expect(codeOf(() => changeBooking(parts, { ...ADD, room: "101" }, "Marta"))).toMatch(/PMS_REFUSED.*101/);
    expect(codeOf(() => changeBooking(parts, { ...ADD, adults: 3 }, "Marta"))).toMatch(/PMS_REFUSED.*fit/);
    const kept = deskOf("2027-03-01", 1).parts;
    changeBooking(kept, ADD, "Marta");
    changeBooking(kept, ADD, "Marta");
    expect(codeOf(() => changeBooking(kept, ADD, "Marta"))).toMatch(/PMS_REFUSED.*kept/);
    expect(changeBooking(kept, { ...ADD, anyway: true }, "Marta").status).toBe("firm");
    expect(codeOf(() => changeBooking(kept, { ...ADD, anyway: true }, "Marta"))).toMatch(/PMS_REFUSED/);
  });

  it("move to other dates and rooms, at a new price only when something else is sold", () => {
    const { parts } = deskOf();
    const { code } = changeBooking(parts, { ...ADD, totalMinor: 20_000 }, "Marta");
    const moved = changeBooking(parts, { act: "change", code, room: "102" }, "Marta");
    expect(moved).toMatchObject({ roomNumbers: ["102"], total: { minor: 20_000 } });
    const suite = changeBooking(parts, { act: "change", code: code.toLowerCase(), room: "202" }, "Marta");
    expect(suite).toMatchObject({ roomType: "suite", roomNumbers: ["202"], total: { minor: 54_150 } });
    expect(codeOf(() => changeBooking(parts, { act: "change", code: "NONE", room: "202" }, "Marta"))).toMatch(
      /PMS_INVALID/,
    );
  });

  it("of several types move together, each type at its price, and stay of their types", async () => {
    const { parts, pms } = deskOf();
    const guest = { name: "Ana Núñez", email: "ana@example.com", phone: "+34600000001" };
    const part = (roomType: string, minor: number) => ({
      roomType,
      rooms: 1,
      party: { adults: 2, children: 0 },
      total: { minor, currency: "EUR" },
    });
    const { code } = await pms.create({
      reference: "miramar-1-1",
      roomType: "double",
      stay: STAY,
      party: { adults: 4, children: 0 },
      rooms: 2,
      guest,
      total: { minor: 81_150, currency: "EUR" },
      language: "es",
      channel: "whatsapp",
      parts: [part("double", 27_000), part("suite", 54_150)],
    });
    const days = { arrival: "2027-03-02", departure: "2027-03-04" };
    const moved = changeBooking(parts, { act: "change", code, ...days, room: "202" }, "Marta");
    expect(moved).toMatchObject({
      stay: days,
      total: { minor: 18_000 + 36_100 },
      roomNumbers: ["101", "202"],
    });
    expect(moved.parts).toHaveLength(2);
    const other = { act: "change", code, roomType: "suite" } as const;
    expect(codeOf(() => changeBooking(parts, other, "Marta"))).toMatch(/PMS_REFUSED.*several types/);
    const said = changeBooking(parts, { act: "change", code, totalMinor: 50_000 }, "Marta");
    expect(said.total.minor).toBe(50_000);
  });

  it("check in on the day, stay on, and free the nights left when they check out early", async () => {
    const { parts, pms, at } = deskOf();
    const { code, pmsId } = changeBooking(parts, ADD, "Marta");
    const late = changeBooking(parts, { ...ADD, arrival: "2027-03-05", departure: "2027-03-06" }, "Marta");
    expect(codeOf(() => changeBooking(parts, { act: "check-in", code: late.code }, "Marta"))).toMatch(
      /REFUSED/,
    );
    expect(codeOf(() => changeBooking(parts, { act: "check-out", code }, "Marta"))).toMatch(/REFUSED/);
    expect(changeBooking(parts, { act: "check-in", code }, "Marta").status).toBe("in_house");
    await expect(pms.cancel(pmsId)).rejects.toMatchObject({ code: "PMS_REFUSED" });
    const on = changeBooking(parts, { act: "change", code, departure: "2027-03-05" }, "Marta");
    expect(on).toMatchObject({ status: "in_house", stay: { departure: "2027-03-05" } });
    at.now = Date.parse("2027-03-02T09:00:00Z");
    const left = changeBooking(parts, { act: "check-out", code }, "Marta");
    expect(left).toMatchObject({
      status: "departed",
      stay: { arrival: "2027-03-01", departure: "2027-03-02" },
    });
    const [room = ""] = left.roomNumbers;
    expect(parts.desk.takenNights(room, "2027-03-01")).toEqual([
      "2027-03-01",
      ...(late.roomNumbers[0] === room ? ["2027-03-05"] : []),
    ]);
  });

  it("who does not come frees the room, and is no arrival any more", async () => {
    const { parts, pms } = deskOf();
    const { code } = changeBooking(parts, ADD, "Marta");
    expect(changeBooking(parts, { act: "no-show", code }, "Marta").status).toBe("no_show");
    expect(await pms.arrivals("2027-03-01")).toEqual([]);
    expect(parts.house.freeRooms("double", STAY)).toHaveLength(3);
  });

  it("say how far they are paid", () => {
    const { parts } = deskOf();
    const { code } = changeBooking(parts, ADD, "Marta");
    const pay = (minor: number, depositMinor?: number) =>
      changeBooking(parts, { act: "pay", code, minor, depositMinor }, "Marta");
    expect(pay(0, 10_000)).toMatchObject({ deposit: "awaited", paid: { minor: 0 } });
    expect(pay(4_000)).toMatchObject({ deposit: "part", paid: { minor: 4_000 } });
    expect(pay(6_000)).toMatchObject({ deposit: "paid", paid: { minor: 10_000 } });
    expect(pay(0, 0)).toMatchObject({ deposit: "part" });
    expect(pay(17_000)).toMatchObject({ deposit: "paid" });
    expect(codeOf(() => pay(-27_001))).toMatch(/PMS_INVALID/);
  });
});
