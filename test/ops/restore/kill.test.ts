import { expect, it } from "vitest";
import { killBackups, killRestores } from "./support/kills.ts";

it(
  "a backup killed at any step leaves the old one or the new one too, never half of one",
  { timeout: 120_000 },
  () => killBackups(5),
);

it("a restore killed at any step leaves the old state or the new, never neither", {
  timeout: 120_000,
}, async () => {
  const seen = await killRestores(6);
  expect(seen.old).toBeGreaterThan(0);
});
