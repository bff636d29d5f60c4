import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HealthReport } from "../../src/control/contract.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { hotelbot } from "./support/hotelbot.ts";

describe.each(["status", "chat"])("hotelbot %s without a daemon", (command) => {
  it("exits 10 and says how to start it, on stderr and as JSON", async () => {
    const state = await temporaryFolder();
    const plain = await hotelbot([command, "--state", state], "hola\n");
    expect(plain).toMatchObject({ exitCode: 10, stdout: "" });
    expect(plain.stderr).toMatch(
      /^DAEMON_NOT_RUNNING: .*control\.sock.*\n {2}Start it with: hotelbot daemon run/,
    );
    const json = await hotelbot([command, "--state", state, "--json"], "hola\n");
    expect(json).toMatchObject({ exitCode: 10, stderr: "" });
    const path = join(state, "control.sock");
    expect(JSON.parse(json.stdout)).toMatchObject({
      error: { code: "DAEMON_NOT_RUNNING", details: { path } },
    });
  });
});

describe("hotelbot health without a daemon", () => {
  it("is CRITICAL with exit 2, and JSON keeps its form", async () => {
    const state = await temporaryFolder();
    const plain = await hotelbot(["health", "--state", state]);
    expect(plain.exitCode).toBe(2);
    expect(plain.stdout).toMatch(/^HOTELBOT CRITICAL - daemon: /);
    const json = await hotelbot(["health", "--state", state, "--json"]);
    expect(json.exitCode).toBe(2);
    expect(HealthReport.parse(JSON.parse(json.stdout))).toMatchObject({
      state: "critical",
      checks: [{ name: "daemon", state: "critical" }],
    });
  });
});
