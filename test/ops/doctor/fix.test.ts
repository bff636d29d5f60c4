import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fix } from "../../../src/ops/doctor/fix.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const bits = (path: string): number => statSync(path).mode & 0o777;

it("makes what is missing and closes what is open, once", async () => {
  const state = join(await temporaryFolder(), "state");
  mkdirSync(join(state, "secrets"), { recursive: true, mode: 0o755 });
  chmodSync(state, 0o755);
  writeFileSync(join(state, "secrets", "whatsapp-token"), "x", { mode: 0o644 });
  const fixes = await fix(state);
  expect(fixes.map(({ done }) => done)).not.toContain(false);
  expect([state, join(state, "secrets"), join(state, "media")].map(bits)).toEqual([0o700, 0o700, 0o700]);
  expect(bits(join(state, "secrets", "whatsapp-token"))).toBe(0o600);
  expect(await fix(state)).toEqual([]);
});

it("leaves alone what a link leads to", async () => {
  const folder = await temporaryFolder();
  const state = join(folder, "state");
  mkdirSync(join(state, "secrets"), { recursive: true, mode: 0o700 });
  const outside = join(folder, "outside");
  writeFileSync(outside, "x", { mode: 0o644 });
  symlinkSync(outside, join(state, "secrets", "whatsapp-token"));
  await fix(state);
  expect(bits(outside)).toBe(0o644);
});

it("says what it could not do", async () => {
  const file = join(await temporaryFolder(), "file");
  writeFileSync(file, "");
  const [first] = await fix(join(file, "state"));
  expect(first).toMatchObject({ done: false, why: expect.stringContaining("ENOTDIR") });
});
