import type { Booking } from "../domain/hotel.ts";
import { HotelbotError } from "../errors.ts";
import type { JournalState, PmsWrite, PmsWriteRow, PmsWrites } from "./contract.ts";
import type { Connection } from "./sqlite/connection.ts";
import { fromJson, optional, toJson } from "./sqlite/json.ts";

/** The columns that every table of PMS writes has. */
type Row = {
  reference: string;
  conversation_id: number;
  request: string;
  state: JournalState;
  booking: string | null;
  error: string | null;
  attempts: number;
  created_at: number;
  updated_at: number;
};

/** What one of the tables has of its own. */
export interface PmsWriteTable<Request> {
  readonly name: "pms_journal" | "pms_change";
  /** Inserts the intention, and nothing when the reference is known already. */
  insert(write: PmsWrite<Request>): void;
  /** Fills columns that follow from a firm booking, in the transaction that makes it firm. */
  firm?(reference: string, booking: Booking): void;
}

/** `firm` and `refused` stand for ever; anything may follow the others. */
const FINAL: ReadonlySet<JournalState> = new Set(["firm", "refused"]);

/** Moves a PMS write from its intention to its outcome, in whichever table it is a row of. */
export function openPmsWrites<Request>(
  connection: Connection,
  table: PmsWriteTable<Request>,
): PmsWrites<Request> {
  const sql = prepare(connection, table.name);

  const mustGet = (reference: string): Row => {
    const row = sql.get.get(reference);
    if (!row) throw new HotelbotError("INTERNAL", { what: `no row ${reference} in ${table.name}` });
    return row;
  };

  const move = (reference: string, to: JournalState, at: number, booking?: Booking, error?: string): void =>
    connection.transaction(() => {
      const { state } = mustGet(reference);
      // An outcome repeated is no change.
      if (state === to && FINAL.has(to)) return;
      if (FINAL.has(state)) {
        const what = `${reference} in ${table.name} is ${state}, not to be ${to}`;
        throw new HotelbotError("INTERNAL", { what });
      }
      const stored = booking === undefined ? null : toJson(booking);
      sql.move.run(to, stored, error ?? null, to === "sent" ? 1 : 0, at, reference);
      if (booking !== undefined) table.firm?.(reference, booking);
    });

  return {
    intend: (write) =>
      connection.transaction(() => {
        table.insert(write);
        return writeOf<Request>(mustGet(write.reference));
      }),
    get(reference) {
      const row = sql.get.get(reference);
      return row && writeOf<Request>(row);
    },
    sent: (reference, at) => move(reference, "sent", at),
    firm: (reference, booking, at) => move(reference, "firm", at, booking),
    refused: (reference, error, at) => move(reference, "refused", at, undefined, error),
    unknown: (reference, error, at) => move(reference, "unknown", at, undefined, error),
    open: () => sql.open.all().map(writeOf<Request>),
  };
}

/** The row of either table as the pipeline knows it. */
export function writeOf<Request>(row: Row): PmsWriteRow<Request> {
  return {
    reference: row.reference,
    conversationId: row.conversation_id,
    request: fromJson<Request>(row.request),
    state: row.state,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    attempts: row.attempts,
    ...optional("booking", row.booking === null ? null : fromJson<Booking>(row.booking)),
    ...optional("error", row.error),
  };
}

function prepare(connection: Connection, table: PmsWriteTable<unknown>["name"]) {
  return {
    get: connection.prepare<[string], Row>(`SELECT * FROM ${table} WHERE reference = ?`),
    move: connection.prepare<[JournalState, string | null, string | null, number, number, string]>(
      `UPDATE ${table} SET state = ?, booking = ?, error = ?, attempts = attempts + ?, updated_at = ?
       WHERE reference = ?`,
    ),
    open: connection.prepare<[], Row>(
      `SELECT * FROM ${table} WHERE state IN ('intended', 'sent', 'unknown') ORDER BY created_at, reference`,
    ),
  };
}
