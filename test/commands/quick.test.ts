import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HealthReport, StatusReport } from "../../src/control/contract.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { demoHotel, hotelbot, jsonLines, type RunningDaemon, runningDaemon } from "./support/hotelbot.ts";

let state: string;
let daemon: RunningDaemon;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "hotelbot-quick-"));
  demoHotel(state);
  daemon = await runningDaemon(state);
}, 60_000);
afterAll(async () => {
  await daemon.end("SIGTERM");
  rmSync(state, { recursive: true, force: true });
});

/** The quick way knows no --timeout, so with one the command itself answers. */
const both = async (...args: readonly string[]) => {
  const quick = await hotelbot([...args, "--state", state], "");
  const whole = await hotelbot([...args, `--state=${state}`, "--timeout", "10"], "");
  return { quick, whole };
};

describe("status and health, answered without the command library", () => {
  it("tell the same as the commands themselves, for programs and for people", async () => {
    const status = await both("status", "--json");
    // Ears and mouth are still getting ready.
    const [quick, whole] = [status.quick, status.whole].map(({ stdout }) =>
      (jsonLines(stdout) as StatusReport[]).map(({ speech: _speech, ...rest }) => rest),
    );
    expect(quick).toEqual(whole);
    expect(quick?.[0]?.hotel.name).toBe("Hotel Miramar");
    const lines = await both("status");
    const timeless = (text: string) => text.replace(/up \d+ s|^(?:ears|mouth) .*$/gm, "");
    expect(timeless(lines.quick.stdout)).toBe(timeless(lines.whole.stdout));
    expect(lines.quick.stdout).toContain("Hotel Miramar");
  });

  it("end with the same exit code and say as much on stderr", async () => {
    const { quick, whole } = await both("health", "--json");
    const [report] = jsonLines(quick.stdout) as HealthReport[];
    expect(report?.state).toBe("warning");
    expect([quick.exitCode, quick.stderr]).toEqual([whole.exitCode, whole.stderr]);
    expect(quick.exitCode).toBe(1);
  });

  it("leave what they do not know to the commands: mistakes, help, and a daemon that is not there", async () => {
    const mistyped = await hotelbot(["status", "--jsn", "--state", state], "");
    expect(mistyped.exitCode).toBe(3);
    expect(mistyped.stderr).toContain("did you mean «--json»");
    expect((await hotelbot(["status", "--help"], "")).stdout).toContain("USAGE");
    const nobody = await hotelbot(["status", "--socket", join(state, "nobody.sock")], "");
    expect(nobody.exitCode).toBe(10);
    expect(nobody.stderr).toContain("DAEMON_NOT_RUNNING");
  });
});

it("loads no package and no HTTP client: each costs more than the rest of the answer", () => {
  const seen = new Set<string>();
  const outside = new Set<string>();
  const follow = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, name = ""] of readFileSync(path, "utf8").matchAll(
      /^import(?! type)[^;]*? from "([^"]+)";/gms,
    )) {
      if (name.startsWith(".")) follow(join(dirname(path), name));
      else outside.add(name);
    }
  };
  follow(join(packageRoot(), "src", "quick.ts"));
  expect(seen.size).toBeGreaterThan(5);
  expect([...outside].sort()).toEqual([
    "node:crypto",
    "node:fs",
    "node:net",
    "node:os",
    "node:path",
    "node:util",
  ]);
});
