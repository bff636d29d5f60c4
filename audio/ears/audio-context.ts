/** The full window: 30 s at 50 positions a second. */
export const FULL_WINDOW = 1_500;
/** Heard again when the first reading loops: with this window none of 120 human clips did. */
export const WIDER_WINDOW = 768;

/**
 * How many encoder positions the engine computes for a stretch of audio. The time is nearly proportional to it: 582 ms
 * against 2,054 with the full window. Under 512 Whisper repeats itself (6 of 120 clips with a floor of 384, 1 with 512).
 */
export function audioContext(seconds: number): number {
  const wanted = 50 * seconds + 150;
  return Math.min(FULL_WINDOW, Math.max(512, Math.ceil(wanted / 64) * 64));
}
