import type { HeardChunk } from "./chunk.ts";

/**
 * How sure a reading is, 0…1: the geometric mean of its tokens' probabilities, less for what the model itself took
 * for no speech and for a text that had to be cut out of a loop. Pure.
 */
export function confidence(chunk: HeardChunk): number {
  const sure = Math.exp(chunk.heard.meanLogProb);
  const doubt = chunk.heard.noSpeech > 0.6 ? 0.5 : 1;
  const cut = chunk.copies > 0 ? 0.8 : 1;
  return Math.max(0, Math.min(1, sure * doubt * cut));
}
