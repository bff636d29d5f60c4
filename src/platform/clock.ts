/** Time as a dependency: everything that asks the time or waits takes one of these. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once after `ms`; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** The longest a timer of Node's can be; it rings a longer one at once. */
const LONGEST_MS = 2 ** 31 - 1;

export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    after: (ms, callback) => {
      let timer: NodeJS.Timeout;
      const arm = (left: number): void => {
        const ring = left > LONGEST_MS ? () => arm(left - LONGEST_MS) : callback;
        timer = setTimeout(ring, Math.min(left, LONGEST_MS));
      };
      arm(ms);
      return () => clearTimeout(timer);
    },
  };
}
