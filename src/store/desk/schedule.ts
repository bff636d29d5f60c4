import type { Schedule, ScheduleKind, ScheduleRow } from "../contract-desk.ts";
import type { Connection, Param } from "../sqlite/connection.ts";
import { optional } from "../sqlite/json.ts";

type Row = {
  id: number;
  key: string;
  kind: ScheduleKind;
  subject: string;
  conversation_id: number;
  due_at: number;
  wall: string | null;
  state: ScheduleRow["state"];
  attempts: number;
  why: string | null;
  updated_at: number;
};

export function openSchedule(connection: Connection): Schedule {
  const sql = prepare(connection);
  return {
    add: ({ key, kind, subject, conversationId, dueAt, wall, at }) =>
      sql.add.run(key, kind, subject, conversationId, dueAt, wall ?? null, at, at).changes > 0,
    due: (now, limit) => sql.due.all(now, limit).map(toRow),
    nextDue: () => sql.nextDue.get()?.due ?? undefined,
    finish: (id, state, why, at) => sql.finish.run(state, why ?? null, at, id).changes > 0,
    postpone: (id, dueAt, why, at) => void sql.postpone.run(dueAt, why, at, id),
    cancel: (subject, why, at) => sql.cancel.run(why, at, subject).changes,
    walls: () => sql.walls.all().map(toRow),
    setDue: (id, dueAt) => void sql.setDue.run(dueAt, id),
    skipped: (since) => sql.skipped.all(since).map(toRow),
    waitingFor: (subject) => sql.waitingFor.all(subject).map(toRow),
  };
}

function toRow(row: Row): ScheduleRow {
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    subject: row.subject,
    conversationId: row.conversation_id,
    dueAt: row.due_at,
    state: row.state,
    attempts: row.attempts,
    updatedAt: row.updated_at,
    ...optional("wall", row.wall),
    ...optional("why", row.why),
  };
}

function prepare(connection: Connection) {
  return {
    add: connection.prepare<Param[]>(
      `INSERT INTO schedule (key, kind, subject, conversation_id, due_at, wall, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
    ),
    due: connection.prepare<[number, number], Row>(
      "SELECT * FROM schedule WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT ?",
    ),
    nextDue: connection.prepare<[], { due: number | null }>(
      "SELECT min(due_at) AS due FROM schedule WHERE state = 'waiting' AND due_at > 0",
    ),
    finish: connection.prepare<[ScheduleRow["state"], string | null, number, number]>(
      "UPDATE schedule SET state = ?, why = ?, attempts = attempts + 1, updated_at = ? WHERE id = ? AND state = 'waiting'",
    ),
    postpone: connection.prepare<[number, string, number, number]>(
      `UPDATE schedule SET due_at = ?, why = ?, attempts = attempts + 1, updated_at = ?
       WHERE id = ? AND state = 'waiting'`,
    ),
    cancel: connection.prepare<[string, number, string]>(
      "UPDATE schedule SET state = 'cancelled', why = ?, updated_at = ? WHERE subject = ? AND state = 'waiting'",
    ),
    walls: connection.prepare<[], Row>(
      "SELECT * FROM schedule WHERE state = 'waiting' AND due_at > 0 AND wall IS NOT NULL ORDER BY due_at",
    ),
    setDue: connection.prepare<[number, number]>(
      "UPDATE schedule SET due_at = ? WHERE id = ? AND state = 'waiting'",
    ),
    skipped: connection.prepare<[number], Row>(
      "SELECT * FROM schedule WHERE state = 'skipped' AND updated_at >= ? ORDER BY updated_at DESC LIMIT 100",
    ),
    waitingFor: connection.prepare<[string], Row>(
      "SELECT * FROM schedule WHERE state = 'waiting' AND subject = ? ORDER BY due_at",
    ),
  };
}
