import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const bin = join(packageRoot(), "bin", "run.js");
const ESCAPE = String.fromCharCode(27);

/** As cron runs things: hardly any environment, no terminal, nothing on standard input. */
async function cron(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = "") {
  const home = await temporaryFolder();
  return execa(process.execPath, [bin, ...args], {
    reject: false,
    input,
    extendEnv: false,
    env: { HOME: home, PATH: "/usr/bin:/bin", SHELL: "/bin/sh", ...env },
  });
}

it("without a terminal nothing is asked, and the sentence says what to do instead", async () => {
  const state = await temporaryFolder();
  const result = await cron(["secrets", "set", "whatsapp-token", "--state", state]);
  expect(result).toMatchObject({ exitCode: 3, stdout: "" });
  expect(result.stderr).toContain("no value came on standard input");
});

it("a value that is piped in is set, and shown by nothing", async () => {
  const state = await temporaryFolder();
  const value = "b7719e3c0da84f52916a0cc35e8827f1";
  const set = await cron(["secrets", "set", "whatsapp-token", "--state", state], {}, `${value}\n`);
  const list = await cron(["secrets", "list", "--state", state, "--json"]);
  expect([set.exitCode, list.exitCode]).toEqual([0, 0]);
  expect(set.stdout + set.stderr + list.stdout).not.toContain(value);
  expect(JSON.parse(list.stdout)).toMatchObject({ schema: 1, secrets: expect.any(Array) });
});

it("doctor from cron answers with the monitors' exit code and one document under --json", async () => {
  const state = await temporaryFolder();
  const result = await cron(["doctor", "--state", state, "--json"]);
  expect([result.exitCode, result.stderr]).toEqual([2, ""]);
  expect(JSON.parse(result.stdout)).toMatchObject({ schema: 1, running: false, state: "critical" });
});

it.each(["NO_COLOR", "TERM"])("with %s nothing is coloured, also where colours are forced", async (name) => {
  const state = await temporaryFolder();
  const env = { FORCE_COLOR: "1", [name]: name === "TERM" ? "dumb" : "1" };
  const result = await cron(["doctor", "--state", state], env);
  expect(result.stdout).toContain("CRITICAL daemon");
  expect(result.stdout).not.toContain(ESCAPE);
});
