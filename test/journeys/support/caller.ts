import { expect, onTestFinished } from "vitest";
import { loadLiveVads } from "../../../audio/ears/live-vad.ts";
import { createMouth } from "../../../audio/mouth/mouth.ts";
import { resample } from "../../../audio/pcm/resample.ts";
import type { HotelConfig } from "../../../src/config/hotel-config.ts";
import { demoHotelPath, loadHotel } from "../../../src/config/load.ts";
import { loadSecrets } from "../../../src/config/secrets.ts";
import { type ControlClient, createControlClient } from "../../../src/control/client.ts";
import type { ConversationView } from "../../../src/control/contract.ts";
import type { Listener } from "../../../src/daemon/phone-parts.ts";
import { createDaemon } from "../../../src/daemon.ts";
import type { Language } from "../../../src/domain/language.ts";
import type { Transcript } from "../../../src/domain/speech.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { createLogger, silentLogger } from "../../../src/platform/logger.ts";
import { type Caller, type MemoryLine, memoryLine } from "../../support/memory-line.ts";
import { servedLine } from "../../support/served-line.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** Ears that hear what the caller of the test meant: no engine is asked, everything else is real. */
export interface KnowingEars extends Listener {
  /** What is said next; an error is what hearing it ends in. */
  next:
    | {
        readonly text: string;
        readonly language: Language;
        readonly refused?: NonNullable<Transcript["refused"]>;
      }
    | Error;
}

export function knowingEars(): KnowingEars {
  const ears: KnowingEars = {
    next: { text: "", language: "es", refused: "silence" },
    hearPcm: async (pcm) => {
      const { next } = ears;
      if (next instanceof Error) throw next;
      const seconds = pcm.length / 16_000;
      return { ...next, confidence: 0.9, seconds, speechSeconds: seconds, engineMs: 1 };
    },
    oddsOf: async () => ({}),
  };
  return ears;
}

/** A hotel with a telephone: the real daemon and voice, and callers who dial from memory. */
export interface PhonedHotel {
  readonly ears: KnowingEars;

  readonly line: MemoryLine;
  readonly control: ControlClient;
  ring(from?: string): Promise<Guest>;
  conversation(): Promise<ConversationView>;
  /** A voice saying it, 8 kHz. */
  spoken(text: string, language: Language): Promise<Int16Array>;
}

export interface Guest {
  readonly caller: Caller;
  /** Speaks, waits as people do, and hears the answer out; answers its words. */
  say(text: string, language: Language): Promise<string>;
  /** Makes the sound of it, with whatever the ears are set to hear, and waits as people do. */
  speak(text: string, language: Language): Promise<void>;
  /** Speaks and waits, and does not listen. */
  begin(text: string, language: Language): Promise<void>;
  /** Hears whatever is said until then. */
  hearOut(until: () => Promise<boolean>): Promise<void>;
  /** Stays on the line in silence until it ends; answers why it did. */
  toTheEnd(): Promise<string>;
  /** Hears out whatever is said until it falls silent; answers what the transcript has of it. */
  listen(after: number): Promise<string>;
}

export async function phonedHotel(
  change: (config: HotelConfig) => HotelConfig = (config) => config,
): Promise<PhonedHotel> {
  const stateDir = await temporaryFolder();
  const line = memoryLine(() => new Promise((resolve) => setImmediate(resolve)));
  const ears = knowingEars();
  const demo = loadHotel(demoHotelPath());
  const { whatsapp: _none, ...rest } = demo;
  const phone = {
    door: { kind: "soundcard" },
    rooms: { "101": "101" },
    maxCalls: 4,
    keepAudio: false,
    reception: "100",
  } as const;
  const daemon = createDaemon({
    stateDir,
    // Nobody asks the engine here: two fewer to load.
    config: change({ ...rest, phone, speech: { ...rest.speech, model: "/nowhere" } }),
    secrets: loadSecrets(stateDir, undefined),
    clock: systemClock(),
    ids: randomIds(),
    log: process.env.HOTELBOT_TEST_LOG ? createLogger("info") : silentLogger(),
    phone: { spawn: servedLine(line, await loadLiveVads()), ears },
  });
  const { socketPath } = await daemon.start();
  const mouth = createMouth({ spares: 0 });
  onTestFinished(() => daemon.stop());
  const control = createControlClient([socketPath]);
  const conversation = async (): Promise<ConversationView> => {
    const { conversations } = await control.inbox();
    return await control.conversation(conversations.find(({ channel }) => channel === "phone")?.id ?? 0);
  };
  const spoken = async (text: string, language: Language): Promise<Int16Array> =>
    resample(await mouth.speak(text, language), 16_000, 8_000);
  return {
    line,
    control,
    ears,
    conversation,
    spoken,
    ring: (from) => ring(line, control, ears, mouth, from),
  };
}

async function ring(
  line: MemoryLine,
  control: ControlClient,
  ears: KnowingEars,
  mouth: ReturnType<typeof createMouth>,
  from: string | undefined,
): Promise<Guest> {
  const caller = line.ring(from);
  await caller.answered;
  const spoken = async (): Promise<readonly string[]> => {
    const { conversations } = await control.inbox();
    const found = conversations.find(({ channel }) => channel === "phone");
    if (!found) return [];
    const { turns, outbox } = await control.conversation(found.id);
    const done = outbox.filter(({ state }) => state === "accepted" || state === "rejected").length;
    return turns
      .filter(({ direction, kind }) => direction === "out" && kind === "voice")
      .slice(0, done)
      .map(({ text }) => text);
  };
  /** The call's clock runs only while something is said: waiting costs the caller no silence. */
  const hearOut = async (until: () => Promise<boolean>): Promise<void> => {
    const step = async (): Promise<boolean> => {
      while (caller.busy()) await caller.silence(20);
      return await until();
    };
    await expect.poll(step, { timeout: 10_000, interval: 10 }).toBe(true);
  };
  const listen = async (after: number): Promise<string> => {
    await hearOut(async () => (await spoken()).length > after);
    return (await spoken()).slice(after).join(" ");
  };
  await hearOut(async () => caller.frames.sent > 0 && !caller.busy());
  const speak = async (text: string, language: Language): Promise<void> => {
    const sound = resample(await mouth.speak(text, language), 16_000, 8_000);
    await caller.silence(300);
    await caller.say(sound);
    await caller.silence(1_300);
  };
  const begin = async (text: string, language: Language): Promise<void> => {
    ears.next = { text, language };
    await speak(text, language);
  };
  return {
    caller,
    listen,
    hearOut,
    speak,
    begin,
    async toTheEnd() {
      let why: string | undefined;
      void caller.call.ended.then((ended) => {
        why = ended;
      });
      while (why === undefined) await caller.silence(100);
      return why;
    },
    async say(text, language) {
      const before = (await spoken()).length;
      await begin(text, language);
      return await listen(before);
    },
  };
}
