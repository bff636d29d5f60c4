import type { DeliveryStatus } from "../../domain/message.ts";
import type { OutboxState } from "../contract.ts";
import type { Connection } from "../sqlite/connection.ts";
import { fromJson, toJson } from "../sqlite/json.ts";

/**
 * How far along a state is. A status only ever moves a row up, so the end does not depend on the order in which
 * statuses arrive: `failed` beats «sent», `delivered` beats `failed` (two devices may report both).
 */
export const RANK: Readonly<Record<OutboxState, number>> = {
  held: 0,
  ready: 0,
  sending: 0,
  unknown: 0,
  dead: 0,
  accepted: 1,
  rejected: 2,
  delivered: 3,
  read: 4,
};

const STATE_OF: Readonly<Record<DeliveryStatus["status"], OutboxState>> = {
  sent: "accepted",
  failed: "rejected",
  delivered: "delivered",
  read: "read",
  played: "read",
};

type Row = { seq: number; state: OutboxState; external_id: string | null };
type Kept = { status: DeliveryStatus["status"]; at: number; detail: string };
type Detail = Omit<DeliveryStatus, "channel" | "externalId" | "status" | "at">;

export interface Statuses {
  /** Keeps the status and moves its outbox row forward. Answers true when the row moved. In a transaction. */
  apply(status: DeliveryStatus): boolean;
  /** Applies what was kept for an external id before its message was known. In a transaction. */
  applyKept(channel: DeliveryStatus["channel"], externalId: string, seq: number): boolean;
}

export function openStatuses(connection: Connection): Statuses {
  const keep = connection.prepare<[string, string, string, number, string]>(
    `INSERT INTO delivery_status (channel, external_id, status, at, detail) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const claim = connection.prepare<[number, string, string]>(
    "UPDATE delivery_status SET outbox_seq = ? WHERE channel = ? AND external_id = ? AND outbox_seq IS NULL",
  );
  const kept = connection.prepare<[string, string], Kept>(
    `SELECT status, at, detail FROM delivery_status
     WHERE channel = ? AND external_id = ? AND outbox_seq IS NULL`,
  );
  const byId = connection.prepare<[string], Row>("SELECT seq, state, external_id FROM outbox WHERE id = ?");
  const bySeq = connection.prepare<[number], Row>("SELECT seq, state, external_id FROM outbox WHERE seq = ?");
  const byExternal = connection.prepare<[string, string], Row>(
    "SELECT seq, state, external_id FROM outbox WHERE channel = ? AND external_id = ? ORDER BY seq LIMIT 1",
  );
  const move = connection.prepare<[OutboxState, string, string | null, number, number]>(
    `UPDATE outbox SET state = ?, external_id = coalesce(external_id, ?), error = ?, updated_at = max(updated_at, ?)
     WHERE seq = ?`,
  );

  const forward = (row: Row, externalId: string, status: Kept): boolean => {
    const state = STATE_OF[status.status];
    if (RANK[state] <= RANK[row.state]) return false;
    move.run(state, externalId, errorOf(status), status.at, row.seq);
    return true;
  };

  /** All that was kept for the id and not applied yet, in any order: the end is the same. */
  const applyKept = (channel: string, externalId: string, seq: number): boolean => {
    let moved = false;
    for (const status of kept.all(channel, externalId)) {
      const row = bySeq.get(seq);
      if (row && forward(row, externalId, status)) moved = true;
    }
    claim.run(seq, channel, externalId);
    return moved;
  };

  return {
    apply(status) {
      const { channel, externalId, status: word, at, ...detail } = status;
      keep.run(channel, externalId, word, at, toJson(detail));
      const row = (status.outboxId && byId.get(status.outboxId)) || byExternal.get(channel, externalId);
      return row ? applyKept(channel, externalId, row.seq) : false;
    },
    applyKept,
  };
}

function errorOf(status: Kept): string | null {
  if (status.status !== "failed") return null;
  const { errorCode, errorTitle } = fromJson<Detail>(status.detail);
  return [errorCode, errorTitle].filter((part) => part !== undefined).join(" ") || "failed";
}
