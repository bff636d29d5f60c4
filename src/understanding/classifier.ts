import { emptyWeights, pack, type SvmOptions, shuffled, trainLabel } from "./svm.ts";
import { BUCKETS, createCounter, inverseFrequency, weigh } from "./vectorize.ts";

/** A phrase as words, and the labels it belongs to (several when one phrase is listed under several). */
export interface Example {
  readonly words: readonly string[];
  readonly labels: readonly string[];
  /** What is known before the words are weighed: added to each label's score, in the order of the labels. */
  readonly prior: Float32Array;
  /** Part of the usual cost of getting it wrong; 1 when missing. */
  readonly weight?: number;
  /** The labels that it says anything of, its own among them; all when missing. */
  readonly about?: ReadonlySet<string>;
}

export interface Classifier {
  readonly labels: readonly string[];
  /** A score per label, in the order of `labels`: ≥ 0 is the label's side of the boundary. */
  scores(words: readonly string[], prior: Float32Array): Float32Array;
}

/** What was learned: a row of `table` per bucket with all labels side by side, and the rarity of each bucket. */
export interface Weights {
  readonly labels: readonly string[];
  readonly biases: Float32Array;
  readonly rarity: Float32Array;
  readonly table: Float32Array;
}

/** Chosen on a quarter of the gold sentences: 3 and 10 gave the same F1, 3 trains in two thirds of the time. */
export const TRAINING: SvmOptions = { cost: 3, epochs: 12 };

/**
 * Trains one label against the rest for each of `labels`. A phrase said twice is one example with both labels. With
 * `before`, only the labels in `again` are trained; the others, and how rare a feature is, stay as they were.
 */
export function trainClassifier(
  examples: readonly Example[],
  labels: readonly string[],
  options: SvmOptions = TRAINING,
  before?: { readonly weights: Weights; readonly again: ReadonlySet<string> },
): Weights {
  const merged = mergeSame(examples);
  const count = createCounter();
  const counts = merged.map((example) => count(example.words));
  const rarity = before?.weights.rarity ?? inverseFrequency(counts);
  const documents = pack(counts.map((each) => weigh(each, rarity)));
  const order = shuffled(merged.length);
  const size = labels.length;
  // One row per bucket with all labels side by side: a message touches few rows, and each is read in one go.
  const table = before?.weights.table.slice() ?? new Float32Array(BUCKETS * size);
  const biases = before?.weights.biases.slice() ?? new Float32Array(size);
  const weights = emptyWeights();
  const positive = new Uint8Array(merged.length);
  const prior = new Float32Array(merged.length);
  const rowsOf = indexByLabel(merged);
  const ridges = Float32Array.from(merged, ({ weight = 1 }) => 1 / (2 * options.cost * weight));
  for (const [column, label] of labels.entries()) {
    // Nothing to learn from: what is known beforehand stands alone.
    if (!rowsOf.has(label) || before?.again.has(label) === false) continue;
    positive.fill(0);
    for (const row of rowsOf.get(label) ?? []) positive[row] = 1;
    for (let row = 0; row < merged.length; row += 1) prior[row] = merged[row]?.prior[column] ?? 0;
    const looked = order.filter((row) => merged[row]?.about?.has(label) !== false);
    biases[column] = trainLabel(documents, positive, prior, looked, options, ridges, weights);
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const weight = weights[bucket] ?? 0;
      if (weight !== 0 || before) table[bucket * size + column] = weight;
    }
  }
  return { labels, biases, rarity, table };
}

export function createClassifier({ labels, biases, rarity, table }: Weights): Classifier {
  const count = createCounter();
  const size = labels.length;
  const { places, rows } = usedRows(table, size);
  return {
    labels,
    scores(words, said) {
      const { ids, values } = weigh(count(words), rarity);
      const scores = biases.slice();
      for (let column = 0; column < size; column += 1)
        scores[column] = (scores[column] ?? 0) + (said[column] ?? 0);
      for (let at = 0; at < ids.length; at += 1) {
        const place = places[ids[at] ?? 0] ?? 0;
        if (place === 0) continue;
        const base = (place - 1) * size;
        const value = values[at] ?? 0;
        // Every index is within: without «?? 0» the loop that a message spends most of its time in takes half as long.
        for (let column = 0; column < size; column += 1) {
          (scores[column] as number) += value * (rows[base + column] as number);
        }
      }
      return scores;
    },
  };
}

/**
 * The rows of the buckets that any label weighs, and each bucket's place among them, from 1, 0 for none: what nobody ever
 * said is most of a new message, and of the memory.
 */
function usedRows(table: Float32Array, size: number): { places: Uint16Array; rows: Float32Array } {
  const places = new Uint16Array(BUCKETS);
  let used = 0;
  for (let at = 0; at < table.length; at += 1) {
    if (table[at] === 0) continue;
    const bucket = Math.floor(at / size);
    used += 1;
    places[bucket] = used;
    at = (bucket + 1) * size - 1;
  }
  const rows = new Float32Array(used * size);
  for (const [bucket, place] of places.entries())
    if (place > 0) rows.set(table.subarray(bucket * size, (bucket + 1) * size), (place - 1) * size);
  return { places, rows };
}

function indexByLabel(examples: readonly Example[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const [row, example] of examples.entries()) {
    for (const label of example.labels) {
      const list = rows.get(label);
      if (list) list.push(row);
      else rows.set(label, [row]);
    }
  }
  return rows;
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
