import { expect, it } from "vitest";
import { temporaryFolder } from "../store/support/opened.ts";
import { killedBooking } from "./support/killed-booking.ts";

// 1 the look by reference, 5 the write, 6 and 7 the reading back.
it.each([
  { request: 1, served: false },
  { request: 5, served: false },
  { request: 5, served: true },
  { request: 6, served: true },
])(
  "killed at question $request (done there: $served): a restart finds the truth",
  { timeout: 60_000 },
  async (point) => {
    expect(await killedBooking(temporaryFolder(), point)).toEqual({ killed: true, state: "firm" });
  },
);
