import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { loadLiveVads } from "../../../audio/ears/live-vad.ts";
import { soundcardDoor } from "../../../audio/line/soundcard/door.ts";
import type { VoiceCall } from "../../../audio/line/voice-call.ts";
import { createMouth } from "../../../audio/mouth/mouth.ts";
import { toBytes } from "../../../audio/pcm/level.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

async function door(device: string) {
  const made = soundcardDoor({ device, vads: await loadLiveVads(), clock: systemClock() });
  const calls: VoiceCall[] = [];
  made.onCall((call) => calls.push(call));
  await made.start();
  return { door: made, calls };
}

test("a card that is not there is told, and breaks nothing", async () => {
  const { door: made } = await door("no_such_card");
  await expect.poll(() => made.state().state).toBe("down");
  expect(made.state().text).toContain("The sound card cannot be used");
  await made.stop();
});

test("without arecord and aplay it says what to install", async () => {
  vi.stubEnv("PATH", "/nonexistent");
  try {
    const { door: made } = await door("null");
    await expect.poll(() => made.state().text).toContain("apt-get install alsa-utils");
    await made.stop();
  } finally {
    vi.unstubAllEnvs();
  }
});

test("who speaks to the handset begins a conversation and is heard", async () => {
  const folder = await temporaryFolder();
  const sound = await createMouth({ spares: 0 }).speak("Hola, buenos días, quería una habitación.", "es");
  await writeFile(join(folder, "guest.raw"), toBytes(sound));
  const config = `pcm.handset { type file slave.pcm "null" file "/dev/null" infile "${folder}/guest.raw" format "raw" }`;
  await writeFile(join(folder, "asound.conf"), `</usr/share/alsa/alsa.conf>\n${config}\n`);
  vi.stubEnv("ALSA_CONFIG_PATH", join(folder, "asound.conf"));
  try {
    const { door: made, calls } = await door("handset");
    await expect.poll(() => calls.length, { timeout: 10_000 }).toBeGreaterThan(0);
    const [call] = calls;
    const played = call?.play(new Int16Array(16_000));
    expect(await played).toEqual({ heardMs: 1_000, whole: true });
    call?.hangUp();
    expect(await call?.ended).toBe("we_hung_up");
    await made.stop();
  } finally {
    vi.unstubAllEnvs();
  }
});

test("nothing goes to the loudspeaker while nobody speaks: fed day and night it would fall behind", async () => {
  let frame = (_pcm: Int16Array): void => undefined;
  let played = 0;
  const made = soundcardDoor({
    vads: await loadLiveVads(),
    clock: systemClock(),
    open: (_options, onFrame) => {
      frame = onFrame;
      return { play: () => played++, gone: new Promise(() => undefined), stop: () => undefined };
    },
  });
  made.onCall(() => undefined);
  await made.start();
  for (let at = 0; at < 50; at++) frame(new Int16Array(320));
  expect(played).toBe(0);
  const speech = await createMouth({ spares: 0 }).speak("Hola, buenos días, quería una habitación.", "es");
  for (let at = 0; at + 320 <= speech.length; at += 320) frame(speech.subarray(at, at + 320));
  expect(played).toBeGreaterThan(50);
  await made.stop();
});
