import type { ConversationState, Question } from "./contract.ts";
import { forget, patch, sayWords, type Turn, words } from "./turn.ts";
import { joinWords, type Words } from "./words.ts";

/** On a call so much of a list is said in one breath: nobody keeps more of it in mind. */
export const AT_A_TIME = 3;
const ABOUT = "about:";

/** The choices a question puts as a list; undefined for one that has none. */
function choicesOf(
  { draft, existing }: ConversationState,
  question: Question,
): readonly unknown[] | undefined {
  if (question === "offer") return draft?.offered;
  if (question === "which_booking") return existing?.found;
  return question === "modify_room" ? existing?.offers : undefined;
}

/** Notes what of its list a question about to be put on a call says: `part`, else the first. Elsewhere nothing is noted. */
export function listed(turn: Turn, question: Question, part = 0): Turn {
  if (!turn.input.contact.onCall) return turn;
  const count = choicesOf(turn.state, question)?.length ?? 0;
  if (count > AT_A_TIME) {
    const left = Math.max(0, count - (part + 1) * AT_A_TIME);
    return patch(turn, { listing: { of: question, part, left, asked: left > 0 } });
  }
  const { listing } = turn.state;
  // What is asked now is what a yes answers; the rest of a list that was told can still be asked for.
  return listing?.of.startsWith(ABOUT)
    ? patch(turn, { listing: { ...listing, asked: false } })
    : forget(turn, "listing");
}

/** True when the caller heard this very list before in answer to this very question: it is not read out again. */
export function wasRead(turn: Turn, question: Question): boolean {
  const { state: before, event } = turn.input;
  if (event.kind !== "guest" || before.listing?.of !== question || before.question !== question) return false;
  const same = before.language === turn.state.language;
  return (
    same && JSON.stringify(choicesOf(before, question)) === JSON.stringify(choicesOf(turn.state, question))
  );
}

/** The question of a list that was read out stays as far as it was. */
export function listedBefore(turn: Turn): Turn {
  const { listing } = turn.input.state;
  return listing ? patch(turn, { listing: { ...listing, asked: false } }) : turn;
}

/** What is said of a list now: all of it, but on a call the part that is noted. */
function partOf(turn: Turn, of: string, lines: readonly Words[]) {
  const { listing } = turn.state;
  if (listing?.of !== of) return { lines, first: true, left: 0 };
  const from = listing.part * AT_A_TIME;
  return { lines: lines.slice(from, from + AT_A_TIME), first: from === 0, left: listing.left };
}

/** A question's list with its head and the question; while there is more, «¿Sigo?» takes the question's place. */
export function choiceList(
  turn: Turn,
  question: Question,
  list: { readonly head: (list: Words) => Words; readonly lines: readonly Words[]; readonly ends: Words },
): Words {
  const { lines, first, left } = partOf(turn, question, list.lines);
  const said = joinWords(lines, "\n", " ");
  const ends = left > 0 ? joinWords([leftWords(turn, left), words(turn, "phone.go_on", {})], " ") : list.ends;
  return joinWords([first ? list.head(said) : said, ends], "\n");
}

/** Something to be told that is a list. */
export interface AboutList {
  readonly lines: readonly Words[];
  /** What stands between two lines, for the eye and for the ear. */
  readonly between: readonly [string, string];
  readonly head: (list: Words) => Words;
  /** How a later part is said; missing: as it is. */
  readonly later?: (list: Words) => Words;
  /** Said when all of it was. */
  readonly ends?: Words;
}

/** Tells a list about a subject: all of it, on a call a part, with how much more there is. */
export function tellList(turn: Turn, subject: string, list: AboutList, part = 0): Turn {
  const of = `${ABOUT}${subject}`;
  const left = Math.max(0, list.lines.length - (part + 1) * AT_A_TIME);
  const long = turn.input.contact.onCall && list.lines.length > AT_A_TIME;
  const next = long ? patch(turn, { listing: { of, part, left, asked: false } }) : turn;
  const { lines, first, left: more } = partOf(next, of, list.lines);
  const said = joinWords(lines, ...list.between);
  const body = first ? list.head(said) : (list.later?.(said) ?? said);
  const ends = more > 0 ? [leftWords(next, more)] : list.ends ? [list.ends] : [];
  return sayWords(next, joinWords([body, ...ends], "\n"));
}

/** The subject of a list that was told; undefined for a question's. */
export function subjectOf(of: string): string | undefined {
  return of.startsWith(ABOUT) ? of.slice(ABOUT.length) : undefined;
}

/** After a list that was told and nothing else asked: «¿Sigo?». Undefined when nothing is left to tell. */
export function offerMore(turn: Turn): Turn | undefined {
  const { listing } = turn.state;
  const told =
    listing !== undefined && listing.left > 0 && !listing.asked && subjectOf(listing.of) !== undefined;
  if (!told || turn.input.event.kind !== "guest") return undefined;
  const asked = patch(turn, { listing: { ...listing, asked: true } });
  return { ...sayWords(asked, words(asked, "phone.go_on", {})), asked: true };
}

function leftWords(turn: Turn, count: number): Words {
  return words(turn, "phone.left", { count });
}
