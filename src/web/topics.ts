import { asHotelbotError } from "../errors.ts";
import type { Topic } from "./live.ts";
import type { WebParts } from "./parts.ts";
import { type Today, todayOf } from "./today.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

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
    // What is not on its way: held back, refused, given up, of unknown fate.
    { name: "queue", restMs: 0, read: () => service.held() },
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

async function todayNow({ service }: WebParts): Promise<Today> {
  const bookings = await service.house.bookings({});
  const rooms = await service.house.rooms().catch((thrown: unknown) => {
    // Rooms are the house's own PMS's; with another one the page does without.
    if (asHotelbotError(thrown).code === "PMS_NOT_HOUSE") return undefined;
    throw thrown;
  });
  return todayOf(bookings, rooms);
}
