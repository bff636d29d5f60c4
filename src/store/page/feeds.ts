import { HotelbotError } from "../../errors.ts";
import type { FeedRow, Feeds } from "../contract-page.ts";
import type { Connection, Param } from "../sqlite/connection.ts";
import { optional } from "../sqlite/json.ts";

type Row = { id: number; token: string; room: string | null; room_type: string | null; created_at: number };

export function openFeeds(connection: Connection): Feeds {
  const sql = {
    add: connection.prepare<Param[]>(
      "INSERT INTO calendar_feed (token, room, room_type, created_at) VALUES (?, ?, ?, ?)",
    ),
    remove: connection.prepare<[number]>("DELETE FROM calendar_feed WHERE id = ?"),
    byToken: connection.prepare<[string], Row>("SELECT * FROM calendar_feed WHERE token = ?"),
    list: connection.prepare<[], Row>("SELECT * FROM calendar_feed ORDER BY id"),
  };
  const byToken = (token: string): FeedRow | undefined => {
    const row = sql.byToken.get(token);
    return row && toFeed(row);
  };
  return {
    add: ({ token, room, roomType }, at) => {
      sql.add.run(token, room ?? null, roomType ?? null, at);
      const added = byToken(token);
      if (!added) throw new HotelbotError("INTERNAL", { what: "a calendar that was given out is not there" });
      return added;
    },
    remove: (id) => sql.remove.run(id).changes > 0,
    byToken,
    list: () => sql.list.all().map(toFeed),
  };
}

function toFeed(row: Row): FeedRow {
  return {
    id: row.id,
    token: row.token,
    createdAt: row.created_at,
    ...optional("room", row.room),
    ...optional("roomType", row.room_type),
  };
}
