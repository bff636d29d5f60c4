/** Puts right words that are one slip away from the hotel's vocabulary. */
export interface Speller {
  /** The word itself when it is known, short, or near nothing; else the nearest known word. */
  correct(word: string): string;
  /** Every word of a folded text put right. */
  text(folded: string): string;
}

/** Below this length a slip turns one good word into another («casa», «cama»); at it only swapped letters count. */
const SHORTEST = 5;
/** From here two slips are still unmistakable. */
const TWO_SLIPS = 10;
/** Unknown words looked up in one message: names and foreign text must not cost more. */
const MAX_LOOKUPS = 12;

/**
 * `counts`: how often each word occurs in the phrases; the more frequent wins between two as near.
 * `targets`: the words to correct to, when not all of them.
 */
export function createSpeller(
  counts: ReadonlyMap<string, number>,
  targets: Iterable<string> = counts.keys(),
): Speller {
  const byStart = new Map<string, string[]>();
  for (const word of targets) {
    if (word.length < SHORTEST - 1 || /\d/.test(word)) continue;
    const key = word[0] ?? "";
    byStart.set(key, [...(byStart.get(key) ?? []), word]);
  }
  for (const [key, words] of byStart) byStart.set(key, words.sort());

  const correct = (word: string): string => {
    if (word.length < SHORTEST || counts.has(word) || /[\d_]/.test(word)) return word;
    const allowed = word.length >= TWO_SLIPS ? 2 : 1;
    const swapsOnly = word.length === SHORTEST;
    let best = word;
    let bestDistance = allowed + 1;
    for (const candidate of byStart.get(word[0] ?? "") ?? []) {
      if (Math.abs(candidate.length - word.length) > allowed) continue;
      if (swapsOnly && !sameLetters(word, candidate)) continue;
      const distance = slips(word, candidate, Math.min(allowed, bestDistance));
      const better =
        distance < bestDistance ||
        (distance === bestDistance && (counts.get(candidate) ?? 0) > (counts.get(best) ?? 0));
      if (distance <= allowed && better) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  };
  return {
    correct,
    text(folded) {
      let lookups = 0;
      return folded.replace(/(?<![a-z0-9@._-])[a-z]{5,24}(?![a-z0-9@_])/g, (word) => {
        if (counts.has(word)) return word;
        lookups += 1;
        return lookups > MAX_LOOKUPS ? word : correct(word);
      });
    },
  };
}

function sameLetters(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join("") === [...b].sort().join("");
}

/** Insertions, deletions, replacements and swaps of neighbours between two words, given up beyond `limit`. */
export function slips(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
