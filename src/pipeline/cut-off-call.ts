import type { ConversationEvent, ConversationState, Draft } from "../conversation/contract.ts";
import { isExistingQuestion } from "../conversation/flows/existing-state.ts";
import { isIdle } from "../conversation/idle.ts";
import { putsOff } from "../conversation/leave-words.ts";
import { heldUntil } from "../conversation/state.ts";
import type { Quote } from "../domain/hotel.ts";
import type { Understood } from "../domain/understood.ts";
import type { ConversationRow, HoldRow, Store } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";
import { stateOf } from "./conversation.ts";
import { moveHold, releaseHold } from "./holds.ts";

/** A guest who writes later than this after their call means something else. */
const REMEMBERED_MS = 24 * 3_600_000;
/** Ways a call ends with nobody having the caller; silence makes us hang up before a lost network is known for one. */
const CUT_OFF: ReadonlySet<string> = new Set(["lost", "caller_hung_up", "we_hung_up", "failed", "cut_off"]);

/**
 * True when a call that ended so was cut off: who said goodbye was not, whatever is left half arranged; nor was who thanked
 * and hung up.
 */
export function wasCutOff({ store }: PipelineContext, conversationId: number, why: string): boolean {
  if (!CUT_OFF.has(why) || saidGoodbye(store, conversationId)) return false;
  return why !== "caller_hung_up" || !onlyThanked(lastWords(store, conversationId));
}

/** The last words of a conversation's guest were a goodbye, or «I'll think about it». */
export function saidGoodbye(store: Store, conversationId: number): boolean {
  const { text, understood } = lastWords(store, conversationId);
  if (!understood) return false;
  const goodbye = understood.intents.some(({ name, band }) => name === "goodbye" && band === "act");
  return goodbye || putsOff(text, understood);
}

interface LastWords {
  readonly text: string;
  readonly understood?: Understood;
}

function lastWords(store: Store, conversationId: number): LastWords {
  const last = store.conversations.turns(conversationId, 12).findLast(({ direction }) => direction === "in");
  const { understood } = (last?.detail ?? {}) as { understood?: Understood };
  return { text: last?.text ?? "", ...(understood ? { understood } : {}) };
}

function onlyThanked({ understood }: LastWords): boolean {
  if (!understood) return false;
  const acts = understood.intents.filter(({ band }) => band === "act");
  return (
    acts.length > 0 &&
    acts.every(({ name }) => name === "thanks") &&
    Object.keys(understood.slots).length === 0
  );
}

/** Who writes this wants nothing gone on with: no more messages, or their data erased. */
export function wantsNoMore(events: readonly ConversationEvent[]): boolean {
  return events.some(
    (event) =>
      event.kind === "guest" &&
      event.understood.intents.some(
        ({ name, band }) => band === "act" && (name === "stop" || name === "erase_data"),
      ),
  );
}

/** Something is being arranged that another channel can go on with. */
export function halfArranged({ draft, mode, step }: ConversationState): boolean {
  const over = step === "booking" || step === "changing" || step === "done" || step === "idle";
  return draft !== undefined && mode === "bot" && !over;
}

/**
 * The written conversation with what was arranged on the phone, and all that its open question speaks of: a wish, or a
 * booking that exists. Rooms that are still held for the call come along with their price; without them it is asked for
 * anew. Undefined where that would take the place of a wish, a booking or rooms that the guest is writing about.
 */
export function movedState(
  { store, clock }: PipelineContext,
  [callId, spoken]: readonly [id: number, state: ConversationState],
  [writtenId, written]: readonly [id: number, state: ConversationState],
): ConversationState | undefined {
  const at = clock.now();
  if ((heldUntil(written) ?? 0) > at) return undefined;
  if (spoken.errand && written.errand) return undefined;
  if (spoken.existing && written.existing && isExistingQuestion(written.question)) return undefined;
  // Where a turn was cut off in between, they are the written conversation's already.
  const hold = store.holds.of(callId, at) ?? store.holds.of(writtenId, at);
  const { errand, existing, clarify } = spoken;
  const wrongTries = Math.max(written.wrongTries ?? 0, spoken.wrongTries ?? 0);
  return {
    ...written,
    language: spoken.language,
    step: spoken.step,
    greeted: true,
    draft: priced(spoken.draft ?? { rooms: 1 }, hold),
    drafts: Math.max(written.drafts, spoken.drafts) + 1,
    ...(errand ? { errand } : {}),
    ...(existing ? { existing: priced(existing, hold) } : {}),
    ...(clarify ? { clarify } : {}),
    ...(wrongTries > 0 ? { wrongTries } : {}),
    ...(spoken.asked && spoken.question ? { asked: spoken.asked, question: spoken.question } : {}),
  };
}

