import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { demoHotel, hotelbot, runningDaemon } from "./support/hotelbot.ts";

const run = (state: string, ...args: readonly string[]) =>
  hotelbot(["daemon", "run", "--state", state, ...args]);

describe("hotelbot daemon run", () => {
  it("without a hotel.yaml exits 2 with CONFIG_MISSING and the path it looked at", async () => {
    const state = await temporaryFolder();
    const path = join(state, "none.yaml");
    const { exitCode, stderr } = await run(state, "--config", path);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`CONFIG_MISSING: No hotel configuration at ${path}.`);
    const json = await run(state, "--config", path, "--json");
    expect(json.exitCode).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: "CONFIG_MISSING", details: { path } } });
  });

  it("names the line of a hotel.yaml that is wrong, and touches nothing", async () => {
    const state = await temporaryFolder();
    demoHotel(state);
    const path = join(state, "hotel.yaml");
    const lines = readFileSync(path, "utf8").split("\n");
    const at = lines.findIndex((line) => line.includes("time_zone:"));
    lines[at] = "  timezone: Europe/Madrid";
    writeFileSync(path, lines.join("\n"));
    const { exitCode, stderr } = await run(state);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`CONFIG_INVALID: ${path}:`);
    expect(stderr).toContain(`${path}:${at + 1}: hotel.timezone`);
    expect(existsSync(join(state, "hotelbot.db"))).toBe(false);
  });

  it("refuses a state folder another one has, with its process, and exits 11", async () => {
    const state = await temporaryFolder();
    demoHotel(state);
    const first = await runningDaemon(state);
    onTestFinished(() => void first.end("SIGKILL"));
    const second = await run(state);
    expect(second.exitCode).toBe(11);
    expect(second.stderr).toMatch(/STATE_BUSY: Another hotelbot already runs on .* \(process \d+\)/);
    expect(await first.end("SIGTERM")).toBe(0);
  }, 60_000);

  it("stops on SIGTERM with 0, also at the very moment it is ready, and starts again on what is there", async () => {
    const state = await temporaryFolder();
    demoHotel(state);
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const daemon = await runningDaemon(state);
      onTestFinished(() => void daemon.end("SIGKILL"));
      expect(daemon.readyLine).toContain("hotelbot is ready: Hotel Miramar");
      expect(daemon.readyLine).toContain(join(state, "control.sock"));
      expect(await daemon.end(signal)).toBe(0);
    }
    expect((await hotelbot(["status", "--state", state])).exitCode).toBe(10);
  }, 60_000);
});
