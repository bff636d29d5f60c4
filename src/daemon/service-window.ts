import type { OutboundChannel } from "../channels/port.ts";
import type { Clock } from "../platform/clock.ts";
import type { OutboxRow, Store } from "../store/contract.ts";

/** Meta takes free messages for 24 hours after the guest's last one; a minute of it is left to the way there. */
const OPEN_MS = 24 * 3_600_000 - 60_000;
/** Meta's own code for a message outside the window. */
const RE_ENGAGEMENT = 131_047;

/**
 * WhatsApp's window, judged when a message is about to leave: after a long outage a late answer would be taken, paid for
 * with the number's quality, and dropped. It is refused here instead, and the desk is told like of any other refusal.
 */
export function withinWindow(channel: OutboundChannel, store: Store, clock: Clock): OutboundChannel {
  return {
    name: channel.name,
    async prepare(row) {
      if (!isFree(row) || isOpen(store, row, clock.now())) return channel.prepare(row);
      const details = "more than 24 hours since the guest last wrote: only a template reaches them now";
      return { kind: "rejected", code: RE_ENGAGEMENT, title: "Outside WhatsApp's 24 hours", details };
    },
  };
}

/** True where WhatsApp would take the reply now; other channels know no window. */
export function isTaken(store: Store, row: OutboxRow, now: number): boolean {
  return row.channel !== "whatsapp" || !isFree(row) || isOpen(store, row, now);
}

/** A template may go at any time. */
function isFree(row: OutboxRow): boolean {
  return (row.content.kind as string) !== "template";
}

/** A conversation that never heard the guest is the channel's to judge. */
function isOpen(store: Store, row: OutboxRow, now: number): boolean {
  const last = store.conversations.get(row.conversationId)?.lastInboundAt;
  return last === undefined || now - last < OPEN_MS;
}
