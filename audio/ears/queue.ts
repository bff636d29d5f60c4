/** Runs jobs one after the other in the order they came. A job whose signal aborts while it waits never runs. */
export type Queue = <T>(job: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const mine = last.then(() => {
      signal?.throwIfAborted();
      return job();
    });
    last = mine.catch(() => undefined);
    return signal ? Promise.race([mine, rejected(signal, mine)]) : mine;
  };
}

/** Rejects as soon as the signal aborts, and lets go of it when the job is done. */
function rejected(signal: AbortSignal, job: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    const letGo = (): void => signal.removeEventListener("abort", abort);
    job.then(letGo, letGo);
  });
}
