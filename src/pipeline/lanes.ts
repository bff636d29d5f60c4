import { HotelbotError } from "../errors.ts";

/**
 * Work in lanes: what has the same key runs one after another, different keys run side by side. A guest's messages
 * are never handled at the same time, and no guest waits for another.
 */
export interface Lanes {
  /** Runs `task` after everything queued under `key`. Asking again while one is queued but not begun adds nothing. */
  wake(key: number, task: () => Promise<void>): void;
  /** Runs `task` after everything queued under `key`, in any case, and answers what it answers. */
  run<T>(key: number, task: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is queued or running for `key`. */
  settled(key: number): Promise<void>;
  /** Resolves when nothing runs at all; nothing new is begun. */
  stop(): Promise<void>;
}

interface Lane {
  tail: Promise<void>;
  queued: boolean;
}

/**
 * `failed` hears of tasks that threw: a lane goes on after it. Each task asks `pass` before it begins, and waits for
 * what it answers.
 */
export function createLanes(
  failed: (key: number, error: unknown) => void,
  pass: () => Promise<void> | undefined = () => undefined,
): Lanes {
  const lanes = new Map<number, Lane>();
  let stopping = false;

  function append(key: number, task: () => Promise<void>): void {
    const lane = lanes.get(key) ?? { tail: Promise.resolve(), queued: false };
    lanes.set(key, lane);
    const before = lane.tail;
    lane.tail = (async () => {
      await before;
      const wait = pass();
      if (wait) await wait;
      await task();
    })();
    const mine = lane.tail;
    void mine.then(() => {
      if (lane.tail === mine) lanes.delete(key);
    });
  }

  async function settled(key: number): Promise<void> {
    for (let lane = lanes.get(key); lane; lane = lanes.get(key)) await lane.tail;
  }

  return {
    wake(key, task) {
      if (stopping || lanes.get(key)?.queued) return;
      append(key, async () => {
        const lane = lanes.get(key);
        if (lane) lane.queued = false;
        if (stopping) return;
        try {
          await task();
        } catch (error) {
          failed(key, error);
        }
      });
      const lane = lanes.get(key);
      if (lane) lane.queued = true;
    },
    run: (key, task) =>
      new Promise((resolve, reject) => {
        if (stopping) reject(new HotelbotError("DAEMON_STOPPING"));
        else append(key, () => task().then(resolve, reject));
      }),
    settled,
    async stop() {
      stopping = true;
      await Promise.all([...lanes.keys()].map((key) => settled(key)));
    },
  };
}
