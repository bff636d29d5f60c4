import type { ConversationEvent, ConversationState } from "../conversation/contract.ts";
import { isExistingQuestion } from "../conversation/flows/existing-state.ts";
import { localNow } from "../domain/calendar.ts";
import type { Language } from "../domain/language.ts";
import type { Understood } from "../domain/understood.ts";
import type { InboxRow, TurnEntry } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";
import { hear } from "./hear.ts";
import { withoutRepeats } from "./repeats.ts";

/** One guest's burst, read: what the core is told, what the transcript of the conversation keeps. */
export interface Reading {
  readonly events: readonly ConversationEvent[];
  readonly turns: readonly Omit<TurnEntry, "conversationId">[];
  readonly spoken: boolean;
  readonly understood?: Understood;
  /** Voice notes, as inbox rows, that could not be heard and are tried again when the guest has been told. */
  readonly aside: readonly number[];
  /** Set when a voice note must be tried again: nothing of the burst is handled before. */
  readonly later?: { readonly inboxId: number; readonly afterMs: number; readonly why: string };
}

/** Things guests do that ask for no answer. */
const SILENT = new Set(["reaction", "revoke", "edit", "system", "standby", "sticker_reaction"]);

/** False for a reaction and the like. */
export function asksForAnswer({ message: { content } }: InboxRow): boolean {
  return content.kind !== "unsupported" || !SILENT.has(content.what);
}

/**
 * Reads a burst of one guest's messages as one turn: texts and heard voice notes are joined in the order sent and
 * understood once; taps, pictures and the rest become events of their own.
 */
export async function read(
  context: PipelineContext,
  rows: readonly InboxRow[],
  state: ConversationState,
): Promise<Reading> {
  const words: string[] = [];
  const others: ConversationEvent[] = [];
  const taps: { id: string; title: string }[] = [];
  const turns: Omit<TurnEntry, "conversationId">[] = [];
  const aside: number[] = [];
  let spoken = false;
  let interrupted = false;
  let heardIn: Language | undefined;
  for (const row of rows) {
    const content = row.message.content;
    const note = (kind: string, text: string, detail?: unknown): void => {
      turns.push({
        direction: "in",
        author: "guest",
        kind,
        text,
        at: row.message.sentAt,
        inboxId: row.id,
        detail,
      });
    };
    switch (content.kind) {
      case "text":
        words.push(content.text);
        note("text", content.text);
        break;
      case "button":
        taps.push({ id: content.id, title: content.title });
        note("button", content.title, { id: content.id });
        break;
      case "image":
        others.push({ kind: "picture" });
        if (content.caption) words.push(content.caption);
        note("image", content.caption ?? "", { mediaId: content.mediaId });
        break;
      case "voice": {
        const heard = await hear(context, row, state.greeted ? state.language : undefined);
        if (heard.kind === "later") {
          return { events: [], turns: [], spoken: true, aside, later: { inboxId: row.id, ...heard } };
        }
        spoken = true;
        if (heard.kind === "aside") {
          aside.push(row.id);
          others.push({ kind: "unheard", why: "later" });
          note("voice", "", { kind: "unheard", why: "later" });
          break;
        }
        if (heard.kind === "event") {
          others.push(heard.event);
          note("voice", "", heard.event);
        } else {
          words.push(heard.transcript.text);
          note("voice", heard.transcript.text, heard.transcript);
        }
        break;
      }
      case "speech":
        spoken = true;
        words.push(content.transcript.text);
        interrupted ||= content.interrupted ?? false;
        heardIn = content.transcript.language;
        note("voice", content.transcript.text, content.transcript);
        break;
      case "unsupported":
        if (!SILENT.has(content.what)) {
          others.push(
            content.what === "document" && content.mediaId !== undefined
              ? { kind: "picture", document: true }
              : { kind: "unsupported", what: content.what },
          );
          if (content.caption) words.push(content.caption);
        }
        note(content.what, content.caption ?? "", content.mediaId && { mediaId: content.mediaId });
        break;
    }
  }
  const read = asEvents(context, rows, state, { words, taps, spoken, others, interrupted, heardIn });
  return { ...(await reconsidered(context, read)), turns, spoken, aside };
}

