/** How long a guest must be silent before a burst of messages is taken as one turn, and the longest wait for that. */
export interface QuietWindow {
  /** 1.5–3 s feels attentive; 5 s felt dead to people. */
  readonly quietMs: number;
  readonly longestMs: number;
}

/**
 * When a burst is complete, epoch ms: `quietMs` after the last message, at most `longestMs` after the first. A message
 * from the future came before the machine's clock was put back: to wait for that would be an hour of silence.
 */
export function burstCompleteAt(receivedAt: readonly number[], window: QuietWindow, now: number): number {
  if (receivedAt.length === 0) return 0;
  const first = Math.min(...receivedAt);
  const last = Math.max(...receivedAt);
  if (last > now) return now;
  return Math.min(last + window.quietMs, first + window.longestMs);
}

/** No try is put off for longer. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Until when a burst that failed waits, epoch ms: what the guest writes meanwhile joins it, and does not shorten that.
 * A moment further away than any wait was set before the machine's clock was put back.
 */
export function putOffUntil(rows: readonly { readonly notBefore?: number }[], now: number): number {
  const moments = rows.map(({ notBefore = 0 }) => notBefore);
  return Math.max(0, ...moments.filter((at) => at - now <= LONGEST_WAIT_MS));
}
