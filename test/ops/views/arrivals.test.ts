import { expect, it } from "vitest";
import { ArrivalsReport, type DeskBooking } from "../../../src/control/contract-house.ts";
import { arrivalLines, arrivalsOf } from "../../../src/ops/views/arrivals.ts";
import { PLAIN } from "../../../src/ops/views/status.ts";

const booking: DeskBooking = {
  code: "AGMPUZ",
  reference: "hb-1",
  status: "firm",
  roomType: "double",
  rooms: ["101"],
  arrival: "2027-03-01",
  departure: "2027-03-04",
  adults: 2,
  children: 0,
  guest: { name: "Luis Gil", email: "", phone: "" },
  total: { minor: 300_00, currency: "EUR" },
  paid: { minor: 100_00, currency: "EUR" },
  deposit: "part",
  nonRefundable: false,
};
const day = (...bookings: DeskBooking[]) =>
  arrivalsOf({ schema: 1, from: "2027-03-01", to: "2027-03-01", bookings });

it("lists who arrives that day by name, with what is owed", () => {
  const report = day(
    booking,
    { ...booking, code: "B", guest: { ...booking.guest, name: "Ana" }, rooms: [], paid: null },
    {
      ...booking,
      code: "C",
      guest: { ...booking.guest, name: "Zoe" },
      paid: { minor: 310_00, currency: "EUR" },
    },
    { ...booking, code: "D", arrival: "2027-02-27" },
    { ...booking, code: "E", status: "cancelled" },
    { ...booking, code: "F", status: "no_show" },
  );
  expect(ArrivalsReport.parse(report)).toEqual(report);
  expect(report.arrivals.map(({ code, owed }) => [code, owed?.minor])).toEqual([
    ["B", undefined],
    ["AGMPUZ", 200_00],
    ["C", 0],
  ]);
  const lines = arrivalLines(report, PLAIN).join("\n");
  expect(lines).toMatch(/Ana +B +no room yet \(double\) {2}3 nights\n/);
  expect(lines).toMatch(/Luis Gil +AGMPUZ +101 \(double\) {2}3 nights {2}owes .*200/);
  expect(lines).toMatch(/Zoe.*3 nights {2}paid/);
});

it("says when nobody arrives", () => {
  expect(arrivalLines(day(), PLAIN)).toEqual([expect.stringContaining("nobody arrives")]);
});
