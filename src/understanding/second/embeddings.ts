import { z } from "zod";
import type { Adviser, Examples } from "./adviser.ts";
import type { Ask } from "./local-server.ts";

/** By how much the nearest candidate must be nearer than the next: below it a model cannot tell them apart either. */
const LEAD = 0.04;
const MOST_EXAMPLES = 12;

const Vectors = z.object({ data: z.array(z.object({ embedding: z.array(z.number()).min(1) })) });

/**
 * Asks an embedding model behind an OpenAI-compatible server: the candidate is meant that has the example nearest to the
 * text, from `least` (cosine, 0…1) on. Vectors of examples are kept as long as the adviser lives.
 */
export function embeddings(ask: Ask, model: string | undefined, least: number, examples: Examples): Adviser {
  const known = new Map<string, Float64Array>();
  return {
    name: "embeddings",
    async choose({ text, language, candidates }) {
      const lists = candidates.map((name) => examples(name, language).slice(0, MOST_EXAMPLES));
      const fresh = [...new Set(lists.flat().filter((phrase) => !known.has(phrase)))];
      const input = [text, ...fresh];
      const { data } = Vectors.parse(await ask("/v1/embeddings", { model: model ?? "default", input }));
      const vectors = data.map(({ embedding }) => unit(embedding));
      const [said] = vectors;
      if (!said || vectors.length !== input.length || vectors.some(({ length }) => length !== said.length))
        throw new Error("answered other than one vector a text");
      for (const [at, phrase] of fresh.entries()) known.set(phrase, vectors[at + 1] ?? said);
      const near = candidates
        .map((name, at) => ({ name, like: nearest(said, lists[at] ?? [], known) }))
        .sort((a, b) => b.like - a.like);
      const [best, next] = near;
      if (!best || best.like < least || best.like - (next?.like ?? -1) < LEAD) return [];
      return [best.name];
    },
  };
}

function nearest(
  said: Float64Array,
  phrases: readonly string[],
  known: ReadonlyMap<string, Float64Array>,
): number {
  return Math.max(-1, ...phrases.map((phrase) => dot(said, known.get(phrase))));
}

function dot(a: Float64Array, b: Float64Array | undefined): number {
  return b && b.length === a.length ? a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) : -1;
}

function unit(values: readonly number[]): Float64Array {
  const length = Math.hypot(...values) || 1;
  return Float64Array.from(values, (value) => value / length);
}
