/**
 * Work in lanes: what has the same key runs one after another, different keys run side by side. A guest's messages
 * are never handled at the same time, and no guest waits for another.
 */
export interface Lanes {
  /** Runs `task` after everything queued under `key`. Asking again while one is queued but not begun adds nothing. */
  wake(key: number, task: () => Promise<void>): void;
  /** Resolves when nothing is queued or running for `key`. */
  settled(key: number): Promise<void>;
  /** Resolves when nothing runs at all; nothing new is begun. */
  stop(): Promise<void>;
}

interface Lane {
  tail: Promise<void>;
  queued: boolean;
}

/** `failed` hears of tasks that threw: a lane goes on after it. */
export function createLanes(failed: (key: number, error: unknown) => void): Lanes {
  const lanes = new Map<number, Lane>();
  let stopping = false;

  function run(key: number, lane: Lane, task: () => Promise<void>): void {
    const before = lane.tail;
    lane.queued = true;
    lane.tail = (async () => {
      await before;
      lane.queued = false;
      if (stopping) return;
      try {
        await task();
      } catch (error) {
        failed(key, error);
      }
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
      if (stopping) return;
      const lane = lanes.get(key) ?? { tail: Promise.resolve(), queued: false };
      if (lane.queued) return;
      lanes.set(key, lane);
      run(key, lane, task);
    },
    settled,
    async stop() {
      stopping = true;
      await Promise.all([...lanes.keys()].map((key) => settled(key)));
    },
  };
}
