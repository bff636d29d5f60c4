import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createControlClient } from "../../src/control/client.ts";
import { createControlServer } from "../../src/control/server.ts";
import type { ControlService } from "../../src/control/service.ts";
import { createCalendars } from "../../src/daemon/calendars.ts";
import { bookingParts, houseService } from "../../src/daemon/house.ts";
import { ratesCsv } from "../../src/ops/views/house.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { seedHouse } from "../../src/pms/house/definition.ts";
import { housePms } from "../../src/pms/house/house.ts";
import type { Pms } from "../../src/pms/port.ts";
import { HOUSE } from "../pms/support.ts";
import { temporaryStore } from "../store/support/opened.ts";

/** The house behind a real control socket, on 2027-02-01. */
async function house(other?: Partial<Pms>) {
  const opened = temporaryStore();
  const { clock, folder, store } = opened;
  const ids = randomIds();
  seedHouse(opened.house, HOUSE, opened.houseDesk);
  const pms: Pms = { ...housePms({ repository: opened.house, clock, ids }), ...other };
  const hotel = { timeZone: "Europe/Madrid", defaultLanguage: "es" } as const;
  const parts = { store, opened, pms, clock, ids, hotel };
  const calendars = createCalendars(bookingParts(parts), { clock, log: silentLogger() });
  onTestFinished(() => calendars.stop());
  const service = {
    house: houseService({ ...parts, calendars }),
  } as unknown as ControlService;
  const socket = join(folder, "control.sock");
  const server = createControlServer(socket, service, silentLogger());
  await server.start();
  onTestFinished(() => server.stop());
  return { house: createControlClient([socket]).house, store, pms };
}

const ADD = {
  ...({
    act: "add",
    by: "Marta",
    roomType: "double",
    arrival: "2027-02-01",
    departure: "2027-02-03",
  } as const),
  ...{ adults: 2, children: 0, rooms: 1, name: "Ana", email: "", phone: "", channel: "phone" },
  ...{ nonRefundable: true, anyway: false },
};

it("is kept over the control socket: rooms, rates, bookings, each with its line in the audit log", async () => {
  const { house: desk, store } = await house();
  const { rooms } = await desk.changeRooms({ act: "add", by: "Marta", number: "104", roomType: "double" });
  expect(rooms.at(-1)).toEqual({ number: "104", roomType: "double", sold: true, blocks: [] });
  const rates = await desk.changeRates({
    act: "set",
    by: "Marta",
    roomType: "double",
    weekdays: [],
    amount: "99,50",
  });
  expect(rates.rates.filter((rate) => rate.roomType === "double").every((rate) => rate.minor === 9_950)).toBe(
    true,
  );
  const least = { act: "minimum", by: "Marta", roomType: "double", nights: 3 } as const;
  await desk.changeRates({ ...least, weekdays: [5], nights: 2 });
  const set = await desk.changeRates({ ...least, weekdays: [], from: "2027-12-30", to: "2027-12-31" });
  expect(set.minimums).toEqual([
    { roomType: "double", weekday: 5, night: null, nights: 2 },
    { roomType: "double", weekday: null, night: "2027-12-30", nights: 3 },
    { roomType: "double", weekday: null, night: "2027-12-31", nights: 3 },
  ]);
  const shut = { act: "closed", by: "Marta", roomType: "double" } as const;
  await desk.changeRates({ ...shut, weekdays: [6], closed: ["arrival"] });
  const closed = await desk.changeRates({
    ...{ ...shut, weekdays: [], from: "2027-12-31" },
    closed: ["departure"],
  });
  expect(closed.closed).toEqual([
    { roomType: "double", weekday: 6, night: null, arrival: true, departure: false },
    { roomType: "double", weekday: null, night: "2027-12-31", arrival: false, departure: true },
  ]);
  // What is exported is what is imported.
  const exported = ratesCsv(closed);
  expect(exported).toContain("double,2027-12-30,,3,");
  expect(exported).toContain("double,2027-12-31,,3,departure");
  const { house: other } = await house();
  await other.changeRates({ act: "set", by: "Marta", roomType: "double", weekdays: [], amount: "99,50" });
  for (const each of [desk, other]) await each.importRates({ by: "Marta", csv: exported, dryRun: false });
  expect(await desk.rates()).toEqual(closed);
  expect(await other.rates()).toEqual(closed);
  const { booking } = await desk.changeBooking({ ...ADD, room: "104", deposit: "50", paid: "20" });
  expect(booking).toMatchObject({
    rooms: ["104"],
    total: { minor: 19_900 },
    deposit: "part",
    nonRefundable: true,
  });
  expect(await desk.showBooking(booking.code.toLowerCase())).toEqual({ schema: 1, booking });
  await desk.changeBooking({ act: "pay", by: "Marta", code: booking.code, amount: "20", back: true });
  const { bookings, from, to } = await desk.bookings({});
  expect({ from, to }).toEqual({ from: "2027-02-01", to: "2027-02-01" });
  expect(bookings).toMatchObject([{ code: booking.code, paid: { minor: 0 }, deposit: "awaited" }]);
  expect((await desk.bookings({ from: "2027-02-03" })).bookings).toHaveLength(1);
  expect((await desk.bookings({ from: "2027-02-04", to: "2027-02-28" })).bookings).toEqual([]);
  expect(store.audit.verify()).toBeUndefined();
});

it("names what is wrong, and has done nothing then", async () => {
  const { house: desk } = await house();
  await expect(desk.showBooking("NONE")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(desk.changeBooking({ ...ADD, total: "cheap" })).rejects.toMatchObject({ code: "PMS_INVALID" });
  await expect(desk.changeBooking({ ...ADD, roomType: "attic" })).rejects.toMatchObject({
    code: "PMS_INVALID",
  });
  await expect(desk.bookings({ from: "2027-02-01", to: "2027-12-01" })).rejects.toMatchObject({
    code: "REQUEST_INVALID",
  });
  expect((await desk.bookings({})).bookings).toEqual([]);
  // Larger than anything else that may be asked, and read whole.
  const csv = `arrival,departure,room_type,name\n${"2027-02-30,x,double,Ana\n".repeat(5_000)}`;
  const order = { csv, dryRun: false, by: "Marta" };
  await expect(desk.importBookings(order)).rejects.toMatchObject({
    code: "IMPORT_INVALID",
    message: expect.stringMatching(/line 2: .*line 21: .*and 4980 more/),
  });
});

it("is not there where the hotel has another PMS, whose bookings are listed all the same", async () => {
  const { house: desk } = await house({ name: "qloapps" });
  await expect(desk.rooms()).rejects.toMatchObject({
    code: "PMS_NOT_HOUSE",
    message: expect.stringContaining("QloApps"),
  });
  await expect(desk.changeBooking(ADD)).rejects.toMatchObject({ code: "PMS_NOT_HOUSE" });
  expect((await desk.bookings({})).bookings).toEqual([]);
});
