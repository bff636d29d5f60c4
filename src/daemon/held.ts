import type { HeldOrder, HeldOutcome, HeldReport } from "../control/contract-backup.ts";
import { HotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { OutboxRow, Store } from "../store/contract.ts";
import { isTaken } from "./service-window.ts";

/** Whoever did not hear from us for longer has long been asked by telephone. */
const UNDELIVERED_MS = 3 * 86_400_000;

/** Replies held back, by a restore or because a person took the conversation; and those that did not arrive. */
export function heldReport(store: Store, now: number): HeldReport {
  const view = (row: OutboxRow) => ({
    id: row.id,
    conversation: row.conversationId,
    who: whoIs(store, row),
    channel: row.channel,
    text: row.content.kind === "image" ? (row.content.caption ?? "") : row.content.text,
    why: row.error ?? "",
    writtenAt: new Date(row.createdAt).toISOString(),
  });
  const undelivered = store.outbox
    .undelivered(now - UNDELIVERED_MS)
    .flatMap((row) => (isLost(row) ? [{ ...view(row), state: row.state }] : []));
  return { schema: 1, held: store.outbox.held().map(view), undelivered };
}

export interface HeldParts {
  readonly store: Store;
  readonly clock: Clock;
  /** These guests have something to be sent. */
  readonly queued: (guestId: number) => void;
}

/**
 * Sends or gives up what is held, or sends again what did not arrive; all of it in one transaction. Throws NOT_FOUND for
 * an id that is not held, or not among what did not arrive; WINDOW_CLOSED where WhatsApp would not take it again.
 */
export function settleHeld(parts: HeldParts, order: HeldOrder): HeldOutcome {
  if (order.act === "resend") return resend(parts, order);
  const { store, clock, queued } = parts;
  const at = clock.now();
  const guests = new Set<number>();
  const done = store.transaction(() => {
    const held = store.outbox.held();
    // What hotelbot had not said when a person took over is theirs to say: only named replies of that kind go out.
    const free = held.filter((row) => order.act === "drop" || row.heldFor !== "desk");
    const chosen = order.ids === "all" ? free : order.ids.map((id) => found(held, id));
    for (const row of chosen) {
      if (order.act === "release") store.outbox.releaseHeld(row.id, at);
      else store.outbox.dead(row.id, `dropped by ${order.by}`, at);
      guests.add(row.guestId);
      store.audit.add({ at, actor: order.by, action: `outbox.${order.act}`, subject: row.id });
    }
    return chosen.length;
  });
  if (order.act === "release") for (const guest of guests) queued(guest);
  return { schema: 1, done, left: store.outbox.held().length };
}

/** Named ones only: each was looked at by a person, who knows that of an unknown fate may be said twice. */
function resend({ store, clock, queued }: HeldParts, { ids, by }: HeldOrder): HeldOutcome {
  if (ids === "all") throw new HotelbotError("USAGE", { what: "Name the replies to be sent again" });
  const at = clock.now();
  const rows = store.transaction(() => {
    const lost = [...new Set(ids)].map((id) => {
      const row = store.outbox.get(id);
      if (!row || !isLost(row)) throw new HotelbotError("NOT_FOUND", { what: `undelivered reply ${id}` });
      if (!isTaken(store, row, at)) throw new HotelbotError("WINDOW_CLOSED");
      return row;
    });
    for (const { id } of lost) {
      store.outbox.resend(id, at);
      store.audit.add({ at, actor: by, action: "outbox.resend", subject: id });
    }
    return lost;
  });
  for (const guest of new Set(rows.map((row) => row.guestId))) queued(guest);
  return { schema: 1, done: rows.length, left: store.outbox.held().length };
}

type Lost = OutboxRow & { readonly state: "rejected" | "unknown" | "dead" };

/** Did not arrive, or nobody knows; what a person dropped is none of it, nor what was to be said on a call that is over. */
function isLost(row: OutboxRow): row is Lost {
  const lost = row.state === "rejected" || row.state === "unknown" || row.state === "dead";
  return lost && row.channel !== "phone" && !(row.error ?? "").startsWith("dropped by ");
}

function found(held: readonly OutboxRow[], id: string): OutboxRow {
  const row = held.find((each) => each.id === id);
  if (!row) throw new HotelbotError("NOT_FOUND", { what: `held reply ${id}` });
  return row;
}

function whoIs(store: Store, row: OutboxRow): string {
  const { phone, userId, session } = row.to;
  return store.conversations.get(row.conversationId)?.profileName ?? phone ?? userId ?? session ?? "?";
}
