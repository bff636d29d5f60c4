import type { ScheduleRow } from "../../store/contract.ts";
import type { PipelineContext } from "../context.ts";
import type { InLane } from "../reconcile.ts";
import { holdOver } from "./hold-over.ts";
import { listenAgain } from "./listen.ts";
import { followTheWall, planAll } from "./plan.ts";
import { stayDue } from "./stays.ts";
import type { WakeUps } from "./wake-ups.ts";
import { requestDue, wakeUpDue, wakeUpUnanswered } from "./waking.ts";

export interface SchedulerParts {
  readonly context: PipelineContext;
  readonly inLane: InLane;
  readonly wakeUps?: WakeUps;
  /** Something rings at the desk from now on. */
  readonly alarmed: () => void;
}

/** Does what is due by the clock. Everything it knows is on disk: a restart takes it up where it was. */
export interface Scheduler {
  start(): void;
  /** Does what is due now; resolves when it is done. Never rejects. */
  round(): Promise<void>;
  stop(): Promise<void>;
}

/** Looked at so often whatever is due next: a clock that is put forward or back, or a row just added, is seen by then. */
const LONGEST_SLEEP_MS = 5_000;
const PLAN_EVERY_MS = 3_600_000;
const MOST_AT_ONCE = 100;
const MOST_ATTEMPTS = 5;
const RETRY_MS = 60_000;

export function createScheduler(parts: SchedulerParts): Scheduler {
  const { context, inLane, alarmed } = parts;
  const { store, clock, log } = context;
  let cancel = (): void => undefined;
  let stopped = false;
  let plannedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  function sleep(): void {
    if (stopped) return;
    const due = store.schedule.nextDue() ?? Number.POSITIVE_INFINITY;
    const ms = Math.max(1, Math.min(due - clock.now(), LONGEST_SLEEP_MS));
    cancel = clock.after(ms, () => void round().finally(sleep));
  }

  function round(): Promise<void> {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function work(): Promise<void> {
    try {
      const now = clock.now();
      if (Math.abs(now - plannedAt) >= PLAN_EVERY_MS) {
        followTheWall(context);
        planAll(context, now);
        plannedAt = now;
      }
      await Promise.all(store.schedule.due(now, MOST_AT_ONCE).map(one));
    } catch (error) {
      log.error("the schedule could not be looked at", { err: error });
    }
  }

  async function one(due: ScheduleRow): Promise<void> {
    try {
      const guestId = store.conversations.get(due.conversationId)?.guestId ?? 0;
      await inLane(guestId, () => handle(due));
    } catch (error) {
      log.error("what was due could not be done", { kind: due.kind, err: error });
      putOff(due);
    }
  }

  async function handle(due: ScheduleRow): Promise<void> {
    switch (due.kind) {
      case "reminder":
      case "review":
        return stayDue(context, due, due.kind);
      case "wake_up":
        return wakeUpDue(context, due, parts.wakeUps, alarmed);
      case "wake_up_desk":
        return wakeUpUnanswered(context, due, alarmed);
      case "request_due":
        return requestDue(context, due, alarmed);
      case "hold":
        return holdOver(context, due);
      case "voice_note":
        return listenAgain(context, due, alarmed);
    }
  }

  function putOff(due: ScheduleRow): void {
    if (stopped) return;
    try {
      const at = clock.now();
      if (due.attempts < MOST_ATTEMPTS) store.schedule.postpone(due.id, at + RETRY_MS, "it failed", at);
      else store.schedule.finish(due.id, "skipped", "it failed again and again", at);
    } catch (error) {
      log.error("what was due could not be put off", { kind: due.kind, err: error });
    }
  }

  return {
    start() {
      void round().finally(sleep);
    },
    round,
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
