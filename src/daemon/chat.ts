import type { ChatMessage, ChatTurn } from "../control/contract.ts";
import type { ConversationState } from "../conversation/contract.ts";
import type { List } from "../domain/list.ts";
import { typesLabel } from "../domain/parts.ts";
import type { Understood } from "../domain/understood.ts";
import { HotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { OutboxRow, Store } from "../store/contract.ts";

export interface ChatParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly arrived: (guestIds: readonly number[]) => void;
  /** Resolves when a guest's messages are handled and what was said is on its way. */
  readonly settled: (guestId: number) => Promise<void>;
}

/**
 * One message typed in a terminal, through the same inbox, lanes and outbox as a guest's on WhatsApp; resolves with
 * the whole turn. Rejects with CHAT_TIMEOUT when the answer takes longer than asked for; it is kept all the same.
 */
export async function chat(parts: ChatParts, message: ChatMessage): Promise<ChatTurn> {
  const { store, clock, ids } = parts;
  const started = clock.now();
  const { session, text, language, id = ids.unique(), waitMs = 30_000 } = message;
  const from = { session };
  const inbound = {
    channel: "chat" as const,
    externalId: `${session}/${id}`,
    from,
    ...(language ? { language } : {}),
    sentAt: started,
    content: { kind: "text" as const, text },
  };
  const body = Buffer.from(JSON.stringify(inbound));
  const parsed = { messages: [inbound], statuses: [], events: [] };
  const [guestId] = store.inbox.accept([{ channel: "chat", body, receivedAt: started, parsed }]);
  if (guestId === undefined)
    throw new HotelbotError("REQUEST_INVALID", { what: `message ${id} was sent before` });
  const conversation = store.conversations.open(guestId, "chat", from, undefined, started);
  const said = store.outbox.ofConversation(conversation.id, 0).at(-1)?.seq ?? 0;
  parts.arrived([guestId]);
  await within(clock, waitMs, parts.settled(guestId));
  const { state, mode } = store.conversations.get(conversation.id) ?? conversation;
  const now = state as ConversationState;
  const booking = now.booking;
  return {
    schema: 1,
    session,
    conversation: conversation.id,
    text,
    language: now.language,
    mode,
    understood: lastUnderstood(store, conversation.id),
    replies: store.outbox.ofConversation(conversation.id, said).map(asReply),
    booking: booking
      ? {
          code: booking.code,
          reference: booking.reference,
          roomType: typesLabel(booking),
          arrival: booking.stay.arrival,
          departure: booking.stay.departure,
          adults: booking.party.adults,
          children: booking.party.children,
          total: booking.total,
          status: booking.status,
        }
      : null,
    ms: clock.now() - started,
  };
}

function asReply(row: OutboxRow): ChatTurn["replies"][number] {
  const { content } = row;
  const text = content.kind === "image" ? (content.caption ?? "") : content.text;
  const { buttons = [], list } = content.kind === "text" ? content : {};
  return {
    kind: content.kind,
    text,
    buttons: buttons.map(({ id, title }) => ({ id, title })),
    list: list === undefined ? null : asList(list),
  };
}

function asList(list: List): NonNullable<ChatTurn["replies"][number]["list"]> {
  const rows = list.sections.flatMap(({ title: section = null, rows }) =>
    rows.map(({ id, title, description = null }) => ({ id, title, description, section })),
  );
  return { button: list.button, elsewhere: list.elsewhere, rows };
}

function lastUnderstood(store: Store, conversationId: number): ChatTurn["understood"] {
  const turn = store.conversations.turns(conversationId, 20).findLast((each) => each.direction === "in");
  const understood = (turn?.detail as { understood?: Understood } | undefined)?.understood;
  return { intents: [...(understood?.intents ?? [])], slots: { ...understood?.slots } };
}

async function within(clock: Clock, ms: number, work: Promise<void>): Promise<void> {
  let cancel = (): void => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    cancel = clock.after(ms, () =>
      reject(new HotelbotError("CHAT_TIMEOUT", { seconds: Math.round(ms / 1000) })),
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    cancel();
  }
}
