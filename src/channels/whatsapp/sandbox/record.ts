import type { Clock } from "../../../platform/clock.ts";

/** A message Meta took: what the hotel sent, to whom, and under which id. The recorder outside the daemon. */
export interface AcceptedSend {
  readonly wamid: string;
  /** The guest's phone in digits, or user id. */
  readonly to: string;
  readonly type: string;
  readonly callbackId?: string;
  readonly at: number;
  readonly body: unknown;
}

/** One webhook body on its way; several ids when updates were batched. */
export interface WebhookRecord {
  /** wamids of messages, `wamid:status` of statuses. */
  readonly ids: readonly string[];
  readonly bytes: Buffer;
  attempts: number;
  /** What the last attempt met: an HTTP status, or the error. */
  lastAnswer: string;
  acknowledgedAt?: number;
}

export interface SandboxRecord {
  readonly sends: readonly AcceptedSend[];
  readonly refused: readonly { readonly code: number; readonly at: number; readonly body: unknown }[];
  readonly reads: readonly { readonly wamid: string; readonly typing: boolean; readonly at: number }[];
  readonly uploads: readonly string[];
  readonly webhooks: readonly WebhookRecord[];
  /** Guests' messages whose webhook was answered 200. */
  readonly acknowledged: ReadonlySet<string>;
}

export interface Recorder extends SandboxRecord {
  sent(send: Omit<AcceptedSend, "at">): void;
  refuse(code: number, body: unknown): void;
  read(wamid: string, typing: boolean): void;
  uploaded(id: string): void;
  webhook(record: WebhookRecord): void;
  acknowledge(record: WebhookRecord): void;
  /** Calls back after every change. The returned function ends it. */
  subscribe(listener: () => void): () => void;
  changed(): void;
}

export function createRecorder(clock: Clock): Recorder {
  const listeners = new Set<() => void>();
  const sends: AcceptedSend[] = [];
  const refused: { code: number; at: number; body: unknown }[] = [];
  const reads: { wamid: string; typing: boolean; at: number }[] = [];
  const uploads: string[] = [];
  const webhooks: WebhookRecord[] = [];
  const acknowledged = new Set<string>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  return {
    sends,
    refused,
    reads,
    uploads,
    webhooks,
    acknowledged,
    sent: (send) => {
      sends.push({ ...send, at: clock.now() });
      changed();
    },
    refuse: (code, body) => {
      refused.push({ code, at: clock.now(), body });
      changed();
    },
    read: (wamid, typing) => {
      reads.push({ wamid, typing, at: clock.now() });
      changed();
    },
    uploaded: (id) => {
      uploads.push(id);
      changed();
    },
    webhook: (record) => {
      webhooks.push(record);
      changed();
    },
    acknowledge: (record) => {
      record.acknowledgedAt = clock.now();
      for (const id of record.ids) acknowledged.add(id);
      changed();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
  };
}
