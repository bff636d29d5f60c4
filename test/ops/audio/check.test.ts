import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { toBytes } from "../../../audio/pcm/level.ts";
import { checkAudio } from "../../../src/ops/audio/check.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** An ALSA device whose microphone gives these samples, then silence. */
async function microphone(sound: Int16Array): Promise<void> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "in.raw"), toBytes(sound));
  const device = `pcm.handset { type file slave.pcm "null" file "/dev/null" infile "${folder}/in.raw" format "raw" }`;
  await writeFile(join(folder, "asound.conf"), `</usr/share/alsa/alsa.conf>\n${device}\n`);
  vi.stubEnv("ALSA_CONFIG_PATH", join(folder, "asound.conf"));
  onTestFinished(() => void vi.unstubAllEnvs());
}

const sine = (seconds: number, hz: number, size: number): Int16Array =>
  Int16Array.from({ length: 16_000 * seconds }, (_, i) => size * Math.sin((2 * Math.PI * hz * i) / 16_000));

test("a voice is measured, and a tone that does not come back is told as that", async () => {
  await microphone(sine(3, 200, 3_000));
  const told: string[] = [];
  const report = await checkAudio({ device: "handset", seconds: 1, say: (what) => told.push(what) });
  expect(report).toMatchObject({ device: "handset", seconds: 1, levelDb: -24, roundTripMs: null });
  expect(report.verdict).toContain("The microphone works");
  expect(told).toEqual(["recording 1 s: say something", "playing it back"]);
});

test("a tone that comes back is timed", async () => {
  const quiet = sine(2, 200, 3_000);
  const back = new Int16Array(quiet.length + 22_400);
  back.set(quiet);
  back.set(sine(1, 1_000, 4_000), quiet.length + 6_400);
  await microphone(back);
  const { roundTripMs } = await checkAudio({ device: "handset", seconds: 1, say: () => undefined });
  expect(roundTripMs).toBe(420);
});

test("silence and a card that is not there are told", async () => {
  await microphone(new Int16Array(16_000));
  const report = await checkAudio({ device: "handset", seconds: 1, say: () => undefined });
  expect(report).toMatchObject({ levelDb: -100, roundTripMs: null });
  const missing = checkAudio({ device: "no_such_card", seconds: 1, say: () => undefined });
  await expect(missing).rejects.toMatchObject({ code: "AUDIO_DEVICE" });
});
