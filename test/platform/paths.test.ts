import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { demoStateFolder, type Machine, stateFolder, thisMachine } from "../../src/platform/paths.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const machine = (env: Record<string, string>, system = false): Machine => ({
  env,
  home: "/home/ana",
  writable: () => system,
});

describe("stateFolder", () => {
  it("is the flag, then HOTELBOT_STATE, then the service's folder when it may be written, then the user's", () => {
    expect(stateFolder("/flag", machine({ HOTELBOT_STATE: "/env" }, true))).toBe("/flag");
    expect(stateFolder("rel", machine({}))).toBe(join(process.cwd(), "rel"));
    expect(stateFolder(undefined, machine({ HOTELBOT_STATE: "/env" }, true))).toBe("/env");
    expect(stateFolder(undefined, machine({ HOTELBOT_STATE: "" }, true))).toBe("/var/lib/hotelbot");
    expect(stateFolder(undefined, machine({}))).toBe("/home/ana/.local/state/hotelbot");
    expect(stateFolder(undefined, machine({ XDG_STATE_HOME: "/xdg" }))).toBe("/xdg/hotelbot");
  });

  it("ignores a relative XDG_STATE_HOME, as the XDG rules ask", () => {
    expect(stateFolder(undefined, machine({ XDG_STATE_HOME: "xdg" }))).toBe(
      "/home/ana/.local/state/hotelbot",
    );
  });

  it("keeps the demonstration apart", () => {
    expect(demoStateFolder(machine({}))).toBe("/home/ana/.local/state/hotelbot-demo");
  });
});

describe("thisMachine", () => {
  it("knows a folder it may write into from a file and from nothing", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "file");
    await writeFile(file, "");
    await chmod(file, 0o700);
    const { writable } = thisMachine();
    expect([folder, file, join(folder, "none")].map(writable)).toEqual([true, false, false]);
  });
});
