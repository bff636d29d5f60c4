import {
  isCollection,
  isMap,
  isNode,
  isPair,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
} from "yaml";
import type { KeyPath, Problem } from "./problems.ts";

/** A parsed file that still knows where each key stands. */
export interface YamlFile {
  readonly value: unknown;
  /** 1-based. For a missing key: the line of the group it belongs into. */
  lineOf(problem: Pick<Problem, "path" | "key">): number;
}

export type YamlResult =
  | { readonly file: YamlFile }
  | { readonly error: { readonly line: number; readonly what: string } };

/** Parses YAML 1.2. Duplicate keys and aliases that multiply (more than 100 uses) are errors. */
export function parseYaml(text: string): YamlResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const line = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const first = document.errors[0];
  if (first) return { error: { line: line(first.pos[0]), what: first.message.replace(/\s+/g, " ") } };
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    return { error: { line: 1, what: error instanceof Error ? error.message : String(error) } };
  }
  const lineOf = ({ path, key }: Pick<Problem, "path" | "key">): number =>
    line(offsetOf(document.contents, key === undefined ? path : [...path, key]));
  return { file: { value, lineOf } };
}

/** Where the key at `path` begins, or the deepest part of the path that is there. */
function offsetOf(root: ParsedNode | null, path: KeyPath): number {
  let here: Node | null = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (!isCollection(here)) return offset;
    const pair: unknown = isMap(here)
      ? here.items.find((item) => isNode(item.key) && String(item.key) === String(step))
      : undefined;
    const value: unknown = isPair(pair) ? pair.value : here.get(step, true);
    const start =
      isPair(pair) && isNode(pair.key) ? pair.key.range?.[0] : isNode(value) ? value.range?.[0] : undefined;
    if (start === undefined) return offset;
    offset = start;
    here = isNode(value) ? value : null;
  }
  return offset;
}
