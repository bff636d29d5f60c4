import type { Language } from "../../domain/language.ts";
import { HotelbotError } from "../../errors.ts";
import type { Conversations } from "../contract.ts";
import type { CallRow, Calls } from "../contract-calls.ts";
import type { Connection } from "../sqlite/connection.ts";
import { optional } from "../sqlite/json.ts";
import type { Guests } from "./guests.ts";

type Row = {
  id: string;
  direction: "in" | "out";
  number: string | null;
  name: string | null;
  room: string | null;
  guest_id: number;
  conversation_id: number;
  language: Language | null;
  started_at: number;
  answered_at: number | null;
  ended_at: number | null;
  why: string | null;
};

type Begun = [string, string, string | null, string | null, string | null, number, number, number];

export function openCalls(connection: Connection, guests: Guests, conversations: Conversations): Calls {
  const add = connection.prepare<Begun>(
    `INSERT INTO call (id, direction, number, name, room, guest_id, conversation_id, started_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const get = connection.prepare<[string], Row>("SELECT * FROM call WHERE id = ?");
  const last = connection.prepare<[number], Row>(
    `SELECT * FROM call WHERE conversation_id = ? AND direction = 'in' AND coalesce(why, '') <> 'refused'
     ORDER BY started_at DESC, id LIMIT 1`,
  );
  const list = connection.prepare<[number], Row>(
    "SELECT * FROM call ORDER BY ended_at IS NOT NULL, started_at DESC, id LIMIT ?",
  );
  const answered = connection.prepare<[number, string]>("UPDATE call SET answered_at = ? WHERE id = ?");
  const language = connection.prepare<[string, string]>("UPDATE call SET language = ? WHERE id = ?");
  const ended = connection.prepare<[number, string, string]>(
    "UPDATE call SET ended_at = ?, why = ? WHERE id = ? AND ended_at IS NULL",
  );
  const recover = connection.prepare<[number]>(
    "UPDATE call SET ended_at = ?, why = 'cut_off' WHERE ended_at IS NULL",
  );

  return {
    begin: ({ id, direction, from, number, name, room, at }) =>
      connection.transaction(() => {
        const guestId = guests.ofAddress(from, at);
        const conversation = conversations.open(guestId, "phone", from, name, at);
        add.run(id, direction, number ?? null, name ?? null, room ?? null, guestId, conversation.id, at);
        const row = get.get(id);
        if (!row) throw new HotelbotError("INTERNAL", { what: `call ${id} is not there` });
        return toCall(row);
      }),
    answered: (id, at) => void answered.run(at, id),
    language: (id, spoken) => void language.run(spoken, id),
    ended: (id, why, at) => void ended.run(at, why, id),
    get(id) {
      const row = get.get(id);
      return row && toCall(row);
    },
    last(conversationId) {
      const row = last.get(conversationId);
      return row && toCall(row);
    },
    list: (limit) => list.all(limit).map(toCall),
    recover: (at) => recover.run(at).changes,
  };
}

function toCall(row: Row): CallRow {
  return {
    id: row.id,
    direction: row.direction,
    guestId: row.guest_id,
    conversationId: row.conversation_id,
    startedAt: row.started_at,
    ...optional("number", row.number),
    ...optional("name", row.name),
    ...optional("room", row.room),
    ...optional("language", row.language),
    ...optional("answeredAt", row.answered_at),
    ...optional("endedAt", row.ended_at),
    ...optional("why", row.why),
  };
}
