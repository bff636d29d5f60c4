import type { Played } from "./voice-call.ts";

/** Sound waiting to be said, cut into frames as they are needed. */
export interface PlayQueue {
  play(sound: Int16Array): Promise<Played>;
  /** The next frame, or undefined when nothing waits. A last piece is filled up with what follows it, or silence. */
  next(): Int16Array | undefined;
  flush(): void;
}

interface Item {
  readonly sound: Int16Array;
  at: number;
  readonly done: (played: Played) => void;
}

export function playQueue(rate: 8_000 | 16_000): PlayQueue {
  const size = rate / 50;
  let items: Item[] = [];
  const heard = (item: Item): Played => ({
    heardMs: Math.round((item.at * 1_000) / rate),
    whole: item.at >= item.sound.length,
  });
  return {
    play: (sound) =>
      new Promise((done) => {
        if (sound.length === 0) done({ heardMs: 0, whole: true });
        else items.push({ sound, at: 0, done });
      }),
    next: () => {
      if (items.length === 0) return undefined;
      const frame = new Int16Array(size);
      let filled = 0;
      while (filled < size) {
        const item = items[0];
        if (!item) break;
        const part = item.sound.subarray(item.at, item.at + size - filled);
        frame.set(part, filled);
        filled += part.length;
        item.at += part.length;
        if (item.at < item.sound.length) break;
        items.shift();
        item.done(heard(item));
      }
      return frame;
    },
    flush: () => {
      const dropped = items;
      items = [];
      for (const item of dropped) item.done(heard(item));
    },
  };
}
