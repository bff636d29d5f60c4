import { chmod, copyFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { createEngine, type Engine, type EngineOptions } from "../../../audio/ears/engine.ts";
import { installedEngine, shippedModel } from "../../../audio/ears/installed.ts";
import type { SpeechState } from "../../../src/domain/speech.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { fakeClock } from "../clock.ts";
import { murmur, whiteNoise } from "../sounds.ts";

const NODE = process.execPath;

function engine(options: Partial<EngineOptions> = {}): Engine {
  const made = createEngine({
    binary: installedEngine(),
    model: shippedModel(),
    clock: systemClock(),
    ...options,
  });
  onTestFinished(() => made.stop());
  return made;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const gone = (pid: number): Promise<void> =>
  vi.waitFor(() => expect(alive(pid)).toBe(false), { timeout: 10_000, interval: 20 });

const ask = { language: "en", audioCtx: 512 } as const;
/** Long enough in the engine to be interrupted there. */
const slow = { language: "en", audioCtx: 1_500 } as const;

describe("a resident engine", { timeout: 60_000 }, () => {
  let shared: Engine;
  beforeAll(async () => {
    shared = createEngine({ binary: installedEngine(), model: shippedModel(), clock: systemClock() });
    await shared.start();
  }, 60_000);
  afterAll(() => shared.stop());

  it("answers with words and how likely they are", async () => {
    const heard = await shared.infer(whiteNoise(2), { ...ask, wantLanguages: true });
    expect(heard.meanLogProb).toBeLessThan(0);
    expect(Object.keys(heard.languages ?? {}).length).toBeGreaterThan(1);
  });

  it("hears again after it is killed in the middle of a request, and the request is not lost", async () => {
    const first = shared.pid();
    const asked = shared.infer(murmur(10), slow);
    process.kill(first ?? 0, "SIGKILL");
    await expect(asked).resolves.toMatchObject({ noSpeech: expect.any(Number) });
    expect(shared.pid()).not.toBe(first);
    expect(shared.state()).toEqual({ ready: true });
  });

  it("drops a request whose caller no longer waits, and goes on", async () => {
    const caller = new AbortController();
    const asked = shared.infer(murmur(10), { ...slow, signal: caller.signal });
    const next = shared.infer(whiteNoise(1.5), ask);
    caller.abort(new Error("hung up"));
    await expect(asked).rejects.toThrow("hung up");
    await expect(next).resolves.toBeDefined();
  });
});

describe("an engine in trouble", { timeout: 60_000 }, () => {
  it("that hangs is given up after its time and started again", async () => {
    const made = engine({ timeout: { baseMs: 300, perSecondMs: 0 } });
    await made.start();
    const hung = made.pid() ?? 0;
    process.kill(hung, "SIGSTOP");
    await expect(made.infer(whiteNoise(1.5), ask)).rejects.toMatchObject({
      code: "SPEECH_ENGINE_TIMEOUT",
      details: { seconds: 0.3 },
    });
    await gone(hung);
    await vi.waitFor(() => expect(made.state()).toEqual({ ready: true }), { timeout: 20_000 });
  });

  it("does not outlive a daemon that is killed outright", async () => {
    const host = execa(NODE, [join(import.meta.dirname, "..", "engine-host.ts")], {
      reject: false,
      buffer: false,
    });
    const pid = await new Promise<number>((resolve) => {
      host.stdout.once("data", (line: Buffer) => resolve(Number(line.toString())));
    });
    expect(alive(pid)).toBe(true);
    host.kill("SIGKILL");
    await host;
    await gone(pid);
  });

  it("is gone when it is stopped, and says so", async () => {
    const made = engine();
    await made.start();
    const pid = made.pid() ?? 0;
    await made.stop();
    expect(alive(pid)).toBe(false);
    await expect(made.infer(whiteNoise(1), ask)).rejects.toMatchObject({ code: "SPEECH_ENGINE_MISSING" });
  });

  it("with a model that is not the one listed never starts", async () => {
    const folder = await temporaryFolder();
    const model = join(folder, "ggml-base-q8_0.bin");
    await copyFile(join(shippedModel(), "..", "SHA256SUMS"), join(folder, "SHA256SUMS"));
    await writeFile(model, "not a model");
    const made = engine({ model });
    await made.start();
    expect(made.state()).toMatchObject({ ready: false, why: expect.stringContaining("has sha256") });
    await expect(made.infer(whiteNoise(1), ask)).rejects.toMatchObject({ code: "SPEECH_MODEL_DAMAGED" });
  });

  it("says what is missing", async () => {
    const noModel = engine({ model: "/nowhere/ggml.bin" });
    await noModel.start();
    await expect(noModel.infer(whiteNoise(1), ask)).rejects.toMatchObject({ code: "SPEECH_MODEL_MISSING" });
    const noEngine = engine({ binary: "/nowhere/whisper-server" });
    await noEngine.start();
    expect(noEngine.state()).toMatchObject({
      ready: false,
      why: expect.stringContaining("/nowhere/whisper-server is not there"),
    });
  });

  it("that dies at every start is tried again at growing intervals", async () => {
    const binary = join(await temporaryFolder(), "whisper-server");
    await writeFile(binary, "#!/bin/sh\necho 'error: no memory' >&2\nexit 3\n");
    await chmod(binary, 0o755);
    const clock = fakeClock();
    const seen: SpeechState[] = [];
    const made = engine({ binary, clock, onChange: (state) => seen.push(state) });
    const started = made.start();
    for (const tries of [1, 2, 3, 4]) {
      await vi.waitFor(() => expect(seen).toHaveLength(tries), { timeout: 10_000, interval: 5 });
      await vi.waitFor(() => expect(clock.waiting()).toContain(250 * 2 ** tries), { interval: 5 });
      while (clock.waiting().length > 0) clock.fire();
    }
    await started;
    expect(seen[0]).toMatchObject({ ready: false, why: expect.stringContaining("error: no memory") });
  });
});

describe("a model's check", () => {
  it("is remembered until the file changes", async () => {
    const { checkModel } = await import("../../../audio/ears/model-file.ts");
    const folder = await temporaryFolder();
    const model = join(folder, "m.bin");
    await writeFile(model, "abc");
    const expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const options = { expected, stateFolder: join(folder, "state") };
    await expect(checkModel(model, options)).resolves.toMatchObject({ bytes: 3, sha256: expected });
    await expect(checkModel(model, options)).resolves.toMatchObject({ sha256: expected });
    await truncate(model, 2);
    await expect(checkModel(model, options)).rejects.toMatchObject({ code: "SPEECH_MODEL_DAMAGED" });
  });

  it("refuses a model that nothing vouches for", async () => {
    const { checkModel } = await import("../../../audio/ears/model-file.ts");
    const model = join(await temporaryFolder(), "m.bin");
    await writeFile(model, "abc");
    await expect(checkModel(model)).rejects.toMatchObject({ code: "SPEECH_MODEL_DAMAGED" });
  });
});
