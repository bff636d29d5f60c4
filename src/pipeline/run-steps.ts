import type { ConversationEvent, ConversationRequest, ConversationState } from "../conversation/contract.ts";
import { localNow } from "../domain/calendar.ts";
import type { Reply } from "../domain/message.ts";
import type { Amend } from "./amend-row.ts";
import type { Contact, PipelineContext } from "./context.ts";
import { answerExisting, isExistingQuestion } from "./existing.ts";
import { recheck } from "./recheck.ts";
import { answer } from "./requests.ts";
import { askTurnover } from "./turnover.ts";

/** A wish, a deposit, a proof, a STOP. */
export type DeskRow = Extract<ConversationRequest, { kind: "errand" | "deposit" | "proof" | "stop" }>;

/** Where a turn ended: what to store, what to say, and the writes that are rows before they are calls. */
export interface TurnResult {
  readonly state: ConversationState;
  readonly replies: readonly Reply[];
  readonly book?: Extract<ConversationRequest, { kind: "book" }>;
  readonly amend?: Amend;
  readonly handovers: readonly Extract<ConversationRequest, { kind: "handover" }>[];
  readonly releaseHold: boolean;
  /** What becomes rows of the desk with the turn. */
  readonly desk: readonly DeskRow[];
}

function isDeskRow(request: ConversationRequest): request is DeskRow {
  return ["errand", "deposit", "proof", "stop"].includes(request.kind);
}

function isWrite({ kind }: ConversationRequest): boolean {
  return kind === "book" || kind === "amend";
}

/** A turn asks the PMS a handful of times at most; more means the core runs in a circle. */
const MOST_STEPS = 12;

/**
 * Feeds events to the pure core until it asks nothing more: each request that can be answered now (prices, holds) is
 * answered by the next event. A booking ends the loop, because it is a row first.
 */
export async function runSteps(
  context: PipelineContext,
  conversationId: number,
  start: ConversationState,
  events: readonly ConversationEvent[],
  contact: Contact,
): Promise<TurnResult> {
  let state = start;
  let book: TurnResult["book"];
  let amend: TurnResult["amend"];
  let releaseHold = false;
  const replies: Reply[] = [];
  const desk: DeskRow[] = [];
  const handovers: Extract<ConversationRequest, { kind: "handover" }>[] = [];
  const queue = [...events];
  for (let steps = 0; queue.length > 0; steps++) {
    const event = queue.shift();
    if (!event) break;
    if (steps >= MOST_STEPS) throw new Error(`the conversation does not settle (last event: ${event.kind})`);
    const before = { state, said: replies.length };
    const now = localNow(context.clock.now(), context.hotel.timeZone);
    const { hotel, roomTypes, limits, phrases, loop } = context;
    const patience = loop ? { loop } : {};
    const known = { hotel, roomTypes, limits, phrases, contact, ...patience };
    const output = context.step({ state, event, now, ...known });
    state = output.state;
    replies.push(...output.replies);
    for (const request of output.requests) {
      if (request.kind === "handover") handovers.push(request);
      else if (request.kind === "release_hold") releaseHold = true;
      else if (isWrite(request) && queue.some((later) => later.kind === "guest")) {
        // «Sí» and then «cambiar algo» in one burst: the later word counts, so this yes was never said.
        state = before.state;
        replies.length = before.said;
      } else if (request.kind === "book") {
        const changed = await recheck(context, conversationId, request);
        if (changed) {
          replies.length = 0;
          queue.unshift(changed);
        } else book = request;
      } else if (request.kind === "turnover") {
        queue.unshift(await askTurnover(context, request.wish));
      } else if (request.kind === "amend") amend = request;
      else if (isExistingQuestion(request)) {
        if (request.kind === "change_hold") releaseHold = false;
        queue.unshift(await answerExisting(context, conversationId, contact, request));
      } else if (isDeskRow(request)) desk.push(request);
      else {
        if (request.kind === "hold") releaseHold = false;
        queue.unshift(await answer(context, conversationId, request));
      }
    }
  }
  return {
    state,
    replies,
    handovers,
    releaseHold,
    desk,
    ...(book ? { book } : {}),
    ...(amend ? { amend } : {}),
  };
}
