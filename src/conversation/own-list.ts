import type { AboutList } from "./listing.ts";
import { both, forEar, joinWords, type Words } from "./words.ts";

const ITEM = /^\s*(?:[•*\-–]|\d{1,2}[.)])\s+/u;

/**
 * The list in a text a hotel wrote («• …», «- …», «1. …»), for the ear: what stands before it and behind it is said once,
 * and every item ends a sentence. Undefined when it lists nothing.
 */
export function listIn(text: string): AboutList | undefined {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => ITEM.test(line));
  if (first < 0) return undefined;
  const last = lines.findLastIndex((line) => ITEM.test(line));
  const items: string[] = [];
  for (const line of lines.slice(first, last + 1)) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ""));
    else items.push(`${items.pop() ?? ""} ${line.trim()}`);
  }
  const before = spoken(lines.slice(0, first).join("\n"));
  const after = spoken(lines.slice(last + 1).join("\n"));
  return {
    lines: items.map((item) => spoken(closed(item.trim()))),
    between: ["\n", " "],
    head: (list) => joinWords([before, list], "\n", " "),
    ...(after.text === "" ? {} : { ends: after }),
  };
}

function spoken(text: string): Words {
  return both(text.trim(), forEar(text));
}

function closed(item: string): string {
  return /[.!?…:;,]$/u.test(item) ? item : `${item}.`;
}
