import type { EndReason, Line, Played, TransferOutcome, VoiceCall } from "../../audio/line/voice-call.ts";
import { concat } from "../../audio/pcm/level.ts";

const RATE = 8_000;
const FRAME = RATE / 50;

/** The far end of a call on a line that is only memory: a caller with a clock of their own. */
export interface Caller {
  readonly call: VoiceCall;
  readonly answered: Promise<void>;
  /** Speaks, a frame each 20 ms of the pace; resolves when all was said. */
  say(sound: Int16Array): Promise<void>;
  silence(ms: number): Promise<void>;
  press(digit: string): void;
  hangUp(): void;
  /** All that was heard so far. */
  heard(): Int16Array;
  /** Of the frame heard last. */
  loudness(): number;
  readonly frames: { sent: number };
  /** True while something waits to be heard. */
  busy(): boolean;
}

export interface MemoryLine extends Line {
  ring(from?: string, to?: string): Caller;
  readonly transfers: string[];
  /** Who was called, and picked up at once. */
  readonly dialled: Caller[];
  outcome: TransferOutcome;
}

/** A line whose exchange is this program. `pace` waits between two frames: nothing, or real 20 ms. */
export function memoryLine(pace: () => Promise<void>): MemoryLine {
  let listener: (call: VoiceCall) => void = () => undefined;
  let calls = 0;
  const transfers: string[] = [];
  const dialled: Caller[] = [];
  const line: MemoryLine = {
    transfers,
    dialled,
    outcome: "done",
    start: async () => undefined,
    stop: async () => undefined,
    state: () => ({ state: "up", text: "in memory", calls }),
    onCall: (added) => {
      listener = added;
    },
    call: async (number) => {
      calls++;
      const called = openCall(`call-${calls}`, undefined, number, pace, line, "out");
      dialled.push(called);
      return called.call;
    },
    ring(from, to) {
      calls++;
      const caller = openCall(`call-${calls}`, from, to, pace, line);
      listener(caller.call);
      return caller;
    },
  };
  return line;
}

function openCall(
  id: string,
  from: string | undefined,
  to: string | undefined,
  pace: () => Promise<void>,
  line: MemoryLine,
  direction: "in" | "out" = "in",
): Caller {
  const queue: { sound: Int16Array; at: number; done: (played: Played) => void }[] = [];
  const heard: Int16Array[] = [];
  let onFrame: (frame: Int16Array) => void = () => undefined;
  let onDigit: (digit: string) => void = () => undefined;
  let end: (why: EndReason) => void = () => undefined;
  let take: () => void = () => undefined;
  const ended = new Promise<EndReason>((resolve) => {
    end = (why) => {
      flush();
      resolve(why);
    };
  });
  const answered = new Promise<void>((resolve) => {
    take = resolve;
  });
  const frames = { sent: 0 };

  function flush(): void {
    for (const { at, done } of queue.splice(0)) done({ heardMs: (at / RATE) * 1_000, whole: false });
  }

  /** One tick of the call: a frame each way. */
  function exchange(frame: Int16Array): void {
    const playing = queue[0];
    const out = new Int16Array(FRAME);
    if (playing) {
      out.set(playing.sound.subarray(playing.at, playing.at + FRAME));
      playing.at += FRAME;
      if (playing.at >= playing.sound.length) {
        queue.shift();
        playing.done({ heardMs: (playing.sound.length / RATE) * 1_000, whole: true });
      }
    }
    heard.push(out);
    frames.sent++;
    onFrame(frame);
  }

  async function speak(sound: Int16Array): Promise<void> {
    for (let at = 0; at < sound.length; at += FRAME) {
      const frame = new Int16Array(FRAME);
      frame.set(sound.subarray(at, at + FRAME));
      exchange(frame);
      await pace();
    }
  }

  const call: VoiceCall = {
    id,
    direction,
    from: from === undefined ? {} : { number: from },
    to: to === undefined ? {} : { number: to },
    rate: RATE,
    answer: async () => take(),
    refuse: () => end("refused"),
    onFrame: (added) => {
      onFrame = added;
    },
    onDigit: (added) => {
      onDigit = added;
    },
    play: (sound) => new Promise((done) => queue.push({ sound, at: 0, done })),
    flush,
    transfer: async (target) => {
      line.transfers.push(target);
      if (line.outcome === "done") end("transferred");
      return line.outcome;
    },
    hangUp: () => end("we_hung_up"),
    ended,
  };
  return {
    call,
    answered,
    say: speak,
    silence: (ms) => speak(new Int16Array((ms / 1_000) * RATE)),
    press: (digit) => onDigit(digit),
    hangUp: () => end("caller_hung_up"),
    heard: () => concat(heard),
    loudness: () => Math.max(...(heard.at(-1) ?? new Int16Array(1)).map(Math.abs)),
    frames,
    busy: () => queue.length > 0,
  };
}
