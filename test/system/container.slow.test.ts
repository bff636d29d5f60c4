import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoHotelPath } from "../../src/config/load.ts";
import { pack } from "../../src/ops/pack/pack.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { baseImage, type Container, noContainer, runContainer } from "./support/container.ts";

const why = await noContainer();
if (why !== undefined) process.stderr.write(`the container is not tested here: ${why}\n`);

describe.skipIf(why !== undefined)("hotelbot in a container", () => {
  let out: string;
  let container: Container | undefined;

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), "hotelbot-container-"));
    const release = join(out, "release");
    await pack({ root: packageRoot(), out: release, arch: process.arch, say: () => undefined });
    container = await runContainer(release, await baseImage(out), demoHotelPath());
  }, 900_000);

  afterAll(async () => {
    await container?.remove();
    await rm(out, { recursive: true, force: true });
  });

  it("is built from the release, runs as a user of its own, is healthy, answers, and ends when it is asked to", async () => {
    const { User, Healthcheck } = (await container?.inspect()) ?? {};
    expect(User).toBe("hotelbot");
    const check = Healthcheck?.Test.at(-1) ?? "";
    expect(check).toContain("hotelbot health");
    expect(await container?.sh("id -un")).toEqual({ exitCode: 0, stdout: "hotelbot" });
    expect((await container?.sh(check))?.exitCode).toBe(0);
    const turn = await container?.sh("echo 'hola, ¿tienen wifi?' | hotelbot chat --json --session ana");
    expect(JSON.parse(turn?.stdout ?? "")).toMatchObject({ schema: 1, mode: "bot", language: "es" });
    expect(await container?.sh("touch /opt/hotelbot/x || echo refused")).toMatchObject({ stdout: "refused" });
    expect(await container?.stop()).toBe(0);
  });
});
