import fc from "fast-check";
import { it } from "vitest";
import { temporaryFolder } from "../../store/support/opened.ts";
import { plans, race } from "./race.ts";

it("1,000 races for the last rooms: confirmed is firm, and what is firm is known", async () => {
  await fc.assert(
    fc.asyncProperty(plans, fc.scheduler(), (plan, scheduler) => race(plan, scheduler, temporaryFolder())),
    { numRuns: 1_000 },
  );
});
