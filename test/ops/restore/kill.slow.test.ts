import { expect, it } from "vitest";
import { killBackups, killRestores } from "./support/kills.ts";

it("a backup killed at 30 of its steps leaves the old one or the new one too", () => killBackups(30));

it("a restore killed at 30 of its steps leaves the old state or the new", async () => {
  const seen = await killRestores(30);
  expect(seen.old).toBeGreaterThan(0);
  expect(seen.old + seen.fresh).toBe(30);
});
