import fc from "fast-check";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../store/support/opened.ts";
import { plans, race } from "./race.ts";

it("40 races for the last rooms: confirmed is firm, and what is firm is known", {
  timeout: 60_000,
}, async () => {
  let held = 0;
  await fc.assert(
    fc.asyncProperty(plans, fc.scheduler(), async (plan, scheduler) => {
      await race(plan, scheduler, temporaryFolder());
      held += 1;
    }),
    { numRuns: 40, interruptAfterTimeLimit: 50_000 },
  );
  expect(held).toBeGreaterThan(5);
});
