/** One stretch of the caller's speech, from its first sound until it is known what was said. */
export interface Stretch {
  /** It is known: whoever waits for silence goes on, unless another has begun. */
  settle(): void;
}

/** Whether the caller has the floor. */
export interface Silence {
  /** They begin to speak. */
  began(): Stretch;
  /** Nobody speaks and all that was said is known. */
  silent(): boolean;
  /** The stretch that began last. */
  current(): Stretch | undefined;
  /** Resolves when it is silent. */
  until(): Promise<void>;
  /** Nobody will speak any more. */
  end(): void;
}

/** What was said earlier may become known when the caller speaks already again: that is no silence. */
export function createSilence(): Silence {
  let current: Stretch | undefined;
  let waiting: (() => void)[] = [];

  function release(): void {
    current = undefined;
    const all = waiting;
    waiting = [];
    for (const go of all) go();
  }

  return {
    began() {
      const mine: Stretch = {
        settle: () => {
          if (current === mine) release();
        },
      };
      current = mine;
      return mine;
    },
    silent: () => current === undefined,
    current: () => current,
    until: () =>
      current === undefined ? Promise.resolve() : new Promise((resolve) => waiting.push(() => resolve())),
    end: release,
  };
}
