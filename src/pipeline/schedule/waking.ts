import { localNow } from "../../domain/calendar.ts";
import type { RequestRow, ScheduleRow } from "../../store/contract.ts";
import type { PipelineContext } from "../context.ts";
import { mustGet, stateOf } from "../conversation.ts";
import { unasked } from "../unasked.ts";
import { mostUrgent, stillWaits } from "../urgency.ts";
import { wakeUpKey } from "./plan.ts";
import type { WakeUpEnd, WakeUps } from "./wake-ups.ts";

const AGAIN_MS = 5 * 60_000;
/** A call is over by then, answered or not. */
const RINGING_MS = 90_000;
/** To be woken this late is no wake-up call: people look after who slept on. */
const TOO_LATE_MS = 15 * 60_000;

/** Told that something rings at the desk. */
export type Alarmed = () => void;

/**
 * A guest is to be woken: the line rings where there is one, else the desk does; the guest gets a message as well.
 * Again after five minutes, unless they heard the first call to its end; then the desk is told. What comes next is a row before anything rings, so that a crash in
 * between leaves nobody asleep.
 */
export async function wakeUpDue(
  context: PipelineContext,
  due: ScheduleRow,
  line: WakeUps | undefined,
  alarmed: Alarmed,
): Promise<void> {
  const { store, clock, hotel } = context;
  const at = clock.now();
  const request = requestOf(context, due);
  if (!request) return;
  const attempt = Number(due.key.split(":").at(-1));
  const row = mustGet(context, due.conversationId);
  const time = localNow(request.dueAt ?? due.dueAt, hotel.timeZone).time;
  const late = at - due.dueAt > TOO_LATE_MS;
  const said = late
    ? {}
    : await unasked(
        context,
        row,
        { kind: "wake_up_due", time },
        {
          key: `schedule:${due.key}`,
          at,
          templates: "wakeUp",
          parameters: [time],
        },
      );
  const mine = store.transaction(() => {
    if (!store.schedule.finish(due.id, late ? "skipped" : "done", late ? "it was too late" : undefined, at)) {
      return false;
    }
    said.write?.();
    if (late) tellDesk(context, request, `the wake-up call of ${time} was missed`, at);
    else {
      planNext(context, due, attempt, at, line !== undefined);
      if (!line) store.requests.ring(request.id, `wake-up call now (${time})${roomOf(request)}`, at);
    }
    note(context, request, late ? "missed" : "due", at);
    return true;
  });
  if (!mine) return;
  if (late || !line) return alarmed();
  // The lane is not kept waiting while a telephone rings.
  void ring(context, request, { attempt, time, line, alarmed });
}

async function ring(
  context: PipelineContext,
  request: RequestRow,
  {
    attempt,
    time,
    line,
    alarmed,
  }: {
    readonly attempt: number;
    readonly time: string;
    readonly line: WakeUps;
    readonly alarmed: Alarmed;
  },
): Promise<void> {
  const { log } = context;
  try {
    const row = mustGet(context, request.conversationId);
    const { language } = stateOf(context, row);
    const phone = row.to.phone?.replace(/\D/g, "");
    const end = await line.ring({
      requestId: request.id,
      attempt,
      language,
      time,
      ...(request.room === undefined ? {} : { room: request.room }),
      ...(phone ? { phone } : {}),
    });
    rungOut(context, request, { end, attempt, time, alarmed });
  } catch (error) {
    log.warn("a wake-up call could not be placed", { request: request.id, err: error });
  }
}

