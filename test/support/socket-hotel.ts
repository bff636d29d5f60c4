import { expect, onTestFinished } from "vitest";
import { createMouth, type Mouth } from "../../audio/mouth/mouth.ts";
import { concat } from "../../audio/pcm/level.ts";
import { resample } from "../../audio/pcm/resample.ts";
import type { HotelConfig } from "../../src/config/hotel-config.ts";
import { loadSecrets } from "../../src/config/secrets.ts";
import { type ControlClient, createControlClient } from "../../src/control/client.ts";
import type { Listener } from "../../src/daemon/phone-parts.ts";
import { createDaemon } from "../../src/daemon.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { createLogger, silentLogger } from "../../src/platform/logger.ts";
import { callSocket, type SocketCaller } from "./audiosocket-caller.ts";

/** A sentence is spoken in real time, and other work may keep the machine busy. */
const PATIENCE = { timeout: 60_000, interval: 50 };

/** The whole daemon with its line in a process of its own, called by AudioSocket. */
export interface SocketHotel {
  readonly control: ControlClient;
  readonly port: number;
  /** Calls and hears the greeting out. */
  ring(from?: string): Promise<SocketGuest>;
}

/** A caller who waits until what is said was said to its end. */
export interface SocketGuest {
  readonly caller: SocketCaller;
  /** Makes the sound of a guest's turn. */
  speak(): Promise<void>;
  /** Does something, and answers the words of what was said for it. */
  told(act: () => void | Promise<void>): Promise<string>;
  /** Resolves when these very words have begun to be heard since `from`. */
  hears(words: string, language: "es" | "en" | "pt", from: number): Promise<void>;
}

export async function socketHotel(options: {
  readonly stateDir: string;
  readonly config: HotelConfig;
  readonly ears: Listener;
}): Promise<SocketHotel> {
  const { stateDir, config, ears } = options;
  const door = { kind: "audiosocket", bind: { address: "127.0.0.1", port: 0 }, allow: [] } as const;
  const daemon = createDaemon({
    stateDir,
    config: { ...config, phone: { door, rooms: {}, maxCalls: 4, keepAudio: false } },
    secrets: loadSecrets(stateDir, undefined),
    clock: systemClock(),
    ids: randomIds(),
    log: process.env.HOTELBOT_TEST_LOG ? createLogger("info") : silentLogger(),
    phone: { ears },
  });
  const { socketPath } = await daemon.start();
  onTestFinished(() => daemon.stop());
  const control = createControlClient([socketPath]);
  const line = async (): Promise<number> =>
    Number(/:(?<port>\d+)$/.exec((await control.phone.calls()).line.text)?.groups?.port ?? 0);
  await expect.poll(line, PATIENCE).toBeGreaterThan(0);
  const port = await line();
  const mouth = createMouth({ spares: 0, wordsPerMinute: config.speech.wordsPerMinute });
  return { control, port, ring: (from) => ring(port, control, mouth, from) };
}

async function ring(
  port: number,
  control: ControlClient,
  mouth: Mouth,
  from: string | undefined,
): Promise<SocketGuest> {
  const turn = resample(await mouth.speak("Buenas, buenas tardes", "es"), 16_000, 8_000);
  const caller = await callSocket(port, from);
  onTestFinished(() => caller.hangUp());
  const conversation = async () => {
    const { calls } = await control.phone.calls();
    const live = calls.find(({ endedAt }) => endedAt === null);
    return live && (await control.conversation(live.conversation));
  };
  const ours = async () =>
    ((await conversation())?.turns ?? []).filter(
      ({ direction, kind }) => direction === "out" && kind === "voice",
    );
  const settled = async (before: number): Promise<boolean> => {
    const outbox = (await conversation())?.outbox ?? [];
    const heard = outbox.every(({ state }) => state === "accepted" || state === "rejected");
    return heard && (await ours()).length > before;
  };
  await caller.silenceAfter(await caller.soundAfter(0), 900);
  return {
    caller,
    speak: () => caller.say(turn),
    async told(act) {
      const before = (await ours()).length;
      await act();
      await expect.poll(() => settled(before), PATIENCE).toBe(true);
      return (await ours())
        .slice(before)
        .map(({ text }) => text)
        .join(" ");
    },
    async hears(words, language, from) {
      const spoken = resample(await mouth.speak(words, language), 16_000, 8_000);
      const known = spoken.subarray(spoken.length / 2, spoken.length / 2 + KNOWN);
      await expect.poll(() => has(concat(caller.soundsFrom(from)), known), PATIENCE).toBe(true);
    },
  };
}

/** The voice says the same words in the same samples: 50 ms of them tell which they are. */
const KNOWN = 400;

function has(heard: Int16Array, known: Int16Array): boolean {
  const first = known[0] ?? 0;
  for (let at = heard.indexOf(first); at >= 0; at = heard.indexOf(first, at + 1)) {
    if (known.every((sample, i) => heard[at + i] === sample)) return true;
  }
  return false;
}
