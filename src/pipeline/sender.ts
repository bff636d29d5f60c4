import type { OutboundChannel, SendOutcome } from "../channels/port.ts";
import type { ChannelName } from "../domain/message.ts";
import { asHotelbotError, type ErrorCode } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import { createGroupCommit } from "../platform/group-commit.ts";
import type { Logger } from "../platform/logger.ts";
import type { OutboxRow, Store } from "../store/contract.ts";
import { createLanes } from "./lanes.ts";

export interface SenderParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly channels: readonly OutboundChannel[];
  /** Hears of every row whose sending ended, one way or another. */
  readonly settled: (row: OutboxRow) => void;
}

/** Drains the outbox, one lane a guest, at most once a message. */
export interface Sender {
  /** Looks at a guest's queue now. */
  wake(guestId: number): void;
  /** Looks at everybody's queue now. */
  wakeAll(): void;
  /** Resolves when nothing is on its way to the guest. */
  idle(guestId: number): Promise<void>;
  /** Channels that stand still until a person mends something, and why. */
  stopped(): ReadonlyMap<ChannelName, string>;
  stop(): Promise<void>;
}

/** Tries for one message before it is dead: about two minutes with the waits below, then the desk is told. */
const MOST_ATTEMPTS = 8;
/** A stopped channel tries one message again after this long, in case a person mended it meanwhile. */
const STOPPED_RETRY_MS = 60_000;

/** How soon a lane is looked at again after it failed: what a full disk kept from being written down is, first. */
const UNWRITTEN_RETRY_MS = 5_000;
const DISK_FAULTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["DATABASE_FULL", "DATABASE_BROKEN"]);

type Retry = Extract<SendOutcome, { kind: "retry" }>;