interface Told {
  readonly events: readonly ConversationEvent[];
  readonly understood?: Understood;
}

/** What was written or said, where it would end in a question and somebody else may know. */
async function reconsidered({ secondOpinion }: PipelineContext, told: Told): Promise<Told> {
  const doubted = told.events.find((event) => event.kind === "guest" && event.buttonId === undefined);
  if (!secondOpinion || doubted?.kind !== "guest") return told;
  const understood = await secondOpinion(doubted.understood);
  if (understood === doubted.understood) return told;
  const events = told.events.map((event) => (event === doubted ? { ...doubted, understood } : event));
  return { events, understood };
}

/** True when something new in the burst rings at the desk: it waits for no retry of what came before. */
export function soundsUrgent(context: PipelineContext, rows: readonly InboxRow[]): boolean {
  if (!rows.some(({ attempts }) => attempts > 0)) return false;
  return rows.some(({ attempts, message: { content, sentAt } }) => {
    if (attempts > 0 || content.kind !== "text") return false;
    const now = localNow(sentAt, context.hotel.timeZone);
    const { intents } = context.understand(content.text, { now, spoken: false });
    return intents.some(({ name, band }) => name === "emergency" && band === "act");
  });
}

interface Heap {
  readonly words: readonly string[];
  readonly taps: readonly { id: string; title: string }[];
  readonly spoken: boolean;
  readonly others: readonly ConversationEvent[];
  readonly interrupted: boolean;
  /** The language a call was heard in: settled by its sound, not by its words. */
  readonly heardIn: Language | undefined;
}

function asEvents(
  context: PipelineContext,
  rows: readonly InboxRow[],
  state: ConversationState,
  heap: Heap,
): Told {
  // A conversation that has not begun holds to no language yet, unless the guest's program named one.
  const settled = state.greeted || rows[0]?.message.language !== undefined;
  const events: ConversationEvent[] = alike(heap.others);
  let understood: Understood | undefined;
  if (heap.words.length > 0) {
    const text = withoutRepeats(heap.words).join("\n");
    const about = heap.heardIn ? { ...state, language: heap.heardIn } : state;
    const read = understand(context, text, about, saidAt(context, rows), heap.spoken, settled);
    understood = heap.heardIn ? { ...read, language: heap.heardIn, languageSure: true } : read;
    const cut = heap.interrupted ? { interrupted: true } : {};
    events.push({ kind: "guest", understood, spoken: heap.spoken, ...cut });
  }
  for (const tap of new Map(heap.taps.map((each) => [each.id, each])).values()) {
    const read = understand(context, tap.title, state, saidAt(context, rows), false, true);
    understood ??= read;
    events.push({ kind: "guest", understood: read, spoken: false, buttonId: tap.id });
  }
  return understood ? { events, understood } : { events };
}

/** Twenty pictures at once are one thing to look at, and are answered once. */
function alike(events: readonly ConversationEvent[]): ConversationEvent[] {
  return [...new Map(events.map((event) => [JSON.stringify(event), event])).values()];
}

/**
 * When the burst was said, epoch ms: «mañana» is the day after the guest wrote it, also when midnight or an outage lay
 * between that and now.
 */
function saidAt(context: PipelineContext, rows: readonly InboxRow[]): number {
  const now = context.clock.now();
  return Math.min(now, rows.at(-1)?.message.sentAt ?? now);
}

function understand(
  context: PipelineContext,
  text: string,
  state: ConversationState,
  said: number,
  spoken: boolean,
  settled: boolean,
): Understood {
  // «Una noche más» is said of the booking that is being changed, when that is what was asked.
  const { arrival, departure } =
    (isExistingQuestion(state.question) ? state.existing?.wish : state.draft) ?? {};
  return context.understand(text, {
    now: localNow(said, context.hotel.timeZone),
    ...(state.asked ? { asked: state.asked } : {}),
    ...(settled ? { language: state.language } : {}),
    spoken,
    known: { ...(arrival ? { arrival } : {}), ...(departure ? { departure } : {}) },
  });
}
