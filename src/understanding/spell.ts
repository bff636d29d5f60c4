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
 * `targets`: the words to correct to, when not all of them. `kept`: words that are none of them and right all the same.
 */
export function createSpeller(
  counts: ReadonlyMap<string, number>,
  targets: Iterable<string> = counts.keys(),
  kept: (word: string) => boolean = () => false,
): Speller {
  const alike = new Map<string, Candidate[]>();
  for (const word of targets) {
    if (word.length < SHORTEST - 1 || /\d/.test(word)) continue;
    const key = shape(word, word.length);
    const words = alike.get(key);
    const candidate = { word, letters: lettersOf(word) };
    if (words) words.push(candidate);
    else alike.set(key, [candidate]);
  }

  /** Between two words as near the more frequent, and between two as frequent the first of the alphabet. */
  const commoner = (one: string, other: string): boolean => {
    const more = (counts.get(one) ?? 0) - (counts.get(other) ?? 0);
    return more > 0 || (more === 0 && one < other);
  };
  const correct = (word: string): string => {
    if (word.length < SHORTEST || counts.has(word) || /[\d_]/.test(word)) return word;
    const allowed = word.length >= TWO_SLIPS ? 2 : 1;
    const swapsOnly = word.length === SHORTEST;
    const letters = lettersOf(word);
    let best = word;
    let bestDistance = allowed + 1;
    for (let length = word.length - allowed; length <= word.length + allowed; length += 1) {
      for (const { word: candidate, letters: theirs } of alike.get(shape(word, length)) ?? []) {
        const unlike = letters ^ theirs;
        // A slip changes two letters of the set at most: nearly every candidate is out before it is compared.
        if (swapsOnly ? unlike !== 0 || !sameLetters(word, candidate) : !fewBits(unlike, 2 * allowed))
          continue;
        const distance = slips(word, candidate, Math.min(allowed, bestDistance));
        if (distance > allowed || distance > bestDistance) continue;
        if (distance === bestDistance && !commoner(candidate, best)) continue;
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
        return lookups > MAX_LOOKUPS || kept(word) ? word : correct(word);
      });
    },
  };
}

interface Candidate {
  readonly word: string;
  /** As {@link lettersOf} says. */
  readonly letters: number;
}

/** Which letters a word has: one bit each, and one for all that is no letter from a to z. */
function lettersOf(word: string): number {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - 97;
    set |= 1 << (letter >= 0 && letter < 26 ? letter : 26);
  }
  return set;
}

function fewBits(set: number, most: number): boolean {
  let left = set;
  for (let count = 0; count < most && left !== 0; count += 1) left &= left - 1;
  return left === 0;
}

/** Words are compared with those of the same first letter only, by their lengths. */
const shape = (word: string, length: number): string => `${word[0]}${length}`;

function sameLetters(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join("") === [...b].sort().join("");
}

/** Longer words are no slips of anything. */
const LONGEST = 32;

/** Insertions, deletions, replacements and swaps of neighbours between two words, given up beyond `limit`. */
export function slips(a: string, b: string, limit: number): number {
  if (a.length > LONGEST || b.length > LONGEST) return a === b ? 0 : limit + 1;
  const width = b.length + 1;
  const rows = new Uint8Array((a.length + 1) * width);
  for (let j = 0; j < width; j += 1) rows[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    const row = i * width;
    const letter = a.charCodeAt(i - 1);
    let left = i;
    let least = i;
    rows[row] = i;
    for (let j = 1; j < width; j += 1) {
      const above = row - width + j;
      const same = letter === b.charCodeAt(j - 1) ? 0 : 1;
      let cost = Math.min((rows[above] ?? 0) + 1, left + 1, (rows[above - 1] ?? 0) + same);
      const swapped =
        i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (rows[above - width - 2] ?? 0) + 1);
      rows[row + j] = cost;
      left = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
  }
  return rows[rows.length - 1] ?? limit + 1;
}
