/** Hash buckets. 2^15 lost no F1 against exact features at 2,600 phrases, and 60 labels then weigh 8 MB. */
export const BUCKETS = 1 << 15;
const MASK = BUCKETS - 1;
/** A message longer than this is cut for classification: its intents stand in its first words. */
const MAX_WORDS = 60;

/** A sparse vector: `ids` are buckets, each once; `values` are made to length one by {@link weigh}. */
export interface Vector {
  readonly ids: Uint16Array;
  readonly values: Float32Array;
}

/**
 * Counts of words, pairs of words, and runs of 3 to 5 letters within a word (its ends marked), hashed. Letter runs are
 * what keeps «avitacion» and «reservasion» close to what they mean.
 */
export function countFeatures(words: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (hash: number, weight: number): void => {
    const bucket = (hash ^ (hash >>> 15)) & MASK;
    counts.set(bucket, (counts.get(bucket) ?? 0) + weight);
  };
  let previous = "<";
  for (const word of words.slice(0, MAX_WORDS)) {
    add(hashOf(word, 1), 1);
    add(hashOf(`${previous} ${word}`, 2), 1);
    previous = word;
    if (word.length < 3) continue;
    const marked = `<${word.slice(0, 24)}>`;
    for (let from = 0; from < marked.length - 2; from += 1) {
      let hash = 0x811c9dc5 ^ 3;
      const end = Math.min(marked.length, from + 5);
      for (let at = from; at < end; at += 1) {
        hash = Math.imul(hash ^ marked.charCodeAt(at), 0x01000193);
        if (at - from >= 2) add(hash >>> 0, 1);
      }
    }
  }
  return counts;
}

function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Inverse document frequency per bucket, smoothed. */
export function inverseFrequency(documents: readonly Map<number, number>[]): Float32Array {
  const frequency = new Float32Array(BUCKETS);
  for (const counts of documents) for (const id of counts.keys()) frequency[id] = (frequency[id] ?? 0) + 1;
  return frequency.map((count) => Math.log((1 + documents.length) / (1 + count)) + 1);
}

/** Counts damped, times rarity, at length one. */
export function weigh(counts: ReadonlyMap<number, number>, rarity: Float32Array): Vector {
  const ids = Uint16Array.from(counts.keys());
  const values = new Float32Array(ids.length);
  let square = 0;
  let at = 0;
  for (const [id, count] of counts) {
    const value = (1 + Math.log(count)) * (rarity[id] ?? 1);
    values[at] = value;
    square += value * value;
    at += 1;
  }
  const length = Math.sqrt(square) || 1;
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] ?? 0) / length;
  return { ids, values };
}
