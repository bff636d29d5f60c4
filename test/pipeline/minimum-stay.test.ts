import { expect, test } from "vitest";
import { nearbyStays, toldRules, wasOpen } from "../../src/pipeline/minimum-stay.ts";

const STAY = { arrival: "2027-03-03", departure: "2027-03-05" };
const NONE = { minimums: [], closed: [], shut: [] };
const span = ({ arrival, departure }: typeof STAY): string => `${arrival.slice(8)}-${departure.slice(8)}`;

test("round a closed day the other one is kept, a night more is offered before a night less", () => {
  const around = (closedTo: readonly ("arrival" | "departure")[]) =>
    nearbyStays(STAY, { ...NONE, closed: [{ roomType: "double", closedTo }] }).map(span);
  expect(around(["departure"])).toEqual(["03-06", "03-04", "03-07", "03-08"]);
  expect(around(["arrival"])).toEqual(["02-05", "04-05", "01-05", "28-05"]);
});

test("the shortest stays that are long enough come first, each once", () => {
  const minimums = [
    { roomType: "suite", nights: 5 },
    { roomType: "double", nights: 3 },
    { roomType: "single", nights: 3 },
  ];
  expect(nearbyStays(STAY, { ...NONE, minimums }).map(span)).toEqual(["03-06", "03-08"]);
});

test("a closed day that the booking has already stands against none of its changes", () => {
  const longer = { ...STAY, departure: "2027-03-06" };
  expect(wasOpen(STAY, longer, ["arrival"])).toBe(true);
  expect(wasOpen(STAY, longer, ["departure"])).toBe(false);
  expect(wasOpen(STAY, longer, ["arrival", "departure"])).toBe(false);
});

test("only rules that there are go with an event", () => {
  expect(toldRules(NONE)).toEqual({});
  const closed = [{ roomType: "double", closedTo: ["arrival"] as const }];
  expect(toldRules({ ...NONE, closed, shut: ["arrival"] })).toEqual({ closed, shut: ["arrival"] });
});
