import type { HeldReport } from "../control/contract-backup.ts";
import { asHotelbotError } from "../errors.ts";
import type { OutboxRow } from "../store/contract.ts";
import type { Topic } from "./live.ts";
import type { WebParts } from "./parts.ts";
import { type Today, todayOf } from "./today.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Whoever did not hear from us for longer has long been asked by telephone. */
const UNDELIVERED_MS = 3 * 86_400_000;

/** What is not on its way: held back, refused, given up, of unknown fate. */
export interface Queue {
  readonly schema: 1;
  readonly held: HeldReport["held"];
  readonly undelivered: readonly {
    readonly id: string;
    readonly conversation: number;
    readonly channel: string;
    readonly state: string;
    readonly text: string;
    readonly error: string | null;
    readonly at: string;
  }[];
}

/**
 * Everything the page shows, and how often each may be read. What is on our own disk is read whenever something was written;
 * what may ask a PMS over a network, seldom.
 */
export function topicsOf(parts: WebParts): readonly Topic[] {
  const { service, remotePms } = parts;
  const asking = remotePms ? MINUTE_MS : SECOND_MS;
  return [
    { name: "inbox", restMs: 0, read: () => service.inbox() },
    { name: "requests", restMs: 0, read: () => service.work.requests(false) },
    { name: "deposits", restMs: 0, read: () => service.work.deposits(false) },
    { name: "calls", restMs: 0, staleMs: 5 * SECOND_MS, read: () => service.phone.calls() },
    { name: "queue", restMs: 0, read: () => queueNow(parts) },
    { name: "status", restMs: asking, staleMs: MINUTE_MS, read: () => service.status() },
    { name: "today", restMs: asking, staleMs: 5 * MINUTE_MS, read: () => todayNow(parts) },
    {
      name: "health",
      restMs: Math.max(asking, 5 * SECOND_MS),
      staleMs: 30 * SECOND_MS,
      read: () => service.health(),
    },
  ];
}

export function conversationTopic(parts: WebParts, id: number): Topic {
  return { name: "conversation", restMs: 0, read: () => parts.service.conversation(id) };
}

async function queueNow({ service, undelivered, clock }: WebParts): Promise<Queue> {
  const { held } = await service.held();
  return { schema: 1, held, undelivered: undelivered(clock.now() - UNDELIVERED_MS).map(undeliveredView) };
}

function undeliveredView({ id, conversationId, channel, state, content, error, updatedAt }: OutboxRow) {
  return {
    ...{ id, channel, state },
    conversation: conversationId,
    text: content.kind === "image" ? (content.caption ?? "") : content.text,
    error: error ?? null,
    at: new Date(updatedAt).toISOString(),
  };
}

async function todayNow({ service }: WebParts): Promise<Today> {
  const bookings = await service.house.bookings({});
  const rooms = await service.house.rooms().catch((thrown: unknown) => {
    // Rooms are the house's own PMS's; with another one the page does without.
    if (asHotelbotError(thrown).code === "PMS_NOT_HOUSE") return undefined;
    throw thrown;
  });
  return todayOf(bookings, rooms);
}
