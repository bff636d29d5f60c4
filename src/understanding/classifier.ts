import { emptyWeights, pack, type SvmOptions, shuffled, trainLabel } from "./svm.ts";
import { BUCKETS, countFeatures, inverseFrequency, weigh } from "./vectorize.ts";

/** A phrase as words, and the labels it belongs to (several when one phrase is listed under several). */
export interface Example {
  readonly words: readonly string[];
  readonly labels: readonly string[];
  /** What the prior adds to each label's score; nothing for a label that is absent. */
  readonly prior: ReadonlyMap<string, number>;
}

export interface Classifier {
  readonly labels: readonly string[];
  /** A score per label, in the order of `labels`: ≥ 0 is the label's side of the boundary. */
  scores(words: readonly string[], prior: ReadonlyMap<string, number>): Float32Array;
}

/** Chosen on a quarter of the gold sentences: 3 and 10 gave the same F1, 3 trains in two thirds of the time. */
export const TRAINING: SvmOptions = { cost: 3, epochs: 12 };

/** Trains one label against the rest for each of `labels`. A phrase said twice is one example with both labels. */
export function trainClassifier(
  examples: readonly Example[],
  labels: readonly string[],
  options: SvmOptions = TRAINING,
): Classifier {
  const merged = mergeSame(examples);
  const counts = merged.map((example) => countFeatures(example.words));
  const rarity = inverseFrequency(counts);
  const documents = pack(counts.map((count) => weigh(count, rarity)));
  const order = shuffled(merged.length);
  const [size, total] = [labels.length, merged.length];
  // One row per bucket with all labels side by side: a message touches few rows, and each is read in one go.
  const table = new Float32Array(BUCKETS * size);
  const biases = new Float32Array(size);
  const weights = emptyWeights();
  const positive = new Uint8Array(total);
  const prior = new Float32Array(total);
  for (const [column, label] of labels.entries()) {
    for (const [row, example] of merged.entries()) {
      positive[row] = example.labels.includes(label) ? 1 : 0;
      prior[row] = example.prior.get(label) ?? 0;
    }
    biases[column] = trainLabel(documents, positive, prior, order, options, weights);
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const weight = weights[bucket] ?? 0;
      if (weight !== 0) table[bucket * size + column] = weight;
    }
  }
  return {
    labels,
    scores(words, said) {
      const { ids, values } = weigh(countFeatures(words), rarity);
      const scores = Float32Array.from(biases);
      for (let at = 0; at < ids.length; at += 1) {
        const base = (ids[at] ?? 0) * size;
        const value = values[at] ?? 0;
        for (let column = 0; column < size; column += 1) {
          scores[column] = (scores[column] ?? 0) + value * (table[base + column] ?? 0);
        }
      }
      for (const [column, label] of labels.entries()) {
        scores[column] = (scores[column] ?? 0) + (said.get(label) ?? 0);
      }
      return scores;
    },
  };
}

function mergeSame(examples: readonly Example[]): Example[] {
  const merged = new Map<string, Example>();
  for (const example of examples) {
    const key = example.words.join(" ");
    const same = merged.get(key);
    merged.set(key, same ? { ...same, labels: [...new Set([...same.labels, ...example.labels])] } : example);
  }
  return [...merged.values()];
}
