import { createHash } from "node:crypto";
import { type Classifier, createClassifier, type Weights } from "./classifier.ts";
import { BUCKETS } from "./vectorize.ts";

/** Keeps what was learned from one start to the next. Neither throws: what cannot be kept is learned again. */
export interface WeightStore {
  load(key: string): Uint8Array | undefined;
  save(key: string, bytes: Uint8Array): void;
}

/** Raised when the same phrases would be learned into other weights. */
const METHOD = 3;
const DIGEST = 32;

/** A name for what is learned from `parts`: any change of them is another name. */
export function weightKey(...parts: readonly unknown[]): string {
  const hash = createHash("sha256").update(`${METHOD}:${BUCKETS}`);
  for (const part of parts) hash.update(JSON.stringify(part)).update("\0");
  return hash.digest("hex").slice(0, 32);
}

/** The classifier kept under `key`, or the one that `train` learns, which is kept. */
export const learned = (store: WeightStore | undefined, key: string, train: () => Weights): Classifier =>
  createClassifier(keptWeights(store, key, train));

/** The weights kept under `key`, or those that `train` learns, which are kept. */
export function keptWeights(store: WeightStore | undefined, key: string, train: () => Weights): Weights {
  const kept = store?.load(key);
  const weights = kept && decode(kept);
  if (weights) return weights;
  const fresh = train();
  store?.save(key, encode(fresh));
  return fresh;
}

/** sha256 of the rest; length of the labels; the labels as JSON; biases, rarity and table as little-endian floats. */
export function encode({ labels, biases, rarity, table }: Weights): Uint8Array {
  const named = Buffer.from(JSON.stringify(labels).padEnd(Math.ceil(JSON.stringify(labels).length / 4) * 4));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(named.length);
  const body = Buffer.concat([size, named, bytesOf(biases), bytesOf(rarity), bytesOf(table)]);
  return Buffer.concat([createHash("sha256").update(body).digest(), body]);
}

/** Undefined for bytes that are not whole. */
export function decode(bytes: Uint8Array): Weights | undefined {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length < DIGEST + 4) return undefined;
  const body = all.subarray(DIGEST);
  if (!createHash("sha256").update(body).digest().equals(all.subarray(0, DIGEST))) return undefined;
  const named = body.readUInt32LE(0);
  const labels = JSON.parse(body.subarray(4, 4 + named).toString("utf8")) as string[];
  // The table is most of it, and only looked through: a copy of it would lie in memory for a while.
  const floats = new Float32Array(Uint8Array.prototype.slice.call(body, 4 + named).buffer);
  const size = labels.length;
  return {
    labels,
    biases: floats.slice(0, size),
    rarity: floats.slice(size, size + BUCKETS),
    table: floats.subarray(size + BUCKETS),
  };
}

const bytesOf = (floats: Float32Array): Buffer =>
  Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength);