/** With its price and its hold where that stands, else without both. */
function priced<T extends Pick<Draft, "quote" | "heldUntil">>(of: T, hold: HoldRow | undefined): T {
  if (of.heldUntil !== undefined && hold && isOf(hold, of.quote)) return { ...of, heldUntil: hold.expiresAt };
  const { quote: _old, heldUntil: _over, ...kept } = of;
  return kept as T;
}

function isOf({ roomType, stay, rooms }: HoldRow, quote: Quote | undefined): boolean {
  const same = quote?.roomType === roomType && quote.rooms === rooms;
  return same && quote.stay.arrival === stay.arrival && quote.stay.departure === stay.departure;
}

/** The call's conversation once what was arranged has gone elsewhere. */
export function leftState(spoken: ConversationState): ConversationState {
  const {
    draft: _moved,
    errand: _wish,
    existing: _booking,
    clarify: _c,
    question: _q,
    asked: _a,
    ...ended
  } = spoken;
  return { ...ended, step: "idle" };
}

function nothingOpen({ mode, draft, step, question }: ConversationState): boolean {
  return mode === "bot" && draft === undefined && step !== "changing" && (!question || isIdle(question));
}

/** What a guest who writes left half arranged on the phone. */
export interface CutOffCall {
  /** The written conversation with it. What they write first was not asked for: «se ha cortado» is nobody's name. */
  readonly state: ConversationState;
  /** The rooms held for the call are held for what they write: they can be held again, and nobody else gets them. */
  bring(): void;
  /** The call's conversation no longer has it; in the transaction of the turn that ends with `state`. */
  leave(state: ConversationState): void;
}

/** Rooms that were held on a call, where what is written holds none: nobody wants them any more. */
export function giveBackUnused(
  context: PipelineContext,
  writtenId: number,
  state: ConversationState,
  at: number,
): void {
  if (heldUntil(state) === undefined) releaseHold(context, writtenId, at);
}

/**
 * A guest whose call was cut off within the day and who writes now with nothing else open: they go on where the call
 * stood. Undefined when there is no such call. In the guest's lane.
 */
export function cutOffCall(
  context: PipelineContext,
  written: ConversationRow,
  before: ConversationState,
): CutOffCall | undefined {
  const { store, clock } = context;
  const at = clock.now();
  if (written.channel !== "whatsapp" || !nothingOpen(before)) return undefined;
  const row = store.conversations.on(written.guestId, "phone");
  const call = row && store.calls.last(row.id);
  if (!row || call?.endedAt === undefined || !wasCutOff(context, row.id, call.why ?? "")) return undefined;
  const spoken = stateOf(context, row);
  // What was arranged weeks ago is not meant, whatever was spoken of since.
  const spokenAt = Math.min(call.endedAt, spoken.lastGuestAt ?? call.endedAt);
  if (at - spokenAt > REMEMBERED_MS || !halfArranged(spoken)) return undefined;
  const moved = movedState(context, [row.id, spoken], [written.id, before]);
  if (!moved) return undefined;
  const { asked: _onThePhone, ...state } = moved;
  return {
    state,
    bring: () => moveHold(context, row.id, written.id, at),
    leave: (now) => {
      giveBackUnused(context, written.id, now, at);
      const { mode } = row;
      const left = leftState(spoken);
      store.conversations.save(row.id, row.version, { state: left, mode, language: spoken.language, at });
    },
  };
}
