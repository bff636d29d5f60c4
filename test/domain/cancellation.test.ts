import { expect, it } from "vitest";
import { localNow } from "../../src/domain/calendar.ts";
import { cancellationTerms, USUAL_CANCELLATION } from "../../src/domain/cancellation.ts";

const BOOKING = {
  stay: { arrival: "2026-03-03", departure: "2026-03-06" },
  total: { minor: 300_01, currency: "EUR" },
  roomType: "double",
};
const at = (moment: string) => localNow(Date.parse(moment), "Europe/Madrid");
const terms = (moment: string, more = {}, rules = USUAL_CANCELLATION, firstNight?: number) =>
  cancellationTerms(
    { ...BOOKING, ...more },
    rules,
    at(moment),
    "15:00",
    firstNight === undefined ? undefined : { minor: firstNight, currency: "EUR" },
  );

it("is free to the minute 24 hours before the arrival, and not a minute later", () => {
  expect(terms("2026-03-02T14:00:00Z")).toEqual({
    kind: "free",
    fee: { minor: 0, currency: "EUR" },
    until: { date: "2026-03-02", time: "15:00" },
  });
  expect(terms("2026-03-02T14:01:00Z").kind).toBe("late");
});

it("costs half of the first night after that: its own price, else an equal part of the total", () => {
  expect(terms("2026-03-03T10:00:00Z", {}, USUAL_CANCELLATION, 150_00).fee.minor).toBe(75_00);
  expect(terms("2026-03-03T10:00:00Z").fee.minor).toBe(50_00);
});

it("costs all of it where nothing is given back, by room type or by the booking's own terms", () => {
  const strict = { ...USUAL_CANCELLATION, nonRefundable: ["double"] };
  expect(terms("2026-01-01T10:00:00Z", {}, strict)).toMatchObject({
    kind: "non_refundable",
    fee: BOOKING.total,
  });
  expect(terms("2026-01-01T10:00:00Z", { nonRefundable: true }).kind).toBe("non_refundable");
});

it("follows the hotel's own hours and percentage, and never costs more than the booking", () => {
  const rules = { freeHours: 72, feePercent: 100, nonRefundable: [] };
  expect(terms("2026-02-28T15:00:00Z", {}, rules, 900_00)).toMatchObject({
    kind: "late",
    fee: BOOKING.total,
    until: { date: "2026-02-28", time: "15:00" },
  });
});
