import { CARD_RATE, openCard } from "../../../audio/line/soundcard/card.ts";
import { concat, rms } from "../../../audio/pcm/level.ts";

export interface AudioReport {
  /** The ALSA device; «default» when none was named. */
  readonly device: string;
  /** Seconds that were recorded. */
  readonly seconds: number;
  /** How loud it was, dBFS: 0 is the loudest there is; −100 is silence. */
  readonly levelDb: number;
  /** From a tone's way out until it was heard again, ms; null when it was not: a headset, or no sound at all. */
  readonly roundTripMs: number | null;
  /** In a sentence. */
  readonly verdict: string;
}

export interface AudioCheckOptions {
  readonly device?: string;
  readonly seconds: number;
  /** Told what happens now: speak, listen. */
  readonly say: (what: string) => void;
}

const FRAMES_A_SECOND = 50;
const TONE_HZ = 1_000;
const TONE_FRAMES = 10;
/** A tone is looked for this long: a second and a half. */
const ROUND_TRIP_FRAMES = 75;
/** Quieter than this and nobody spoke, or the microphone is off. */
const QUIET_DB = -55;
const LOUD_DB = -3;

/**
 * Records, plays what was recorded back, then plays a tone and listens for it. The frames that come in are the clock, so
 * it ends by itself with any device that gives sound. Rejects with AUDIO_DEVICE.
 */
export async function checkAudio(options: AudioCheckOptions): Promise<AudioReport> {
  const { device, seconds, say } = options;
  const recorded: Int16Array[] = [];
  const heard: number[] = [];
  const wanted = seconds * FRAMES_A_SECOND;
  let played = 0;
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const card = openCard(device ? { device } : {}, (frame) => {
    if (recorded.length < wanted) {
      recorded.push(frame);
      card.play(new Int16Array(frame.length));
      if (recorded.length === wanted) say("playing it back");
    } else if (played < wanted) card.play(recorded[played++] ?? frame);
    else {
      card.play(heard.length < TONE_FRAMES ? tone(frame.length, heard.length) : new Int16Array(frame.length));
      heard.push(strength(frame));
      if (heard.length >= ROUND_TRIP_FRAMES) finish();
    }
  });
  say(`recording ${seconds} s: say something`);
  try {
    const failure = await Promise.race([done, card.gone]);
    if (failure) throw failure;
  } finally {
    card.stop();
  }
  return report(device ?? "default", seconds, concat(recorded), heard);
}

function report(device: string, seconds: number, sound: Int16Array, heard: readonly number[]): AudioReport {
  const level = rms(sound);
  const levelDb = level < 1 ? -100 : Math.round(20 * Math.log10(level / 32_768));
  const before = heard[0] ?? 0;
  const at = heard.findIndex((each) => each > Math.max(0.2, before * 4));
  const roundTripMs = at < 0 ? null : (at + 1) * 20;
  return { device, seconds, levelDb, roundTripMs, verdict: verdict(levelDb, roundTripMs) };
}

function verdict(levelDb: number, roundTripMs: number | null): string {
  if (levelDb < QUIET_DB)
    return "Nothing was heard: turn the microphone up with alsamixer, or name another device.";
  if (levelDb > LOUD_DB) return "It is too loud: turn the microphone down with alsamixer.";
  if (roundTripMs === null)
    return "The microphone works; the tone did not come back, as with a handset or headset.";
  return "Microphone and loudspeaker work.";
}

function tone(length: number, index: number): Int16Array {
  return Int16Array.from({ length }, (_, i) => {
    const time = (index * length + i) / CARD_RATE;
    return Math.round(12_000 * Math.sin(2 * Math.PI * TONE_HZ * time));
  });
}

/** How much of a frame is the tone, 0…1 (Goertzel): people and fans do not count. */
function strength(frame: Int16Array): number {
  const factor = 2 * Math.cos((2 * Math.PI * TONE_HZ) / CARD_RATE);
  let [one, two, energy] = [0, 0, 0];
  for (const sample of frame) {
    [one, two] = [sample + factor * one - two, one];
    energy += sample * sample;
  }
  const power = one * one + two * two - factor * one * two;
  return energy === 0 ? 0 : Math.min(1, power / (energy * (frame.length / 2)));
}
