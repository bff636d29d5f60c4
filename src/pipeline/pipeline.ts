import { asHotelbotError } from "../errors.ts";
import { createTurnstile } from "../platform/turnstile.ts";
import type { OutboxRow } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";
import { giveUp, postponeBurst } from "./dead-letters.ts";
import { createDesk, type Desk } from "./desk.ts";
import { createDeskWork, type DeskWork } from "./desk-work.ts";
import { createLanes } from "./lanes.ts";
import type { InLane } from "./reconcile.ts";
import { handleGuest, settleWrites } from "./turn.ts";
import { waitForPerson } from "./waiting.ts";

/** Turns stored messages into replies and bookings. Start-up is recovery: it takes up whatever is on disk. */
export interface Pipeline {
  start(): void;
  /** New messages of these guests are on disk. */
  arrived(guestIds: readonly number[]): void;
  /** Resolves when nothing of this guest is waiting or being handled (a burst's quiet time included). */
  settled(guestId: number): Promise<void>;
  /** What people at the desk do with a conversation, in the guest's lane like everything else. */
  readonly desk: Desk;
  /** What people at the desk do with requests and deposits. */
  readonly work: DeskWork;
  /** Work on a guest's conversation that no message asked for; what it queues is sent. */
  readonly inLane: InLane;
  /** What was said there did not arrive, or nobody knows: the guests wait for a person. */
  undelivered(rows: readonly OutboxRow[]): void;
  /** Looks again at bookings whose outcome is open, and at holds that ended. */
  sweep(): void;
  stop(): Promise<void>;
}

export interface PipelineHooks {
  /** A guest has something new to be sent. */
  readonly queued: (guestId: number) => void;
}

export function createPipeline(parts: PipelineContext, hooks: PipelineHooks): Pipeline {
  const { store, clock, log } = parts;
  const writing = createLanes((conversation, error) => {
    log.error("a write could not be settled", { conversation, err: error });
  });
  const context: PipelineContext = { ...parts, oneAtATime: writing.run };
  const timers = new Map<number, () => void>();
  const waiting = new Map<number, (() => void)[]>();
  // A hundred guests at once would otherwise be a second in which no webhook is acknowledged.
  const lanes = createLanes((guestId, error) => {
    log.error("a turn could not even be put aside", { guest: guestId, err: error });
    wakeAt(guestId, clock.now() + 10_000);
  }, createTurnstile());
  let stopped = false;

  function wakeAt(guestId: number, at: number): void {
    timers.get(guestId)?.();
    const wake = (): void => {
      timers.delete(guestId);
      lanes.wake(guestId, () => work(guestId));
    };
    if (at <= clock.now()) wake();
    else timers.set(guestId, clock.after(at - clock.now(), wake));
  }

  async function work(guestId: number): Promise<void> {
    const again = await handle(guestId);
    hooks.queued(guestId);
    if (stopped) return;
    if (again !== undefined) wakeAt(guestId, again);
    else if (store.inbox.pending(guestId).length > 0) wakeAt(guestId, clock.now());
    else release(guestId);
  }

  async function handle(guestId: number): Promise<number | undefined> {
    try {
      return await handleGuest(context, guestId, hooks.queued);
    } catch (thrown) {
      const error = asHotelbotError(thrown);
      log.error("a turn failed", { guest: guestId, code: error.code, err: error.cause ?? error });
      return postponeBurst(context, guestId, error.message) ?? giveUp(context, guestId, error.message);
    }
  }

  function release(guestId: number): void {
    for (const done of waiting.get(guestId) ?? []) done();
    waiting.delete(guestId);
  }

  function reconcile(): void {
    const open = [...store.journal.open(), ...store.changes.open()];
    const ids = new Set(open.map((row) => row.conversationId));
    for (const conversationId of ids) {
      const guestId = store.conversations.get(conversationId)?.guestId;
      if (guestId === undefined) continue;
      lanes.wake(guestId, async () => {
        await settleWrites(context, conversationId, hooks.queued);
        await work(guestId);
      });
    }
  }

  const inLane: InLane = async (guestId, task) => {
    const result = await lanes.run(guestId, task);
    hooks.queued(guestId);
    return result;
  };

  return {
    desk: createDesk(context, inLane),
    work: createDeskWork(context, inLane),
    inLane,
    start() {
      reconcile();
      for (const guestId of store.inbox.lanes(Number.MAX_SAFE_INTEGER)) wakeAt(guestId, clock.now());
    },
    arrived(guestIds) {
      for (const guestId of guestIds) wakeAt(guestId, clock.now());
    },
    settled(guestId) {
      if (store.inbox.pending(guestId).length === 0) return lanes.settled(guestId);
      return new Promise((resolve) => waiting.set(guestId, [...(waiting.get(guestId) ?? []), resolve]));
    },
    undelivered(rows) {
      for (const { conversationId, state } of rows) {
        const guestId = store.conversations.get(conversationId)?.guestId ?? 0;
        const reason = state === "unknown" ? "delivery_unknown" : "not_delivered";
        const told = lanes.run(guestId, async () =>
          store.transaction(() => waitForPerson(context, conversationId, reason, clock.now())),
        );
        told.catch((error: unknown) => {
          log.error("the desk could not be told of a reply", { conversation: conversationId, err: error });
        });
      }
    },
    sweep() {
      const gone = store.holds.sweep(clock.now());
      if (gone.length > 0) log.info("holds ended", { holds: gone.length });
      reconcile();
      // Whoever is due and was not woken, for whatever reason, waits half a minute at most.
      for (const guestId of store.inbox.lanes(clock.now())) wakeAt(guestId, clock.now());
    },
    async stop() {
      stopped = true;
      for (const cancel of timers.values()) cancel();
      timers.clear();
      await lanes.stop();
      for (const guestId of waiting.keys()) release(guestId);
    },
  };
}
