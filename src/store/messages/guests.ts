import type { Address } from "../../domain/message.ts";
import { otherwiseWritten } from "../../platform/phone.ts";
import type { Connection } from "../sqlite/connection.ts";

type Kind = "phone" | "user_id" | "session";

export interface Guests {
  /** The guest behind an address, made when nobody is known by it. Call inside a transaction. */
  ofAddress(address: Address, at: number): number;
}

/**
 * Guests are known by phone, user id or session. Two aliases become one guest only when one message carries both.
 * The phone is the stronger: phones that differ are different guests, so a user id that comes with a new phone
 * follows that phone, and the earlier number keeps its own past. One phone written in two ways is one guest, known by
 * both: whoever writes as 521… and calls as 52….
 */
export function openGuests(connection: Connection): Guests {
  const find = connection.prepare<[Kind, string], { guest_id: number }>(
    "SELECT guest_id FROM guest_alias WHERE kind = ? AND value = ?",
  );
  const make = connection.prepare<[number]>("INSERT INTO guest (created_at) VALUES (?)");
  const link = connection.prepare<[Kind, string, number, number]>(
    `INSERT INTO guest_alias (kind, value, guest_id, linked_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET guest_id = excluded.guest_id, linked_at = excluded.linked_at`,
  );
  const phoneOf = connection.prepare<[number], { value: string }>(
    "SELECT value FROM guest_alias WHERE guest_id = ? AND kind = 'phone' LIMIT 1",
  );
  const moveAliases = connection.prepare<[number, number]>(
    "UPDATE guest_alias SET guest_id = ? WHERE guest_id = ?",
  );
  const moveWaiting = connection.prepare<[number, number]>(
    "UPDATE inbox SET guest_id = ? WHERE guest_id = ? AND fate IS NULL",
  );
  const moveConversations = connection.prepare<[number, number]>(
    "UPDATE OR IGNORE conversation SET guest_id = ? WHERE guest_id = ?",
  );
  const moveOutbox = connection.prepare<[number, number]>(
    "UPDATE outbox SET guest_id = ? WHERE guest_id = ? AND state IN ('ready', 'sending')",
  );

  const keepStop = connection.prepare<[number, number]>(
    `UPDATE guest SET stopped_at = coalesce(stopped_at, (SELECT stopped_at FROM guest WHERE id = ?)) WHERE id = ?`,
  );

  /** The guest of the other alias turns out to be this one: what waits, and an open talk, come along. */
  const merge = (into: number, from: number): void => {
    moveAliases.run(into, from);
    moveWaiting.run(into, from);
    moveOutbox.run(into, from);
    moveConversations.run(into, from);
    keepStop.run(from, into);
  };

  const inBoth = connection.prepare<[number, number], { channel: string }>(
    `SELECT a.channel FROM conversation a JOIN conversation b ON b.channel = a.channel
     WHERE a.guest_id = ? AND b.guest_id = ? LIMIT 1`,
  );
  const theirs = "(SELECT id FROM conversation WHERE guest_id = ?)";
  const moveHistory = [
    `UPDATE outbox SET guest_id = ? WHERE conversation_id IN ${theirs}`,
    `UPDATE inbox SET guest_id = ? WHERE id IN (SELECT inbox_id FROM turn WHERE conversation_id IN ${theirs})`,
    `UPDATE call SET guest_id = ? WHERE conversation_id IN ${theirs}`,
  ].map((sql) => connection.prepare<[number, number]>(sql));

  /**
   * The same phone, written otherwise, was taken for another guest before: all that was theirs comes along. Not where both
   * have a conversation on one channel: neither may be lost, and each goes on under its own number.
   */
  const join = (guest: number, phone: string): void => {
    const other = otherwiseWritten(phone);
    const twin = other === undefined ? undefined : find.get("phone", other)?.guest_id;
    if (twin === undefined || twin === guest || inBoth.get(guest, twin)) return;
    merge(guest, twin);
    for (const move of moveHistory) move.run(guest, guest);
  };

  const ofAlias = (kind: Kind, value: string): number | undefined => {
    const other = kind === "phone" ? otherwiseWritten(value) : undefined;
    const id = find.get(kind, value)?.guest_id;
    return id ?? (other === undefined ? undefined : find.get(kind, other)?.guest_id);
  };

  return {
    ofAddress(address, at) {
      const aliases = aliasesOf(address);
      const known = aliases.map(([kind, value]) => ofAlias(kind, value));
      let guest = known[0];
      if (guest === undefined) {
        // A first alias nobody has: the guest of a weaker one, unless that would give somebody a second phone.
        const other = known.find((id) => id !== undefined);
        const second = aliases[0]?.[0] === "phone" && other !== undefined && phoneOf.get(other) !== undefined;
        guest = other === undefined || second ? make.run(at).id : other;
      }
      for (const [index, [kind, value]] of aliases.entries()) {
        const before = known[index];
        if (before === guest && find.get(kind, value) !== undefined) continue;
        link.run(kind, value, guest, at);
        if (before === guest) continue;
        if (before !== undefined && phoneOf.get(before) === undefined) merge(guest, before);
      }
      if (aliases[0]?.[0] === "phone") join(guest, aliases[0][1]);
      return guest;
    },
  };
}

/** Strongest first. A phone is its digits; an empty value counts as missing. */
function aliasesOf(address: Address): readonly (readonly [Kind, string])[] {
  const aliases: (readonly [Kind, string])[] = [];
  const phone = address.phone?.replace(/\D/g, "");
  if (phone) aliases.push(["phone", phone]);
  if (address.userId) aliases.push(["user_id", address.userId]);
  if (address.session) aliases.push(["session", address.session]);
  return aliases;
}
