import { initialState } from "../../conversation/state.ts";
import type { Language } from "../../domain/language.ts";
import type { Store } from "../../store/contract.ts";

/** What a restored past would have gone on with by itself, and now waits for a person. */
export interface Relearned {
  /** Replies that stay unsent until somebody releases or drops them. */
  readonly held: number;
  /** Bookings whose fate is looked up in the PMS before anything is said about them. */
  readonly bookings: number;
  /** Guest messages nobody had answered yet. */
  readonly unanswered: number;
  /** Conversations that wait for a person because of the above. */
  readonly conversations: number;
}

export interface RelearnOptions {
  /** When the backup was made, as people read it. */
  readonly backup: string;
  /** Of guests who were never answered. */
  readonly language: Language;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * Makes a restored past keep quiet. Since the backup was made, guests were answered, messages sent and rooms booked by
 * a hotelbot this database knows nothing of. So nothing unsent is sent, no booking is written that is not looked up
 * first, and every conversation that had something under way is a person's. One transaction.
 */
export function relearn(store: Store, options: RelearnOptions): Relearned {
  const { at } = options;
  const why = `restored from the backup of ${options.backup}`;
  return store.transaction(() => {
    const concerned = new Set<number>();
    const before = new Set(store.outbox.held().map(({ id }) => id));
    const held = store.outbox.holdAll(why, at);
    for (const row of store.outbox.held()) if (!before.has(row.id)) concerned.add(row.conversationId);
    const bookings = store.journal.open();
    for (const { reference, conversationId } of bookings) {
      // Also what was only intended: the write may have happened after the backup.
      store.journal.unknown(reference, why, at);
      concerned.add(conversationId);
    }
    const changes = store.changes.open();
    for (const { reference, conversationId } of changes) {
      store.changes.unknown(reference, why, at);
      concerned.add(conversationId);
    }
    const unanswered = store.inbox
      .lanes(Number.MAX_SAFE_INTEGER)
      .flatMap((guest) => store.inbox.pending(guest));
    for (const { guestId, message } of unanswered) {
      const { channel, from, profileName } = message;
      concerned.add(store.conversations.open(guestId, channel, from, profileName, at).id);
    }
    for (const id of concerned) giveToPerson(store, id, options);
    const result = {
      held,
      bookings: bookings.length + changes.length,
      unanswered: unanswered.length,
      conversations: concerned.size,
    };
    store.audit.add({ at, actor: "hotelbot", action: "restored", subject: options.backup, detail: result });
    return result;
  });
}

/** hotelbot listens and stays silent there until a person gives it back; guests' messages are still taken. */
function giveToPerson(store: Store, id: number, options: RelearnOptions): void {
  const row = store.conversations.get(id);
  if (!row) return;
  const state = (row.state ?? initialState(options.language)) as { readonly language: Language };
  store.conversations.save(id, row.version, {
    state: { ...state, mode: "person" },
    mode: "person",
    language: state.language,
    waitingReason: row.waitingReason ?? "restored",
    at: options.at,
  });
}