/** Only who heard it to its end is awake; who did not is rung once more, and then the desk must look after them. */
function rungOut(
  context: PipelineContext,
  request: RequestRow,
  call: {
    readonly end: WakeUpEnd;
    readonly attempt: number;
    readonly time: string;
    readonly alarmed: Alarmed;
  },
): void {
  const { store, clock } = context;
  const { end, attempt, time, alarmed } = call;
  if (end === "unanswered") return;
  const at = clock.now();
  const last = attempt > 1;
  // Without a voice the next call is as silent: people are told at once.
  const told = end === "voiceless" || (end === "cut_short" && last);
  const mine = store.transaction(() => {
    const { state } = store.requests.get(request.id) ?? {};
    if (state !== "open" && state !== "taken") return false;
    note(context, request, end === "heard" ? "answered" : end, at);
    if (end === "heard") store.requests.move(request.id, "done", "hotelbot", at);
    if (end === "heard" || (told && last)) {
      store.schedule.cancel(`request:${request.id}`, "the guest answered", at);
    }
    if (told) tellDesk(context, request, `the wake-up call of ${time} was answered, ${NOT_HEARD[end]}`, at);
    return told;
  });
  if (mine) alarmed();
}

const NOT_HEARD = {
  voiceless: "but hotelbot has no voice and said nothing",
  cut_short: "but not heard to its end",
} as const;

function planNext(
  { store }: PipelineContext,
  due: ScheduleRow,
  attempt: number,
  at: number,
  line: boolean,
): void {
  const { subject, conversationId } = due;
  const next = { subject, conversationId, at };
  const id = Number(subject.split(":")[1]);
  if (attempt === 1) {
    store.schedule.add({ ...next, key: wakeUpKey(id, 2), kind: "wake_up", dueAt: at + AGAIN_MS });
  } else {
    const dueAt = at + (line ? RINGING_MS : AGAIN_MS);
    store.schedule.add({ ...next, key: `wake_up_desk:${id}`, kind: "wake_up_desk", dueAt });
  }
}

/** Nobody answered twice, or nobody at the desk saw to it. */
export function wakeUpUnanswered(context: PipelineContext, due: ScheduleRow, alarmed: Alarmed): void {
  const at = context.clock.now();
  const request = requestOf(context, due);
  if (!request) return;
  const mine = context.store.transaction(() => {
    if (!context.store.schedule.finish(due.id, "done", undefined, at)) return false;
    const { time } = localNow(request.dueAt ?? at, context.hotel.timeZone);
    tellDesk(context, request, `nobody answered the wake-up call of ${time}`, at);
    note(context, request, "unanswered", at);
    return true;
  });
  if (mine) alarmed();
}

/** A wish with an hour of its own that nobody has seen to. */
export function requestDue(context: PipelineContext, due: ScheduleRow, alarmed: Alarmed): void {
  const { store, clock, hotel } = context;
  const at = clock.now();
  const request = requestOf(context, due);
  if (!request) return;
  const { time } = localNow(request.dueAt ?? at, hotel.timeZone);
  const mine = store.transaction(() => {
    if (!store.schedule.finish(due.id, "done", undefined, at)) return false;
    const open = request.state === "open";
    if (open) store.requests.ring(request.id, `${request.kind} for ${time}, and nobody has taken it`, at);
    return open;
  });
  if (mine) alarmed();
}

/** The wish a row is about while it is to be done; one that is closed needs nothing more. */
function requestOf({ store, clock }: PipelineContext, due: ScheduleRow): RequestRow | undefined {
  const request = store.requests.get(Number(due.subject.split(":")[1]));
  if (request && (request.state === "open" || request.state === "taken")) return request;
  store.schedule.finish(due.id, "cancelled", "it is closed", clock.now());
  return undefined;
}

function tellDesk(context: PipelineContext, request: RequestRow, what: string, at: number): void {
  const { store } = context;
  store.requests.ring(request.id, `${what}${roomOf(request)}`, at);
  const row = mustGet(context, request.conversationId);
  const state = stateOf(context, row);
  const reason = mostUrgent(["request", ...stillWaits(context, row.id)]) ?? "request";
  const { mode } = row;
  const { language } = state;
  store.conversations.save(row.id, row.version, { state, mode, language, waitingReason: reason, at });
}

function roomOf({ room }: RequestRow): string {
  return room === undefined ? "" : `, room ${room}`;
}

function note(context: PipelineContext, request: RequestRow, what: string, at: number): void {
  const subject = `request:${request.id}`;
  context.store.audit.add({ at, actor: "hotelbot", action: `wake_up.${what}`, subject });
}
