import { BUCKETS, type Vector } from "./vectorize.ts";

/** Vectors one after the other: `starts[i]` to `starts[i + 1]` are those of document i. */
export interface Documents {
  readonly starts: Uint32Array;
  readonly ids: Uint16Array;
  readonly values: Float32Array;
}

export function pack(vectors: readonly Vector[]): Documents {
  const starts = new Uint32Array(vectors.length + 1);
  for (const [index, vector] of vectors.entries())
    starts[index + 1] = (starts[index] ?? 0) + vector.ids.length;
  const total = starts[vectors.length] ?? 0;
  const ids = new Uint16Array(total);
  const values = new Float32Array(total);
  for (const [index, vector] of vectors.entries()) {
    ids.set(vector.ids, starts[index]);
    values.set(vector.values, starts[index]);
  }
  return { starts, ids, values };
}

export interface SvmOptions {
  /** Cost of a phrase on the wrong side of its margin. */
  readonly cost: number;
  readonly epochs: number;
  /** How many times as much a phrase of the label costs as one of the rest; 1 when missing. */
  readonly favour?: number;
}

/**
 * One label against the rest: a linear SVM with squared hinge loss by dual coordinate descent, on what a prior leaves
 * over: the decision is `w·x + bias + prior`. `positive[i]` is 1 for phrases of the label. Deterministic.
 * `ridge[i]` is 1 / (2 · cost) of document i. Writes the weights into `weights` (BUCKETS long, zeroed first) and returns the bias.
 */
export function trainLabel(
  documents: Documents,
  positive: Uint8Array,
  prior: Float32Array,
  order: Uint32Array,
  options: Omit<SvmOptions, "cost">,
  ridges: Float32Array,
  weights: Float32Array,
): number {
  weights.fill(0);
  const { starts, ids, values } = documents;
  const { favour = 1 } = options;
  const count = positive.length;
  const alpha = new Float32Array(count);
  let bias = 0;
  let active = Uint32Array.from(order);
  let bound = Number.POSITIVE_INFINITY;
  for (let epoch = 0; epoch < options.epochs && active.length > 0; epoch += 1) {
    let kept = 0;
    let worst = 0;
    for (let index = 0; index < active.length; index += 1) {
      const document = active[index] ?? 0;
      const sign = positive[document] === 1 ? 1 : -1;
      const [from, to] = [starts[document] ?? 0, starts[document + 1] ?? 0];
      let score = bias + (prior[document] ?? 0);
      for (let at = from; at < to; at += 1) score += (weights[ids[at] ?? 0] ?? 0) * (values[at] ?? 0);
      const before = alpha[document] ?? 0;
      const ridge = (ridges[document] ?? 0) / (sign > 0 ? favour : 1);
      const gradient = sign * score - 1 + ridge * before;
      if (before === 0 && gradient > bound) continue; // far on the right side: not looked at again
      active[kept] = document;
      kept += 1;
      const projected = before === 0 ? Math.min(gradient, 0) : gradient;
      worst = Math.max(worst, Math.abs(projected));
      if (Math.abs(projected) < 1e-3) continue;
      const next = Math.max(before - gradient / (2 + ridge), 0); // length one, and the bias adds one
      alpha[document] = next;
      const step = (next - before) * sign;
      bias += step;
      for (let at = from; at < to; at += 1) {
        const id = ids[at] ?? 0;
        weights[id] = (weights[id] ?? 0) + step * (values[at] ?? 0);
      }
    }
    active = active.subarray(0, kept);
    bound = epoch === 0 ? 0.1 : Math.min(bound, worst);
    if (worst < 0.05) break;
  }
  return bias;
}

/** A fixed shuffle, so that two starts give the same weights. */
export function shuffled(count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  let seed = 0x9e3779b9;
  for (let at = count - 1; at > 0; at -= 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const other = seed % (at + 1);
    const value = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = value;
  }
  return order;
}

export const emptyWeights = (): Float32Array => new Float32Array(BUCKETS);
