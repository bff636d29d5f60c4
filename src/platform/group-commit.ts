export interface GroupCommit<T> {
  /** Resolves after the commit that carried the item; rejects with what made it fail on its own. */
  add(item: T): Promise<void>;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

interface Waiting<T> {
  readonly item: T;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Pays one commit for everything that arrived while the event loop turned once. An fsync costs the same for one
 * webhook as for a hundred, so under load it is paid once a batch; alone, an item waits for one setImmediate.
 *
 * `commit` is synchronous and all-or-nothing. When it throws for several, each is tried on its own, so that one item
 * that cannot be stored fails nobody else.
 */
export function createGroupCommit<T>(
  commit: (batch: readonly T[]) => void,
  options: { readonly maxBatch?: number } = {},
): GroupCommit<T> {
  const maxBatch = options.maxBatch ?? 256;
  let queue: Waiting<T>[] = [];
  let scheduled = false;
  let idlers: (() => void)[] = [];

  const settle = (batch: readonly Waiting<T>[]): void => {
    try {
      commit(batch.map(({ item }) => item));
      for (const { done } of batch) done();
    } catch (error) {
      if (batch.length === 1) batch[0]?.failed(error);
      else for (const one of batch) settle([one]);
    }
  };

  const flush = (): void => {
    scheduled = false;
    const batch = queue.slice(0, maxBatch);
    queue = queue.slice(maxBatch);
    settle(batch);
    if (queue.length > 0) schedule();
    else {
      for (const wake of idlers) wake();
      idlers = [];
    }
  };

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };

  return {
    add: (item) =>
      new Promise((done, failed) => {
        queue.push({ item, done, failed });
        schedule();
      }),
    idle: () =>
      new Promise((resolve) => {
        if (scheduled) idlers.push(resolve);
        else resolve();
      }),
  };
}
