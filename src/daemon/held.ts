import type { HeldOrder, HeldOutcome, HeldReport } from "../control/contract-backup.ts";
import { HotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { OutboxRow, Store } from "../store/contract.ts";

/** Replies held back: by a restore, or because a person took the conversation. */
export function heldReport(store: Store): HeldReport {
  const held = store.outbox.held().map((row) => ({
    id: row.id,
    conversation: row.conversationId,
    who: whoIs(store, row),
    channel: row.channel,
    text: row.content.kind === "image" ? (row.content.caption ?? "") : row.content.text,
    why: row.error ?? "",
    writtenAt: new Date(row.createdAt).toISOString(),
  }));
  return { schema: 1, held };
}

export interface HeldParts {
  readonly store: Store;
  readonly clock: Clock;
  /** These guests have something to be sent. */
  readonly queued: (guestId: number) => void;
}

/** Sends or gives up what is held; all of it in one transaction. Throws NOT_FOUND for an id that is not held. */
export function settleHeld({ store, clock, queued }: HeldParts, order: HeldOrder): HeldOutcome {
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

function found(held: readonly OutboxRow[], id: string): OutboxRow {
  const row = held.find((each) => each.id === id);
  if (!row) throw new HotelbotError("NOT_FOUND", { what: `held reply ${id}` });
  return row;
}

function whoIs(store: Store, row: OutboxRow): string {
  const { phone, userId, session } = row.to;
  return store.conversations.get(row.conversationId)?.profileName ?? phone ?? userId ?? session ?? "?";
}
