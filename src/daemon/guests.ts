import { join } from "node:path";
import type { EraseOrder, GuestData, GuestErased } from "../control/contract-privacy.ts";
import { localNow } from "../domain/calendar.ts";
import type { HotelFacts } from "../domain/hotel.ts";
import { HotelbotError } from "../errors.ts";
import type { InLane } from "../pipeline/reconcile.ts";
import type { Clock } from "../platform/clock.ts";
import type { Store } from "../store/contract.ts";
import { CALLS, deleteFiles } from "./keeping.ts";

export interface GuestParts {
  readonly store: Store;
  readonly stateDir: string;
  readonly clock: Clock;
  readonly hotel: HotelFacts;
  readonly inLane: InLane;
}

/** All that is kept of a guest. Throws NOT_FOUND. */
export function guestData({ store }: GuestParts, who: string): GuestData {
  const guest = find(store, who);
  const records = Object.entries(store.privacy.records(guest)).map(([table, rows]) => [table, [...rows]]);
  return { schema: 1, guest, records: Object.fromEntries(records), files: files(store, guest) };
}

/**
 * Deletes all that is kept of a guest, once nothing of theirs is being worked on. Backups made before still hold it until
 * they are too old themselves. Rejects with NOT_FOUND or GUEST_HAS_STAY.
 */
export async function eraseGuest(parts: GuestParts, who: string, { by }: EraseOrder): Promise<GuestErased> {
  const { store, stateDir, clock, hotel, inLane } = parts;
  const guest = find(store, who);
  return inLane(guest, async () => {
    const at = clock.now();
    const code = store.privacy.stay(guest, localNow(at, hotel.timeZone).date);
    if (code !== undefined) throw new HotelbotError("GUEST_HAS_STAY", { code });
    const kept = files(store, guest);
    const { rows } = store.privacy.erase(guest);
    // The number alone: who it was is what must not stay.
    store.audit.add({ at, actor: by, action: "guest.erased", subject: `guest:${guest}`, detail: { rows } });
    await deleteFiles(stateDir, kept);
    return { schema: 1, guest, rows, files: kept.length };
  });
}

function find(store: Store, who: string): number {
  const guest = store.privacy.find(who.startsWith("+") ? { phone: who } : { conversation: Number(who) });
  if (guest === undefined) throw new HotelbotError("NOT_FOUND", { what: `guest known as ${who}` });
  return guest;
}

/** Attachments, spoken replies, and of each call the folder with what the caller said, where the hotel keeps that. */
function files(store: Store, guest: number): string[] {
  const calls = store.privacy.records(guest).call ?? [];
  return [...store.privacy.files(guest), ...calls.map(({ id }) => join(CALLS, String(id)))];
}
