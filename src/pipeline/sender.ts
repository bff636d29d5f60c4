import type { OutboundChannel, SendOutcome } from "../channels/port.ts";
import type { ChannelName } from "../domain/message.ts";
import type { Clock } from "../platform/clock.ts";
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
  /** Lets a stopped channel try again. */
  resume(channel: ChannelName): void;
  stop(): Promise<void>;
}

/** Tries for one message before it is dead: about two minutes with the waits below, then the desk is told. */
const MOST_ATTEMPTS = 8;
/** A stopped channel tries one message again after this long, in case a person mended it meanwhile. */
const STOPPED_RETRY_MS = 60_000;

export function createSender(parts: SenderParts): Sender {
  const { store, clock, log } = parts;
  const byName = new Map(parts.channels.map((channel) => [channel.name, channel]));
  const names = [...byName.keys()];
  const stopped = new Map<ChannelName, string>();
  const pausedUntil = new Map<ChannelName, number>();
  const timers = new Set<() => void>();
  const lanes = createLanes((key, error) => {
    log.error("sending failed inside hotelbot", { guest: key, err: error });
    later(5_000, () => wake(key));
  });

  function open(now: number): ChannelName[] {
    return names.filter((name) => (pausedUntil.get(name) ?? 0) <= now);
  }

  function later(ms: number, work: () => void): void {
    const cancel = clock.after(Math.max(0, ms), () => {
      timers.delete(cancel);
      work();
    });
    timers.add(cancel);
  }

  async function drain(guestId: number): Promise<void> {
    for (;;) {
      const now = clock.now();
      const row = store.outbox.next(guestId, now, open(now));
      const channel = row && byName.get(row.channel);
      if (!row || !channel) return;
      const ready = await channel.prepare(row);
      if (ready.kind !== "prepared") conclude(row, ready);
      else if (store.outbox.sending(row.id, clock.now())) conclude(row, await ready.send());
    }
  }

  function conclude(row: OutboxRow, outcome: SendOutcome): void {
    const at = clock.now();
    if (outcome.kind !== "stopped") stopped.delete(row.channel);
    switch (outcome.kind) {
      case "accepted":
        store.outbox.accepted(row.id, outcome.externalId, at);
        break;
      case "rejected":
        store.outbox.rejected(row.id, `${outcome.code} ${outcome.title}: ${outcome.details}`, at);
        log.error(`not taken: ${outcome.title}: ${outcome.details}`, { outbox: row.id, code: outcome.code });
        break;
      case "unknown":
        store.outbox.unknown(row.id, outcome.why, at);
        log.warn(`whether it was taken is unknown: ${outcome.why}`, { outbox: row.id });
        break;
      case "retry":
        retry(row, outcome, at);
        return;
      case "stopped":
        stopped.set(row.channel, outcome.why);
        pause(row, STOPPED_RETRY_MS, at, outcome.why);
        log.error(`sending stands still: ${outcome.why}`, { channel: row.channel });
        return;
    }
    parts.settled(row);
  }

  function retry(row: OutboxRow, outcome: Extract<SendOutcome, { kind: "retry" }>, at: number): void {
    if (outcome.scope === "channel") {
      pause(row, outcome.afterMs, at, outcome.why);
    } else if (row.attempts + 1 >= MOST_ATTEMPTS) {
      store.outbox.dead(row.id, outcome.why, at);
      log.error(`given up after ${MOST_ATTEMPTS} tries: ${outcome.why}`, { outbox: row.id });
      parts.settled(row);
    } else {
      store.outbox.retry(row.id, at + outcome.afterMs, outcome.why, at);
      later(outcome.afterMs, () => wake(row.guestId));
    }
  }

  /** The line itself is at fault: everything on the channel waits, and no message is counted dead for it. */
  function pause(row: OutboxRow, ms: number, at: number, why: string): void {
    pausedUntil.set(row.channel, at + ms);
    store.outbox.retry(row.id, at + ms, why, at);
    later(ms, wakeAll);
  }

  function wake(guestId: number): void {
    lanes.wake(guestId, () => drain(guestId));
  }

  function wakeAll(): void {
    const now = clock.now();
    for (const guestId of store.outbox.lanes(now, open(now))) wake(guestId);
    const next = store.outbox.nextDue(now, names);
    if (next !== undefined && next > now) later(next - now, wakeAll);
  }

  return {
    wake,
    wakeAll,
    idle: (guestId) => lanes.settled(guestId),
    stopped: () => stopped,
    resume(channel) {
      stopped.delete(channel);
      pausedUntil.delete(channel);
      wakeAll();
    },
    async stop() {
      for (const cancel of timers) cancel();
      timers.clear();
      await lanes.stop();
    },
  };
}
