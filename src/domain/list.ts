import { clip } from "./clip.ts";

/** Limits of a list message (Cloud API, interactive list messages); characters are counted as UTF-16 units. */
export const LIST_LIMITS = {
  body: 4096,
  rows: 10,
  button: 20,
  sectionTitle: 24,
  rowId: 200,
  rowTitle: 24,
  rowDescription: 72,
} as const;

/**
 * How the choices show where there are no lists: `told` the text says them already, `numbers` they are written under it
 * with their numbers, `titles` without numbers, because a bare number means something else there (an hour, a day).
 */
export type ListElsewhere = "told" | "numbers" | "titles";

export interface ListRow {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

export interface ListSection {
  /** Present when there are several. */
  readonly title?: string;
  readonly rows: readonly ListRow[];
}

declare const legal: unique symbol;

/** Only `listOf` makes one, so there is none that Meta would refuse. */
export interface List {
  readonly button: string;
  readonly elsewhere: ListElsewhere;
  readonly sections: readonly ListSection[];
  readonly [legal]: true;
}

export interface WantedRow extends ListRow {
  readonly section?: string;
}

/**
 * A list of these choices in their order, titles and descriptions cut to fit and titles told apart. Undefined when there
 * is none or more than ten, when an id is missing, too long or given twice, or when something has no title: such choices
 * are written out.
 */
export function listOf(
  button: string,
  wanted: readonly WantedRow[],
  elsewhere: ListElsewhere = "numbers",
): List | undefined {
  const label = fitted(button, LIST_LIMITS.button);
  const ids = new Set(wanted.map(({ id }) => id));
  if (wanted.length === 0 || wanted.length > LIST_LIMITS.rows || ids.size < wanted.length) return undefined;
  if (label === "" || wanted.some(({ id }) => id.trim() === "" || id.length > LIST_LIMITS.rowId))
    return undefined;
  const titles = titlesOf(wanted);
  if (titles === undefined) return undefined;
  const rows = wanted.map(({ id, description = "" }, index) => {
    const cut = fitted(description, LIST_LIMITS.rowDescription);
    return { id, title: titles[index] ?? "", ...(cut === "" ? {} : { description: cut }) };
  });
  return { button: label, elsewhere, sections: sectionsOf(wanted, rows) } as unknown as List;
}

/** Every row in the order shown: the first is number 1. */
export function rowsOf(list: List): ListRow[] {
  return list.sections.flatMap(({ rows }) => rows);
}

/** The choices as lines of text, for a channel without lists. */
export function listLines(list: List): string[] {
  if (list.elsewhere === "told") return [];
  return rowsOf(list).map(({ title, description }, index) => {
    const said = description === undefined ? title : `${title}: ${description}`;
    return list.elsewhere === "numbers" ? `${index + 1}. ${said}` : said;
  });
}

function fitted(text: string, most: number): string {
  return clip(text.replace(/[\s\p{Cc}]+/gu, " ").trim(), most);
}

/** Each its own; undefined when one is blank or cannot be told apart. */
function titlesOf(wanted: readonly WantedRow[]): string[] | undefined {
  const seen = new Set<string>();
  for (const [index, { title }] of wanted.entries()) {
    const plain = fitted(title, LIST_LIMITS.rowTitle);
    if (plain === "") return undefined;
    const own = [plain, `${index + 1}. ${title}`, `(${index + 1}) ${title}`]
      .map((each) => fitted(each, LIST_LIMITS.rowTitle))
      .find((each) => !seen.has(each));
    if (own === undefined) return undefined;
    seen.add(own);
  }
  return [...seen];
}

/** Neighbours of one section stand together; rows of which one has no section stand in one without a title. */
function sectionsOf(wanted: readonly WantedRow[], rows: readonly ListRow[]): ListSection[] {
  const names = wanted.map(({ section = "" }) => fitted(section, LIST_LIMITS.sectionTitle));
  const distinct = new Set(names);
  if (distinct.has("") || distinct.size === 1) return [{ rows }];
  return [...distinct].map((title) => ({ title, rows: rows.filter((_, index) => names[index] === title) }));
}
