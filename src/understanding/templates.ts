/** A line of the phrase files stands for at most this many phrases, so that one rich line does not drown the others. */
const MAX_PER_LINE = 12;

/**
 * Every phrase a line stands for: `(a|b)` is one of several, `[a]` may be left out, both nest. «[hola,] (hay|tenéis)
 * piscina» is four phrases. A line that stands for more than {@link MAX_PER_LINE} gives that many, spread evenly.
 */
export function expandTemplate(line: string): string[] {
  const all = [
    ...new Set(
      parse(line).map((phrase) =>
        phrase
          .replace(/\s+/g, " ")
          .replace(/ ([,.?!])/g, "$1")
          .trim(),
      ),
    ),
  ];
  if (all.length <= MAX_PER_LINE) return all;
  const step = all.length / MAX_PER_LINE;
  return Array.from({ length: MAX_PER_LINE }, (_, index) => all[Math.floor(index * step)] ?? "");
}

/** What a line lists: the options of a line that is one group, each a phrase of its own; else the line itself. */
export function listed(line: string): string[] {
  return line.startsWith("(") && closing(line, 0) === line.length - 1 ? split(line.slice(1, -1)) : [line];
}

/** Grows every variant piece by piece; a group's pieces are variants themselves. */
function parse(text: string): string[] {
  let variants = [""];
  let at = 0;
  while (at < text.length) {
    const sign = text[at];
    if (sign !== "(" && sign !== "[") {
      const next = nextSign(text, at);
      const piece = text.slice(at, next);
      variants = variants.map((variant) => variant + piece);
      at = next;
      continue;
    }
    const end = closing(text, at);
    const inner = split(text.slice(at + 1, end)).flatMap(parse);
    const options = sign === "[" ? [...inner, ""] : inner;
    variants = variants.flatMap((variant) => options.map((option) => variant + option)).slice(0, 4_096);
    at = end + 1;
  }
  return variants;
}

function nextSign(text: string, from: number): number {
  const found = /[([]/.exec(text.slice(from));
  return found ? from + found.index : text.length;
}

/** The index of the sign that closes the group opened at `open`. Throws SyntaxError when there is none. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "(" || text[at] === "[") depth += 1;
    if (text[at] === ")" || text[at] === "]") depth -= 1;
    if (depth === 0) return at;
  }
  throw new SyntaxError(`a bracket is not closed: ${text}`);
}

/** The options of a group: split at «|» outside inner groups. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at === text.length || (text[at] === "|" && depth === 0)) {
      parts.push(text.slice(start, at));
      start = at + 1;
    } else if (text[at] === "(" || text[at] === "[") depth += 1;
    else if (text[at] === ")" || text[at] === "]") depth -= 1;
  }
  return parts;
}
