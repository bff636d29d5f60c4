/**
 * Lets work begin once a turn of the event loop: the first comes through at once (undefined), who comes after waits.
 * Work that only computes and writes to the disk never yields by itself; a burst of it would keep every socket of
 * the process unread until its end.
 *
 * A timer opens it again, not setImmediate: timers come before the sockets and those before setImmediate, so that
 * what was read meanwhile is committed and answered before the next one begins.
 */
export function createTurnstile(): () => Promise<void> | undefined {
  const waiting: (() => void)[] = [];
  let closed = false;

  const turn = (): void => {
    const next = waiting.shift();
    closed = next !== undefined;
    if (!next) return;
    setTimeout(turn, 0);
    next();
  };

  return () => {
    if (closed) return new Promise((through) => waiting.push(through));
    closed = true;
    setTimeout(turn, 0);
    return undefined;
  };
}
