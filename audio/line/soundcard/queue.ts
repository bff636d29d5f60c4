import type { Played } from "../voice-call.ts";

/** Sound waiting to go out, taken a frame at a time by whoever keeps the clock. */
export interface PlayQueue {
  play(sound: Int16Array): Promise<Played>;
  flush(): void;
  /** The next frame; silence when nothing waits. */
  next(): Int16Array;
}

export function createPlayQueue(rate: number): PlayQueue {
  const length = rate / 50;
  const queue: { sound: Int16Array; at: number; done: (played: Played) => void }[] = [];
  const ms = (samples: number): number => (samples / rate) * 1_000;
  return {
    play: (sound) => new Promise((done) => void queue.push({ sound, at: 0, done })),
    flush: () => {
      for (const { at, done } of queue.splice(0)) done({ heardMs: ms(at), whole: false });
    },
    next() {
      const frame = new Int16Array(length);
      const first = queue[0];
      if (!first) return frame;
      frame.set(first.sound.subarray(first.at, first.at + length));
      first.at += length;
      if (first.at >= first.sound.length) {
        queue.shift();
        first.done({ heardMs: ms(first.sound.length), whole: true });
      }
      return frame;
    },
  };
}
