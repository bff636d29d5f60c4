import { createHash } from "node:crypto";
import type { Audit } from "./contract.ts";
import type { Connection } from "./sqlite/connection.ts";
import { toJson } from "./sqlite/json.ts";

type Row = {
  seq: number;
  at: number;
  actor: string;
  action: string;
  subject: string;
  detail: string | null;
  previous: string;
  hash: string;
};

/** What the first row carries as the hash of the one before. */
const GENESIS = "0".repeat(64);
const PAGE = 1000;

/** `seq` is counted here, not by SQLite, so that it has no gap; sqlite_sequence keeps the end against a cut tail. */
export function openAudit(connection: Connection): Audit {
  const last = connection.prepare<[], { seq: number; hash: string }>(
    "SELECT seq, hash FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
  );
  const insert = connection.prepare<[number, number, string, string, string, string | null, string, string]>(
    "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const page = connection.prepare<[number, number], Row>(
    "SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?",
  );
  const end = connection.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'audit'");

  return {
    add: (entry) =>
      connection.transaction(() => {
        const before = last.get();
        const row = {
          seq: (before?.seq ?? 0) + 1,
          at: entry.at,
          // SQLite stores well-formed text only; what is hashed must be what is read back.
          actor: entry.actor.toWellFormed(),
          action: entry.action.toWellFormed(),
          subject: entry.subject.toWellFormed(),
          detail: entry.detail === undefined ? null : toJson(entry.detail),
          previous: before?.hash ?? GENESIS,
        };
        insert.run(
          row.seq,
          row.at,
          row.actor,
          row.action,
          row.subject,
          row.detail,
          row.previous,
          hashOf(row),
        );
      }),
    verify() {
      let seq = 0;
      let previous = GENESIS;
      for (let rows = page.all(seq, PAGE); rows.length > 0; rows = page.all(seq, PAGE)) {
        for (const row of rows) {
          if (row.seq !== seq + 1) return seq + 1;
          if (row.previous !== previous || row.hash !== hashOf(row)) return row.seq;
          seq = row.seq;
          previous = row.hash;
        }
      }
      return (end.get()?.seq ?? 0) === seq ? undefined : seq + 1;
    },
  };
}

function hashOf(row: Omit<Row, "hash">): string {
  const { seq, at, actor, action, subject, detail, previous } = row;
  return createHash("sha256")
    .update(JSON.stringify([previous, seq, at, actor, action, subject, detail]))
    .digest("hex");
}
