import { expect, it } from "vitest";
import { temporaryFolder } from "../store/support/opened.ts";
import { killedChange } from "./support/killed-change.ts";

// Before the call, during it with nothing done, during it with all done, and while it is read back.
it.each([
  { kind: "change", at: "GET", served: true },
  { kind: "change", at: "PUT bookings", served: false },
  { kind: "change", at: "PUT bookings", served: true },
  { kind: "cancel", at: "POST order_histories", served: false },
  { kind: "cancel", at: "POST order_histories", served: true },
] as const)(
  "a $kind killed at $at (done there: $served): a restart finds the truth",
  { timeout: 60_000 },
  async (kill) => {
    const found = await killedChange(temporaryFolder(), kill);
    expect(found).toMatchObject({ killed: true, state: "firm", agrees: true });
    expect(found.writes).toBeLessThanOrEqual(kill.at === "GET" || kill.served ? 1 : 2);
  },
);
