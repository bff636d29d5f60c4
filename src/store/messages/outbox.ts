import type { ChannelName } from "../../domain/message.ts";
import { HotelbotError } from "../../errors.ts";
import type { Outbox, OutboxState } from "../contract.ts";
import type { Connection } from "../sqlite/connection.ts";
import { toJson } from "../sqlite/json.ts";
import { prepareOutbox, toOutboxRow } from "./outbox-sql.ts";
import { RANK, type Statuses } from "./statuses.ts";

/** From where each step may be taken. A status that ran ahead of the sender's answer makes the step a no-op. */
const FROM = {
  accepted: ["sending", "unknown"],
  rejected: ["ready", "sending", "unknown"],
  ready: ["ready", "sending"],
  unknown: ["sending"],
  dead: ["ready", "sending", "unknown", "held"],
} as const satisfies Partial<Record<OutboxState, readonly OutboxState[]>>;

export function openOutbox(connection: Connection, statuses: Statuses): Outbox {
  const sql = prepareOutbox(connection);
  const list = (channels: readonly ChannelName[]): string => JSON.stringify(channels);

  /** The row when `to` may be entered from where it stands, undefined when a status was faster. */
  const enterable = (id: string, to: keyof typeof FROM) => {
    const row = sql.get.get(id);
    if (!row) throw new HotelbotError("INTERNAL", { what: `outbox ${id} is not there` });
    if (RANK[row.state] > 0) return undefined;
    if (!(FROM[to] as readonly OutboxState[]).includes(row.state)) {
      throw new HotelbotError("INTERNAL", { what: `outbox ${id} cannot go from ${row.state} to ${to}` });
    }
    return row;
  };

  const move = (id: string, to: keyof typeof FROM, error: string, at: number, nextAt?: number): void =>
    connection.transaction(() => {
      const row = enterable(id, to);
      if (!row) return;
      // A try that ended before anything could be sent was never marked `sending`, where tries are counted.
      const uncounted = to === "ready" && row.state === "ready" ? 1 : 0;
      sql.move.run(to, error, nextAt ?? row.next_at, uncounted, at, id);
    });

  return {
    add: (entry) =>
      sql.add.run(
        entry.id,
        entry.dedupeKey,
        entry.conversationId,
        entry.guestId,
        entry.channel,
        toJson(entry.to),
        toJson(entry.content),
        entry.createdAt,
        entry.createdAt,
        entry.createdAt,
      ).changes > 0,
    get(id) {
      const row = sql.get.get(id);
      return row && toOutboxRow(row);
    },
    lanes: (now, channels) => sql.lanes.all(list(channels), now).map((row) => row.guest_id),
    next(guestId, now, channels) {
      const row = sql.first.get(guestId, list(channels));
      // A row touched in the future: the clock was set back, and would let the guest wait for as long.
      const due = row !== undefined && (row.next_at <= now || row.updated_at > now);
      return row && row.state === "ready" && due ? toOutboxRow(row) : undefined;
    },
    nextDue: (now, channels) => sql.nextDue.get(now, list(channels))?.due ?? undefined,
    sending: (id, at) => sql.sending.run(at, id).changes > 0,
    accepted: (id, externalId, at) =>
      connection.transaction(() => {
        const row = enterable(id, "accepted");
        if (row) sql.move.run("accepted", null, row.next_at, 0, at, id);
        sql.setExternal.run(externalId, id);
        const known = sql.get.get(id);
        if (known) statuses.applyKept(known.channel, externalId, known.seq);
      }),
    rejected: (id, error, at) => move(id, "rejected", error, at),
    retry: (id, nextAt, error, at) => move(id, "ready", error, at, nextAt),
    unknown: (id, error, at) => move(id, "unknown", error, at),
    dead: (id, error, at) =>
      connection.transaction(() => {
        const before = sql.get.get(id);
        move(id, "dead", error, at);
        // What was held, people gave up themselves.
        if (before?.state === "held") sql.shown.run(before.seq);
      }),
    remove: (id) => void sql.remove.run(id),
    holdUnsent: (conversationId, why, at) => sql.holdUnsent.run(why, at, conversationId).changes,
    holdAll: (why, at) => sql.holdAll.run(why, at).changes,
    held: () => sql.held.all().map(toOutboxRow),
    undelivered: (since) => sql.undelivered.all(since).map(toOutboxRow),
    releaseHeld: (id, at) => sql.releaseHeld.run(at, at, id).changes > 0,
    resend: (id, at) => sql.resend.run(at, at, id).changes > 0,
    saveContent: (id, content) => void sql.saveContent.run(toJson(content), id),
    recover: (at) => sql.recover.run(at).changes,
    applyStatus: (status) => connection.transaction(() => statuses.apply(status)),
    forDesk: (before) =>
      connection.transaction(() => {
        const rows = sql.forDesk.all(before).map(toOutboxRow);
        for (const row of rows) sql.shown.run(row.seq);
        return rows;
      }),
    ofConversation: (conversationId, afterSeq) =>
      sql.ofConversation.all(conversationId, afterSeq).map(toOutboxRow),
  };
}
