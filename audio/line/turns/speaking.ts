import { rms } from "../../pcm/level.ts";
import type { Played, VoiceCall } from "../voice-call.ts";

/** What the bot says on one call: a queue, and how loud it is at this moment. */
export interface Speaking {
  /** Queues sound; resolves with how much of it was heard. */
  say(sound: Int16Array): Promise<Played>;
  /** Falls silent at once. */
  flush(): void;
  /** To be called with every frame that comes in: the call's own clock. */
  tick(): void;
  /** Of the frame being sent now; 0 in silence. */
  level(): number;
  /** How long the bot has been speaking, ms; undefined while it is silent. */
  botMs(): number | undefined;
}

const FRAME_MS = 20;
/** Between two sentences that come one after the other the bot counts as speaking on. */
const BRIDGE_MS = 400;

/** Follows what a door plays by counting frames: a door sends one whenever it hands one in. */
export function createSpeaking(call: Pick<VoiceCall, "play" | "flush" | "rate">): Speaking {
  const length = call.rate / 50;
  let levels: number[] = [];
  let at = 0;
  let queued = 0;
  let speakingMs: number | undefined;
  let silentMs = 0;
  return {
    async say(sound) {
      queued++;
      for (let i = 0; i < sound.length; i += length) levels.push(rms(sound.subarray(i, i + length)));
      try {
        return await call.play(sound);
      } finally {
        queued--;
      }
    },
    flush() {
      levels = [];
      at = 0;
      speakingMs = undefined;
      call.flush();
    },
    tick() {
      const sounding = at < levels.length;
      if (sounding) at++;
      else {
        levels = [];
        at = 0;
      }
      silentMs = sounding || queued > 0 ? 0 : silentMs + FRAME_MS;
      if (sounding) speakingMs = (speakingMs ?? 0) + FRAME_MS;
      else if (silentMs >= BRIDGE_MS) speakingMs = undefined;
    },
    level: () => (at > 0 ? (levels[at - 1] ?? 0) : 0),
    botMs: () => (queued > 0 || at < levels.length ? (speakingMs ?? 0) : undefined),
  };
}
