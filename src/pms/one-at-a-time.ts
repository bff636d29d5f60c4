/** Runs tasks one after another, in the order asked; one that fails does not stop the next. */
export type OneAtATime = <T>(task: () => Promise<T>) => Promise<T>;

/** A queue of its own: what goes through it never overlaps. */
export function oneAtATime(): OneAtATime {
  let tail: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = tail.then(task, task);
    tail = mine.catch(() => undefined);
    return mine;
  };
}
