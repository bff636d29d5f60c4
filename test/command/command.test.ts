import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.ts";

const probe = join(packageRoot(), "test", "command", "probe.ts");

function run(args: readonly string[], env: Record<string, string> = {}) {
  return execa(process.execPath, [probe, ...args], {
    reject: false,
    env: { NODE_ENV: "production", ...env },
  });
}

describe("the base command", () => {
  it("prints the answer on stdout and the talk on stderr", async () => {
    const result = await run(["hello", "--nights", "2"]);
    expect(result).toMatchObject({ exitCode: 0, stdout: "answer: hello", stderr: "working" });
  });

  it("prints one JSON line with its schema and nothing else under --json", async () => {
    const result = await run(["hello", "--nights", "2", "--json"], { FORCE_COLOR: "1" });
    expect(result).toMatchObject({ exitCode: 0, stderr: "" });
    expect(result.stdout.split("\n")).toHaveLength(1);
    expect(JSON.parse(result.stdout)).toEqual({ schema: 1, what: "hello", nights: 2, json: true });
  });

  it("prints nothing for a command that answers nothing", async () => {
    expect(await run(["silent", "--json"])).toMatchObject({ exitCode: 0, stdout: "" });
  });

  it("takes --state and --socket on every command", async () => {
    const result = await run(["hello", "--json", "--state", "/a", "--socket", "/b"]);
    expect(JSON.parse(result.stdout)).toMatchObject({ state: "/a", socket: "/b" });
  });

  it("gives an error of the table its exit code, with and without --json", async () => {
    const plain = await run(["busy"]);
    expect(plain.exitCode).toBe(11);
    expect(plain.stdout).toBe("");
    expect(plain.stderr).toBe(
      "STATE_BUSY: Another hotelbot already runs on /state (process 41).\n" +
        "  Stop that one first, or give this one a state folder of its own.",
    );
    const json = await run(["busy", "--json"]);
    expect(json).toMatchObject({ exitCode: 11, stderr: "" });
    expect(JSON.parse(json.stdout)).toEqual({
      schema: 1,
      error: {
        code: "STATE_BUSY",
        message: "Another hotelbot already runs on /state (process 41).",
        cure: "Stop that one first, or give this one a state folder of its own.",
        details: { path: "/state", pid: 41 },
      },
    });
  });

  it.each([
    [["hello", "--nihgts", "2"]],
    [["hello", "--nights", "none"]],
    [["hello", "--nights", "0"]],
    [["hello", "surplus"]],
    [[]],
  ])("answers wrong usage %j with USAGE and exit 3", async (args) => {
    expect(await run(args)).toMatchObject({ exitCode: 3, stdout: "" });
    const asInstalled = await run(args, { NODE_ENV: "" });
    expect(asInstalled.stderr).toMatch(/^USAGE: [^\n]+\n {2}Run the command[^\n]+$/);
    const json = await run([...args, "--json"]);
    expect(json.exitCode).toBe(3);
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 1, error: { code: "USAGE" } });
  });

  it("names the flag that was probably meant", async () => {
    const { stderr } = await run(["hello", "--nihgts", "2"]);
    expect(stderr).toMatch(/^USAGE: Nonexistent flag: --nihgts, did you mean «--nights»\.\n/);
  });

  it("makes anything else INTERNAL, and shows its stack only with DEBUG", async () => {
    const plain = await run(["unexpected"], { DEBUG: "" });
    expect(plain).toMatchObject({ exitCode: 1, stdout: "" });
    expect(plain.stderr).toMatch(/^INTERNAL: Something went wrong inside hotelbot: no such thing\./);
    expect(plain.stderr).not.toContain("at Probe.run");
    expect((await run(["unexpected"], { DEBUG: "hotelbot" })).stderr).toContain("at Probe.run");
  });

  it("lets a command choose its exit code without words", async () => {
    expect(await run(["exit"])).toMatchObject({ exitCode: 7, stdout: "", stderr: "" });
    expect(await run(["exit", "--json"])).toMatchObject({ exitCode: 7, stdout: "" });
  });
});
