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
