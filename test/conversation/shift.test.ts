import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/conversation/contract.ts";
import { shiftParty, shiftStay } from "../../src/conversation/shift.ts";

const STAY = { rooms: 1, arrival: "2026-12-05", departure: "2026-12-07" } satisfies Draft;

describe("a stay that is moved by so much", () => {
  it("gets nights at its end and days at its beginning", () => {
    expect(shiftStay(STAY, { nights: 1 }).draft).toMatchObject({ departure: "2026-12-08" });
    expect(shiftStay(STAY, { arrival: -1 }).draft).toMatchObject({ arrival: "2026-12-04" });
    expect(shiftStay({ ...STAY, nights: 2 }, { nights: -1 }).draft).toEqual({
      ...STAY,
      departure: "2026-12-06",
    });
  });

  it("is left as it is where no night would be left", () => {
    expect(shiftStay(STAY, { nights: -2 })).toEqual({ draft: STAY, unusable: "reversed" });
  });

  it("of which only the nights are known gets longer; of which nothing is known, nights are nights", () => {
    expect(shiftStay({ rooms: 1, nights: 2 }, { nights: 1 }).draft.nights).toBe(3);
    expect(shiftStay({ rooms: 1 }, { nights: 1 }).draft.nights).toBe(1);
    expect(shiftStay({ rooms: 1 }, { nights: -1 }).draft.nights).toBeUndefined();
  });
});

it("one more person counts on those that are known, and is nobody where nobody is known", () => {
  expect(shiftParty({ rooms: 1, adults: 2 }, { adults: 1 }).adults).toBe(3);
  expect(shiftParty({ rooms: 1, adults: 1 }, { adults: -2 }).adults).toBe(0);
  expect(shiftParty({ rooms: 1 }, { adults: 1 }).adults).toBeUndefined();
});
