import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import lpcm16 from "node-record-lpcm16";
import { HotelbotError } from "../../../src/errors.ts";
import { fromBytes, toBytes } from "../../pcm/level.ts";

export const CARD_RATE = 16_000;
const FRAME_BYTES = (CARD_RATE / 50) * 2;

export interface CardOptions {
  /** An ALSA name; missing: the system's default. */
  readonly device?: string;
}

/** A microphone and a loudspeaker. It is one clock: a frame goes out for each that comes in. */
export interface Card {
  /** 20 ms of 16 kHz mono. */
  play(frame: Int16Array): void;
  /** Settles with why, when either end stopped: unplugged, in use, not installed. */
  readonly gone: Promise<HotelbotError>;
  stop(): void;
}

/**
 * Opens both ends through node-record-lpcm16 (arecord) and aplay, with 20 ms periods. Never throws and never leaves an
 * error event without a listener: the package's stream emits one when its program ends, and the program itself when it
 * is not installed.
 */
export function openCard(options: CardOptions, onFrame: (frame: Int16Array) => void): Card {
  let tell: (error: HotelbotError) => void = () => undefined;
  const gone = new Promise<HotelbotError>((resolve) => {
    tell = resolve;
  });
  const failed = (what: string): void => tell(new HotelbotError("AUDIO_DEVICE", { what }));
  const recording = lpcm16.record({
    sampleRate: CARD_RATE,
    channels: 1,
    recorder: recorderPath(),
    ...(options.device ? { device: options.device } : {}),
  });
  let said = "";
  const remember = (chunk: Buffer): void => {
    said = (said + chunk.toString("utf8")).slice(-300).trim();
  };
  recording.process.on("error", (error) => failed(error.message));
  recording.process.stderr?.on("data", remember);
  recording.stream().on("error", () => failed(said || "arecord stopped"));
  recording.process.on("exit", () => failed(said || "arecord stopped"));
  let waiting: Buffer = Buffer.alloc(0);
  recording.stream().on("data", (chunk: Buffer) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    for (; waiting.length >= FRAME_BYTES; waiting = waiting.subarray(FRAME_BYTES)) {
      onFrame(fromBytes(waiting.subarray(0, FRAME_BYTES)));
    }
  });
  const speaker = spawn("aplay", aplayArgs(options.device), { stdio: ["pipe", "ignore", "pipe"] });
  speaker.on("error", (error) => failed(error.message));
  speaker.on("exit", () => failed(said || "aplay stopped"));
  speaker.stderr.on("data", remember);
  speaker.stdin.on("error", () => undefined);
  return {
    gone,
    play: (frame) => {
      if (speaker.stdin.writable) speaker.stdin.write(toBytes(frame));
    },
    stop: () => {
      recording.stop();
      speaker.stdin.end();
      speaker.kill();
    },
  };
}

function recorderPath(): string {
  const program = import.meta.url.endsWith(".ts") ? "./recorder.ts" : "./recorder.js";
  return fileURLToPath(new URL(program, import.meta.url));
}

function aplayArgs(device: string | undefined): string[] {
  const format = ["-t", "raw", "-f", "S16_LE", "-r", String(CARD_RATE), "-c", "1"];
  return ["-q", ...(device ? ["-D", device] : []), ...format, "-B", "60000", "-F", "20000", "-"];
}
