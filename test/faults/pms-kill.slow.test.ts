import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../store/support/opened.ts";
import { killedBooking } from "./support/killed-booking.ts";

const QUESTIONS = Array.from({ length: 9 }, (_, at) => at + 1);
const points = QUESTIONS.flatMap((request) => [false, true].map((served) => ({ request, served })));

describe("killed at every question of a booking", () => {
  it.each(points)("$request, done there: $served", async (point) => {
    expect(await killedBooking(temporaryFolder(), point)).toEqual({ killed: true, state: "firm" });
  });
});

describe("killed at every question while the room is lost to somebody and ours is taken back and made anew", () => {
  const longer = Array.from({ length: 20 }, (_, at) => at + 1);
  it.each(longer.flatMap((request) => [false, true].map((served) => ({ request, served }))))(
    "$request, done there: $served",
    async (point) => {
      const faults = [{ on: "POST bookings", kind: "double booking" as const }];
      const { state } = await killedBooking(temporaryFolder(), { ...point, faults });
      expect(["firm", "refused"]).toContain(state);
    },
  );
});
