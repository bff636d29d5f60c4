import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createControlClient } from "../../../src/control/client.ts";
import { diagnose } from "../../../src/ops/doctor/doctor.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { SMALLEST } from "../../config/fixture.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const NOBODY = createControlClient(["/nowhere/control.sock"]);
const options = { config: undefined, daemon: NOBODY, fix: false, now: Date.now };

async function house(): Promise<string> {
  const state = await temporaryFolder();
  chmodSync(state, 0o700);
  writeFileSync(join(state, "hotel.yaml"), SMALLEST);
  return state;
}

it("without a daemon looks at everything that needs none, and says that it does not run", async () => {
  const diagnosis = await diagnose({ ...options, stateDir: await house() });
  expect(diagnosis).toMatchObject({ running: false, state: "critical", fixed: [] });
  const [daemon, ...others] = diagnosis.checks;
  expect(daemon).toMatchObject({
    name: "daemon",
    state: "critical",
    cure: expect.stringContaining("Start it"),
  });
  expect(others.map(({ name }) => name)).toEqual([
    ..."configuration clock secrets desk-network permissions engine model espeak-ng ffmpeg".split(" "),
  ]);
  expect(others.find(({ name }) => name === "permissions")).toMatchObject({ state: "ok" });
});

it("tells the line of a hotel.yaml that is wrong, and looks at the machine all the same", async () => {
  const stateDir = await house();
  writeFileSync(join(stateDir, "hotel.yaml"), SMALLEST.replace("time_zone", "timezone"));
  const { checks } = await diagnose({ ...options, stateDir });
  const found = checks.find(({ name }) => name === "configuration");
  expect(found).toMatchObject({ state: "critical", text: expect.stringContaining("hotel.yaml:4") });
  expect(checks.map(({ name }) => name)).toContain("permissions");
});

it("with --fix mends the permissions before it looks", async () => {
  const stateDir = await house();
  mkdirSync(join(stateDir, "secrets"));
  chmodSync(join(stateDir, "secrets"), 0o755);
  const before = await diagnose({ ...options, stateDir });
  expect(before.checks.find(({ name }) => name === "permissions")).toMatchObject({ state: "critical" });
  const after = await diagnose({ ...options, stateDir, fix: true });
  expect(after.fixed).toContainEqual({ what: `closed ${join(stateDir, "secrets")} to others`, done: true });
  expect(after.checks.find(({ name }) => name === "permissions")).toMatchObject({ state: "ok" });
});

it("gives the running daemon's findings as they are", async () => {
  const checks = [{ name: "tunnel", state: "warning" as const, text: "slow", cure: "Wait." }];
  const daemon = { doctor: async () => ({ schema: 1 as const, state: "warning" as const, checks }) };
  const diagnosis = await diagnose({ ...options, daemon, stateDir: await house() });
  expect(diagnosis).toEqual({ running: true, state: "warning", checks, fixed: [] });
});

it("answers --json with the fields that docs/json.md lists", async () => {
  const json = readFileSync(join(packageRoot(), "docs", "json.md"), "utf8");
  const section = json.slice(json.indexOf("### hotelbot doctor"));
  const diagnosis = await diagnose({ ...options, stateDir: await house(), fix: true });
  for (const key of Object.keys(diagnosis)) expect(section).toContain(`| \`${key}\` |`);
  for (const key of Object.keys(diagnosis.fixed[0] ?? {}))
    expect(section).toContain(`| \`fixed[].${key}\` |`);
});
