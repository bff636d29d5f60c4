import type { Guest, GuestAct, ReceivedMessage } from "../../../src/channels/whatsapp/sandbox/types.ts";
import type { ConversationState } from "../../../src/conversation/contract.ts";
import type { House } from "./house.ts";

/** A booking as the house PMS's own table has it. */
export interface HouseRow {
  readonly code: string;
  readonly room_type: string;
  readonly arrival: string;
  readonly departure: string;
  readonly party: string;
  readonly guest: string;
  readonly total_minor: number;
  readonly language: string;
  readonly status: string;
  readonly rooms: string;
}

/** A guest of the sandbox, and what the hotel knows of them. */
export interface Visitor {
  readonly guest: Guest;
  /** Says each line when the one before is answered; answers the replies. */
  say(...lines: readonly string[]): Promise<ReceivedMessage[]>;
  tap(button: string): Promise<ReceivedMessage>;
  /** Does something that has one reply. */
  answered(act: GuestAct): Promise<ReceivedMessage>;
  /** The conversation's state on disk. */
  state(): ConversationState;
  conversation(): { readonly id: number; readonly mode: string; readonly waiting_reason: string | null };
  /** The guest's own rows in the PMS. */
  bookings(): HouseRow[];
  /** What became of the guest's messages, in order. */
  fates(): string[];
  /** Rooms kept for the guest. */
  holds(): unknown[];
}

export function visitor(house: House, phone: string, name = "Ana"): Visitor {
  const guest = house.sandbox.guest(phone, name);
  const value = guest.identity.phone ?? guest.identity.userId;
  const row = <T>(columns: string): T => {
    const [found] = house.rows<T>(
      `SELECT ${columns} FROM conversation JOIN guest_alias USING (guest_id) WHERE value = ?`,
      value,
    );
    if (found === undefined) throw new Error(`${phone} has no conversation`);
    return found;
  };
  const answered = async (act: GuestAct): Promise<ReceivedMessage> => {
    await act.acknowledged;
    return guest.waitFor();
  };
  return {
    guest,
    answered,
    async say(...lines) {
      const replies: ReceivedMessage[] = [];
      for (const line of lines) replies.push(await answered(guest.say(line)));
      return replies;
    },
    tap: (button) => answered(guest.tap(button)),
    state: () => JSON.parse(row<{ state: string }>("state").state) as ConversationState,
    conversation: () => row("id, mode, waiting_reason"),
    bookings: () =>
      house.rows<HouseRow>(
        `SELECT house_booking.* FROM house_booking JOIN pms_journal USING (reference)
         WHERE conversation_id = ? ORDER BY house_booking.id`,
        row<{ id: number }>("id").id,
      ),
    holds: () =>
      house.rows("SELECT room_type FROM hold WHERE conversation_id = ?", row<{ id: number }>("id").id),
    fates: () =>
      house
        .rows<{ fate: string }>(
          "SELECT fate FROM inbox JOIN guest_alias USING (guest_id) WHERE value = ? ORDER BY inbox.id",
          value,
        )
        .map(({ fate }) => fate),
  };
}

/** Says yes to what is asked until the booking is made: to the phone one writes from, then to what was read back. */
export async function confirm(
  guest: Visitor,
  read: ReceivedMessage | undefined,
): Promise<ReceivedMessage | undefined> {
  let last = read;
  for (let turn = 0; turn < 2 && guest.bookings().length === 0; turn += 1) {
    last = await guest.tap(button(last, "yes"));
  }
  return last;
}

/** The id of a button of the message by what it does («yes», «no», «choice:2»). */
export function button(message: ReceivedMessage | undefined, action: string): string {
  const found = message?.buttons.find(({ id }) => id.startsWith(`${action}#`));
  if (!found) throw new Error(`no button «${action}» under «${message?.text}»`);
  return found.id;
}