export function createSender(parts: SenderParts): Sender {
  const { store, clock, log } = parts;
  const byName = new Map(parts.channels.map((channel) => [channel.name, channel]));
  const names = [...byName.keys()];
  const stopped = new Map<ChannelName, string>();
  /**
   * Channels that wait: until the clock says so or the time has passed, whichever is first. A clock that is put back would
   * make the first an hour, a machine that slept the second.
   */
  const paused = new Map<ChannelName, { readonly until: number; readonly cancel: () => void }>();
  const unwritten = new Map<number, { row: OutboxRow; outcome: SendOutcome }>();
  /** Refusals in a row of one kind, by message: waits grow with them, and a line that was down counts for nothing. */
  const refusals = new Map<string, { scope: Retry["scope"]; times: number }>();
  const cancelled = (): void => undefined;
  let alarm = cancelled;
  /** When everybody's queue was looked at last. */
  let looked = 0;
  let stopping = false;
  const timers = new Set<() => void>();
  // Before and after every message the disk is asked: guests who are answered at the same time share the asking.
  const writes = createGroupCommit<() => void>((batch) =>
    store.transaction(() => {
      for (const write of batch) write();
    }),
  );
  const lanes = createLanes((guestId, error) => {
    log.error("sending failed inside hotelbot", { guest: guestId, err: error });
    if (!DISK_FAULTS.has(asHotelbotError(error).code)) unwritten.delete(guestId);
    if (stopping) return;
    const cancel = clock.after(UNWRITTEN_RETRY_MS, () => {
      timers.delete(cancel);
      wake(guestId);
    });
    timers.add(cancel);
  });

  function open(now: number): ChannelName[] {
    return names.filter((name) => (paused.get(name)?.until ?? 0) <= now);
  }

  /** One alarm, for whatever is due next: timers may ring a millisecond early, and outages last for days. */
  function setAlarm(): void {
    alarm();
    alarm = cancelled;
    if (stopping) return;
    const now = clock.now();
    // From the last look on, not from now: what became due in between would be looked at by nobody. (A clock may go back.)
    looked = Math.min(looked, now);
    const due = store.outbox.nextDue(looked, open(now));
    if (due !== undefined) alarm = clock.after(Math.max(0, due - now), wakeAll);
  }

  async function drain(guestId: number): Promise<void> {
    const left = unwritten.get(guestId);
    if (left) await conclude(left.row, left.outcome);
    for (;;) {
      const now = clock.now();
      const row = store.outbox.next(guestId, now, open(now));
      const channel = row && byName.get(row.channel);
      if (!row || !channel) return;
      const ready = await channel.prepare({ ...row, attempts: refusals.get(row.id)?.times ?? 0 });
      if (ready.kind !== "prepared") await conclude(row, ready);
      else if (await marked(row)) await conclude(row, await ready.send());
    }
  }

  /** True when the row is this call's to send: it says `sending` on the disk. */
  async function marked(row: OutboxRow): Promise<boolean> {
    let mine = false;
    await writes.add(() => {
      mine = store.outbox.sending(row.id, clock.now());
    });
    return mine;
  }

  /** Should writing it down fail, what is known of the message is kept for the next round. */
  async function conclude(row: OutboxRow, outcome: SendOutcome): Promise<void> {
    unwritten.set(row.guestId, { row, outcome });
    if (outcome.kind === "accepted") {
      await writes.add(() => store.outbox.accepted(row.id, outcome.externalId, clock.now()));
      log.info("a reply was taken", about(row));
      stopped.delete(row.channel);
    } else record(row, outcome, clock.now());
    unwritten.delete(row.guestId);
    if (outcome.kind === "retry") return;
    refusals.delete(row.id);
    if (outcome.kind !== "stopped") parts.settled(row);
  }

  function record(row: OutboxRow, outcome: Exclude<SendOutcome, { kind: "accepted" }>, at: number): void {
    switch (outcome.kind) {
      case "rejected":
        store.outbox.rejected(row.id, `${outcome.code} ${outcome.title}: ${outcome.details}`, at);
        log.error(`not taken: ${outcome.title}: ${outcome.details}`, { ...about(row), code: outcome.code });
        break;
      case "unknown":
        store.outbox.unknown(row.id, outcome.why, at);
        log.warn(`whether it was taken is unknown: ${outcome.why}`, about(row));
        break;
      case "retry":
        retry(row, outcome, at);
        break;
      case "unneeded":
        store.outbox.remove(row.id);
        return;
      case "stopped":
        pause(row, STOPPED_RETRY_MS, at, outcome.why);
        stopped.set(row.channel, outcome.why);
        log.error(`sending stands still: ${outcome.why}`, { channel: row.channel });
        return;
    }
    stopped.delete(row.channel);
  }

  function retry(row: OutboxRow, outcome: Retry, at: number): void {
    const { scope, afterMs, why } = outcome;
    const before = refusals.get(row.id);
    const times = before?.scope === scope ? before.times + 1 : 1;
    if (scope === "channel") {
      pause(row, afterMs, at, why);
    } else if (times >= MOST_ATTEMPTS) {
      store.outbox.dead(row.id, why, at);
      log.error(`given up after ${MOST_ATTEMPTS} tries: ${why}`, about(row));
      refusals.delete(row.id);
      parts.settled(row);
      return;
    } else {
      store.outbox.retry(row.id, at + afterMs, why, at);
      setAlarm();
    }
    refusals.set(row.id, { scope, times });
  }

  /** The line itself is at fault: everything on the channel waits, and no message is counted dead for it. */
  function pause(row: OutboxRow, ms: number, at: number, why: string): void {
    store.outbox.retry(row.id, at + ms, why, at);
    paused.get(row.channel)?.cancel();
    const cancel = clock.after(ms, () => {
      paused.delete(row.channel);
      wakeAll();
    });
    paused.set(row.channel, { until: at + ms, cancel });
    setAlarm();
  }

  function wake(guestId: number): void {
    lanes.wake(guestId, () => drain(guestId));
  }

  function wakeAll(): void {
    const now = clock.now();
    looked = now;
    for (const guestId of store.outbox.lanes(now, open(now))) wake(guestId);
    setAlarm();
  }

  return {
    wake,
    wakeAll,
    idle: (guestId) => lanes.settled(guestId),
    stopped: () => stopped,
    async stop() {
      stopping = true;
      alarm();
      for (const cancel of timers) cancel();
      timers.clear();
      for (const { cancel } of paused.values()) cancel();
      await lanes.stop();
    },
  };
}

/** What a line of the journal says of a reply. */
function about(row: OutboxRow): { readonly outbox: string; readonly conversation: number } {
  return { outbox: row.id, conversation: row.conversationId };
}
