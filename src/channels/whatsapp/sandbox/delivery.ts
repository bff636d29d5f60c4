import { Agent } from "undici";
import type { Clock } from "../../../platform/clock.ts";
import { exchange } from "../exchange.ts";
import { SIGNATURE_HEADER, sign } from "../signature.ts";
import { seeded } from "./faults.ts";
import type { Recorder, WebhookRecord } from "./record.ts";
import { wireJson } from "./wire.ts";

/** One member of a webhook: a guest's message or a status. */
export interface Update {
  /** wamid, or `wamid:status`. */
  readonly id: string;
  readonly field: string;
  readonly value: object;
}

export interface DeliveryOptions {
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly wabaId: string;
  readonly appSecret: string;
  /** Meta gives up after 7 days; so does this, when every wait is spent and the last one has filled them. */
  readonly retryMs: readonly number[];
  readonly timeoutMs: number;
}

export interface Delivery {
  /** Resolves when the hotel answered the update's webhook 200. */
  send(update: Update): Promise<void>;
  /** Delivers bytes as they are, signed unless a header is given. */
  post(bytes: Buffer, ids: readonly string[], signature?: string): Promise<void>;
  connect(url: string): void;
  hold(): void;
  release(batch: number, order: "kept" | "reversed"): void;
  duplicate(copies: number): void;
  disorder(how: { seed: number; copies: number; withinMs: number } | undefined): void;
  outstanding(): number;
  close(): Promise<void>;
}

const SEVEN_DAYS = 7 * 24 * 60 * 60_000;

/** Posts webhooks as Meta does: signed, concurrently, again and again until 200 or for 7 days. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { clock, recorder, retryMs } = options;
  const agent = new Agent({ connect: { timeout: options.timeoutMs } });
  const pending = new Map<WebhookRecord, { attempt: () => void; cancel: () => void }>();
  let url: URL | undefined;
  let held: { update: Update; done: () => void }[] | undefined;
  let copies = 1;
  let chaos: { random: () => number; copies: number; withinMs: number } | undefined;
  let closed = false;

  const envelope = (updates: readonly Update[]): Buffer => {
    // Two changes an entry, so that a batch has several of both.
    const entry: object[] = [];
    for (let at = 0; at < updates.length; at += 2) {
      const changes = updates.slice(at, at + 2).map(({ field, value }) => ({ value, field }));
      entry.push({ id: options.wabaId, changes });
    }
    return wireJson({ object: "whatsapp_business_account", entry });
  };

  const launch = (
    bytes: Buffer,
    ids: readonly string[],
    delayMs: number,
    signature?: string,
  ): Promise<void> =>
    new Promise((resolve) => {
      const record: WebhookRecord = { ids, bytes, attempts: 0, lastAnswer: "not yet" };
      const startedAt = clock.now();
      const later = (ms: number): void => {
        pending.set(record, { attempt: now, cancel: clock.after(ms, now) });
      };
      const now = (): void => {
        pending.get(record)?.cancel();
        pending.set(record, { attempt: () => undefined, cancel: () => undefined });
        void tryOnce(record, signature).then((taken) => {
          if (closed) return;
          if (taken) {
            pending.delete(record);
            recorder.acknowledge(record);
            resolve();
          } else if (clock.now() - startedAt > SEVEN_DAYS) {
            pending.delete(record);
            recorder.changed();
          } else later(retryMs[Math.min(record.attempts, retryMs.length) - 1] ?? 1000);
        });
      };
      // Pending before anybody is told of it, or who waits for silence would find it.
      pending.set(record, { attempt: now, cancel: () => undefined });
      recorder.webhook(record);
      if (delayMs > 0) later(delayMs);
      else now();
    });

  const tryOnce = async (record: WebhookRecord, signature?: string): Promise<boolean> => {
    record.attempts += 1;
    if (url === undefined) {
      record.lastAnswer = "no webhook address yet";
      return false;
    }
    const result = await exchange(agent, {
      url,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "facebookexternalua",
        [SIGNATURE_HEADER]: signature ?? sign(options.appSecret, record.bytes),
      },
      body: record.bytes,
      maxBytes: 64 * 1024,
      timeoutMs: options.timeoutMs,
    });
    record.lastAnswer =
      result.kind === "answer" ? String(result.status) : result.kind === "failed" ? result.why : "";
    if (!closed) recorder.changed();
    return result.kind === "answer" && result.status === 200;
  };

  const dispatch = (updates: readonly Update[]): Promise<void> => {
    const ids = updates.map(({ id }) => id);
    const bytes = envelope(updates);
    const random = chaos?.random;
    const times = chaos && random ? 1 + Math.floor(random() * chaos.copies) : copies;
    const posts = Array.from({ length: times }, () =>
      launch(bytes, ids, chaos && random ? Math.floor(random() * chaos.withinMs) : 0),
    );
    return Promise.race(posts);
  };

  return {
    send: (update) =>
      new Promise((done) => {
        if (held) held.push({ update, done });
        else void dispatch([update]).then(done);
      }),
    post: (bytes, ids, signature) => launch(bytes, ids, 0, signature),
    connect(address) {
      url = new URL(address);
      for (const { attempt } of [...pending.values()]) attempt();
    },
    hold: () => {
      held ??= [];
    },
    release(batch, order) {
      const waiting = held ?? [];
      held = undefined;
      if (order === "reversed") waiting.reverse();
      for (let at = 0; at < waiting.length; at += batch) {
        const group = waiting.slice(at, at + batch);
        void dispatch(group.map(({ update }) => update)).then(() => {
          for (const { done } of group) done();
        });
      }
    },
    duplicate: (times) => {
      copies = times;
    },
    disorder: (how) => {
      chaos = how && { random: seeded(how.seed), copies: how.copies, withinMs: how.withinMs };
    },
    outstanding: () => pending.size + (held?.length ?? 0),
    async close() {
      closed = true;
      for (const { cancel } of pending.values()) cancel();
      pending.clear();
      await agent.destroy();
    },
  };
}
