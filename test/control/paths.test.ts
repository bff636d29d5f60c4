import { chmod, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { controlSocket, ensureSocketFolder, socketCandidates } from "../../src/control/paths.ts";
import type { Machine } from "../../src/platform/paths.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const machine = (env: Record<string, string> = {}): Machine => ({
  env,
  home: "/home/ana",
  writable: () => false,
});

describe("controlSocket", () => {
  it("lies in the state folder", () => {
    expect(controlSocket("/var/lib/hotelbot")).toBe("/var/lib/hotelbot/control.sock");
  });

  it("is short, the same each time and different per state folder when the state folder's path is long", () => {
    const long = (last: string) => join("/srv/hotels", "a".repeat(90), last);
    const socket = controlSocket(long("one"));
    expect(socket).toMatch(/^\/tmp\/hotelbot-[0-9a-f]{20}\/control\.sock$/);
    expect(controlSocket(`${long("one")}/`)).toBe(socket);
    expect(controlSocket(long("two"))).not.toBe(socket);
  });

  it("is short enough to listen on in both cases, counted in bytes", async () => {
    const folder = await temporaryFolder();
    for (const state of [folder, join(folder, "ñ".repeat(60))]) {
      const socket = controlSocket(state);
      ensureSocketFolder(socket);
      const server = createServer().listen(socket);
      await new Promise<void>((resolve, reject) => server.once("listening", resolve).once("error", reject));
      await new Promise((resolve) => server.close(resolve));
      if (!socket.startsWith(folder)) await rm(dirname(socket), { recursive: true });
    }
  });
});

describe("ensureSocketFolder", () => {
  it("makes a private folder and refuses one that others may enter or own", async () => {
    const socket = controlSocket(join(await temporaryFolder(), "b".repeat(100)));
    const folder = dirname(socket);
    try {
      ensureSocketFolder(socket);
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      ensureSocketFolder(socket);
      expect(() => ensureSocketFolder(socket, (process.getuid?.() ?? 0) + 1)).toThrow(
        expect.objectContaining({ code: "STATE_UNUSABLE" }),
      );
      await chmod(folder, 0o770);
      expect(() => ensureSocketFolder(socket)).toThrow(expect.objectContaining({ code: "STATE_UNUSABLE" }));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("says which folder cannot be made", async () => {
    const file = join(await temporaryFolder(), "file");
    await writeFile(file, "");
    expect(() => ensureSocketFolder(join(file, "inside", "control.sock"))).toThrow(
      expect.objectContaining({
        code: "STATE_UNUSABLE",
        details: expect.objectContaining({ path: join(file, "inside") }),
      }),
    );
  });
});

describe("socketCandidates", () => {
  it("tries the named socket alone: flag, then state flag, then environment", () => {
    const env = { HOTELBOT_SOCKET: "/e/socket", HOTELBOT_STATE: "/e/state" };
    expect(socketCandidates({ socket: "/f/socket", state: "/f/state" }, machine(env))).toEqual(["/f/socket"]);
    expect(socketCandidates({ state: "/f/state" }, machine(env))).toEqual(["/f/state/control.sock"]);
    expect(socketCandidates({}, machine(env))).toEqual(["/e/socket"]);
    expect(socketCandidates({}, machine({ HOTELBOT_STATE: "/e/state" }))).toEqual(["/e/state/control.sock"]);
  });

  it("otherwise tries the service, the usual state folder and the demonstration", () => {
    expect(socketCandidates({}, machine())).toEqual([
      "/run/hotelbot/control.sock",
      "/home/ana/.local/state/hotelbot/control.sock",
      "/home/ana/.local/state/hotelbot-demo/control.sock",
    ]);
  });
});
