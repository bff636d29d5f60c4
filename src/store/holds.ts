import type { Stay } from "../domain/stay.ts";
import type { Clock } from "../platform/clock.ts";
import type { HoldRow, Holds } from "./contract.ts";
import type { Connection } from "./sqlite/connection.ts";
import { NIGHTS } from "./sqlite/nights.ts";

type Row = {
  conversation_id: number;
  room_type: string;
  arrival: string;
  departure: string;
  rooms: number;
  expires_at: number;
  extensions: number;
};

/** Holds end by themselves at `expiresAt`: every question looks past those that are over, swept or not. */
export function openHolds(connection: Connection, clock: Clock): Holds {
  const sql = prepare(connection);

  const heldByOthers = (roomType: string, stay: Stay, conversationId: number, now: number): number =>
    sql.heldByOthers.get(roomType, stay.arrival, stay.departure, conversationId, now)?.most ?? 0;

  const of = (conversationId: number, now: number): HoldRow | undefined => {
    const row = sql.of.get(conversationId, now);
    return row && toHold(row);
  };

  return {
    place: ({ conversationId, roomType, stay, rooms, free, parts = [{ stay, free }], expiresAt, at }) =>
      connection.transaction(() => {
        const asked = parts.map((part) => ({ roomType, rooms, ...part }));
        const lacks = asked.some((part) => {
          return part.free - heldByOthers(part.roomType, part.stay, conversationId, at) < part.rooms;
        });
        if (lacks) return undefined;
        sql.delete.run(conversationId);
        sql.insert.run(conversationId, roomType, stay.arrival, stay.departure, rooms, at, expiresAt);
        for (const part of asked) {
          const { arrival, departure } = part.stay;
          sql.insertNights.run(arrival, departure, part.roomType, conversationId, part.rooms);
        }
        return of(conversationId, at);
      }),
    of,
    heldByOthers,
    extend: (conversationId, expiresAt, maxExtensions) =>
      connection.transaction(() => {
        const now = clock.now();
        sql.extend.run(expiresAt, conversationId, maxExtensions, now, expiresAt);
        return of(conversationId, now);
      }),
    release: (conversationId) => void sql.delete.run(conversationId),
    move: (from, to, now) =>
      connection.transaction(() => {
        if (!of(from, now)) return undefined;
        sql.delete.run(to);
        sql.copy.run(to, from);
        sql.moveNights.run(to, from);
        sql.delete.run(from);
        return of(to, now);
      }),
    sweep: (now) =>
      connection.transaction(() => {
        const over = sql.over.all(now);
        for (const row of over) sql.delete.run(row.conversation_id);
        return over.map(toHold);
      }),
    list: (now) => sql.list.all(now).map(toHold),
  };
}

function toHold(row: Row): HoldRow {
  return {
    conversationId: row.conversation_id,
    roomType: row.room_type,
    stay: { arrival: row.arrival, departure: row.departure },
    rooms: row.rooms,
    expiresAt: row.expires_at,
    extensions: row.extensions,
  };
}

function prepare(connection: Connection) {
  return {
    heldByOthers: connection.prepare<[string, string, string, number, number], { most: number | null }>(
      `SELECT max(held) AS most FROM (
         SELECT sum(hold_night.rooms) AS held FROM hold_night JOIN hold USING (conversation_id)
         WHERE hold_night.room_type = ? AND night >= ? AND night < ? AND conversation_id <> ? AND expires_at > ?
         GROUP BY night
       )`,
    ),
    insert: connection.prepare<[number, string, string, string, number, number, number]>(
      `INSERT INTO hold (conversation_id, room_type, arrival, departure, rooms, placed_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertNights: connection.prepare<[string, string, string, number, number]>(
      `${NIGHTS} INSERT INTO hold_night (night, room_type, conversation_id, rooms)
       SELECT night, ?, ?, ? FROM stay_night`,
    ),
    copy: connection.prepare<[number, number]>(
      `INSERT INTO hold (conversation_id, room_type, arrival, departure, rooms, placed_at, expires_at, extensions)
       SELECT ?, room_type, arrival, departure, rooms, placed_at, expires_at, extensions FROM hold
       WHERE conversation_id = ?`,
    ),
    moveNights: connection.prepare<[number, number]>(
      "UPDATE hold_night SET conversation_id = ? WHERE conversation_id = ?",
    ),
    delete: connection.prepare<[number]>("DELETE FROM hold WHERE conversation_id = ?"),
    // What is over may be sold to others already: it cannot be extended.
    extend: connection.prepare<[number, number, number, number, number]>(
      `UPDATE hold SET expires_at = ?, extensions = extensions + 1
       WHERE conversation_id = ? AND extensions < ? AND expires_at > ? AND expires_at < ?`,
    ),
    of: connection.prepare<[number, number], Row>(
      "SELECT * FROM hold WHERE conversation_id = ? AND expires_at > ?",
    ),
    over: connection.prepare<[number], Row>("SELECT * FROM hold WHERE expires_at <= ? ORDER BY expires_at"),
    list: connection.prepare<[number], Row>(
      "SELECT * FROM hold WHERE expires_at > ? ORDER BY expires_at, conversation_id",
    ),
  };
}
