import type { ConversationState } from "../../conversation/contract.ts";
import { localNow } from "../../domain/calendar.ts";
import { rulesOf } from "../../domain/desk-rules.ts";
import type { Booking } from "../../domain/hotel.ts";
import type { ConversationRow, ScheduleRow } from "../../store/contract.ts";
import type { PipelineContext } from "../context.ts";
import { mustGet, stateOf } from "../conversation.ts";
import { unasked } from "../unasked.ts";
import { wayTo } from "../way.ts";
import { callByDesk, inWriting } from "./callers.ts";
import { type Decision, decide } from "./decide.ts";
import { reviewKey } from "./plan.ts";

type Kind = "reminder" | "review";

/** A reminder or the question for a review is due. Exactly one transaction moves the row and queues the words. */
export async function stayDue(context: PipelineContext, due: ScheduleRow, kind: Kind): Promise<void> {
  const { store, clock } = context;
  const planned = mustGet(context, due.conversationId);
  const at = clock.now();
  const booking = store.journal.get(due.subject)?.booking;
  const called = planned.channel === "phone";
  const written = called ? inWriting(context, planned, at) : planned;
  const row = written ?? planned;
  const decision = decideNow(context, due, kind, row, booking, at);
  if (decision.act === "wait") return store.schedule.postpone(due.id, decision.until, decision.why, at);
  if (decision.act !== "send" || !booking) {
    return settle(context, due, decision.act === "skip" ? "skipped" : "cancelled", whyOf(decision), at);
  }
  if (!written) {
    if (kind === "review") return settle(context, due, "cancelled", "nobody is called up for a review", at);
    const write = await callByDesk(context, row, due, booking, at);
    store.transaction(() => {
      if (!store.schedule.finish(due.id, "done", "the desk calls", at)) return;
      write();
      note(context, due, "for_desk", at);
    });
    return;
  }
  const said = await unasked(
    context,
    row,
    { kind: `${kind}_due`, booking },
    {
      key: `schedule:${due.key}`,
      at,
      templates: kind,
      parameters: parametersOf(context, kind, booking),
    },
  );
  if (!said.write) return settle(context, due, "skipped", said.why ?? "", at);
  const { write } = said;
  store.transaction(() => {
    if (!store.schedule.finish(due.id, "done", undefined, at)) return;
    write();
    if (kind === "review") planNext(context, due, booking, at);
    note(context, due, "sent", at);
  });
}

function decideNow(
  context: PipelineContext,
  due: ScheduleRow,
  kind: Kind,
  row: ConversationRow,
  booking: Booking | undefined,
  at: number,
): Decision {
  const { store, hotel } = context;
  const state: ConversationState = stateOf(context, row);
  return decide(kind, {
    now: localNow(at, hotel.timeZone),
    timeZone: hotel.timeZone,
    rules: rulesOf(hotel),
    day: due.key.split(":").at(-2) ?? "",
    stopped: store.stops.isStopped(row.id),
    complained: state.complained === true || row.waitingReason === "complaint",
    rated: state.rated !== undefined && state.rated === booking?.code,
    person: row.mode === "person",
    // Nobody is called up by hotelbot: that is a task of the desk, which needs no template.
    way: row.channel === "phone" ? "text" : wayTo(context, row, state.language, kind, at).kind,
    ...(booking ? { booking } : {}),
  });
}

function whyOf(decision: Decision): string {
  return decision.act === "send" ? "there is no such stay" : decision.why;
}

/** {{1}} the hotel, {{2}} the day of arrival as a number, {{3}} the booking's code; a review has the hotel alone. */
function parametersOf(context: PipelineContext, kind: Kind, booking: Booking): readonly string[] {
  if (kind === "review") return [context.hotel.name];
  const [year = "", month = "", day = ""] = booking.stay.arrival.split("-");
  return [context.hotel.name, `${day}/${month}/${year}`, booking.code];
}

function planNext({ store, hotel }: PipelineContext, due: ScheduleRow, booking: Booking, at: number): void {
  const { most, everyMs } = rulesOf(hotel).review;
  const nth = Number(due.key.split(":").at(-1)) + 1;
  if (nth > most) return;
  const { kind, subject, conversationId } = due;
  store.schedule.add({
    key: reviewKey(booking, nth),
    kind,
    subject,
    conversationId,
    dueAt: at + everyMs,
    at,
  });
}

function settle(
  context: PipelineContext,
  due: ScheduleRow,
  state: "skipped" | "cancelled",
  why: string,
  at: number,
): void {
  context.store.transaction(() => {
    if (context.store.schedule.finish(due.id, state, why, at)) note(context, due, state, at, why);
  });
}

function note(context: PipelineContext, due: ScheduleRow, what: string, at: number, why?: string): void {
  const action = `${due.kind}.${what}`;
  context.store.audit.add({
    at,
    actor: "hotelbot",
    action,
    subject: due.subject,
    ...(why ? { detail: { why } } : {}),
  });
  context.log.info("the schedule", { kind: due.kind, outcome: what, conversation: due.conversationId });
}
