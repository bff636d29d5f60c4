/** The full window: 30 s at 50 positions a second. */
export const FULL_WINDOW = 1_500;
/** Heard again when the first reading loops: with this window none of 120 human clips did. */
export const WIDER_WINDOW = 768;

/**
 * How many encoder positions the engine computes for a stretch of audio: 512 up to 7.2 s, then 768, 1,024, 1,280 and the
 * full window. The time is nearly proportional to it: 480 ms against 2,040 with the full window. Two rules were measured:
 *
 * - Not under 512: Whisper repeats itself (of 77 clips under 4.5 s, 18 looped at 256 and none at 512).
 * - Only multiples of 256: whisper.cpp's flash attention rounds the keys up to that and listens to what an earlier turn
 *   left in the rest. Of 24 doubtful clips none looped at 512, 768 and 1,024; two did at 896, and 640 misheard more.
 */
export function audioContext(seconds: number): number {
  const wanted = 50 * seconds + 150;
  return Math.min(FULL_WINDOW, Math.max(512, Math.ceil(wanted / 256) * 256));
}
