/** Lines of names.yaml: names that mean the same, and beginnings of words or «=intent». */
export type NameData = Readonly<Record<string, readonly string[]>>;

interface Group {
  readonly names: readonly string[];
  readonly pattern: RegExp;
}

/** What a question's id says of a text, 0…1: the share of its groups that are heard. Undefined for names nobody knows. */
export type NameReader = (id: string) => ((text: string) => number) | undefined;

/** `text` given to the readers: folded words joined by spaces, then what it was taken for, «=pool». */
export function createNameReader(data: NameData): NameReader {
  const groups: Group[] = Object.entries(data).map(([names, stems]) => ({
    names: names.split(" "),
    pattern: beginnings(stems),
  }));
  return (id) => {
    const found = groupsOf(id, groups);
    if (found.length === 0) return undefined;
    return (text) => found.filter(({ pattern }) => pattern.test(text)).length / found.length;
  };
}

/** Longest names first, so that `check_in` is not `check` and `in`; each group once. */
function groupsOf(id: string, groups: readonly Group[]): Group[] {
  const found = new Set<Group>();
  const parts = id.split(/[_-]/);
  for (let at = 0; at < parts.length; ) {
    let length = 0;
    for (let size = Math.min(3, parts.length - at); size > 0 && length === 0; size -= 1) {
      const name = parts.slice(at, at + size).join("_");
      const group = groups.find(({ names }) => names.includes(name));
      if (!group) continue;
      found.add(group);
      length = size;
    }
    at += Math.max(1, length);
  }
  return [...found];
}

/** Any of some beginnings of words, after folding. */
export function beginnings(stems: readonly string[]): RegExp {
  return new RegExp(stems.length > 0 ? `(?:^| )(?:${stems.join("|")})` : "(?!)");
}
