import { expect, test } from "vitest";
import { initialState } from "../../src/conversation/state.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { extendHold } from "../../src/pipeline/hold-extension.ts";

const MINUTE = 60_000;

/** A context of which only the hold matters: `left` extensions, then none. */
function context(now: number, left: number): { context: PipelineContext; asked: number[] } {
  const asked: number[] = [];
  const extend = (_id: number, expiresAt: number): { expiresAt: number } | undefined => {
    asked.push(expiresAt);
    return asked.length <= left ? { expiresAt } : undefined;
  };
  const parts = {
    clock: { now: () => now, after: () => () => undefined },
    holds: { firstMs: 20 * MINUTE, extensionMs: 10 * MINUTE, extensions: 2 },
    store: { holds: { extend } },
  };
  return { context: parts as unknown as PipelineContext, asked };
}

function holding(until: number | undefined): ReturnType<typeof initialState> {
  const draft = { rooms: 1, ...(until === undefined ? {} : { heldUntil: until }) };
  return { ...initialState("es"), draft };
}

test("a hold about to end under a writing guest's hands is extended", () => {
  const { context: parts, asked } = context(0, 2);
  expect(extendHold(parts, 1, holding(4 * MINUTE)).draft?.heldUntil).toBe(14 * MINUTE);
  expect(asked).toEqual([14 * MINUTE]);
});

test("a hold with time left, none at all, one that ended, or one a person has is left alone", () => {
  const { context: parts, asked } = context(0, 2);
  const states = [
    holding(12 * MINUTE),
    holding(undefined),
    holding(-1),
    { ...holding(MINUTE), mode: "person" as const },
  ];
  for (const state of states) expect(extendHold(parts, 1, state)).toBe(state);
  expect(asked).toEqual([]);
});

test("when no extension is left the hold ends when it said it would", () => {
  const { context: parts } = context(0, 0);
  expect(extendHold(parts, 1, holding(MINUTE)).draft?.heldUntil).toBe(MINUTE);
});
