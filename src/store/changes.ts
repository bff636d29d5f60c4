import type { Amendment } from "../domain/amendment.ts";
import type { Changes } from "./contract.ts";
import { openPmsWrites } from "./pms-writes.ts";
import type { Connection } from "./sqlite/connection.ts";
import { toJson } from "./sqlite/json.ts";

/** Changes and cancellations. Kind and booking are columns too, since a booking's changes are looked for. */
export function openChanges(connection: Connection): Changes {
  const insert = connection.prepare<[string, number, string, string, string, number, number]>(
    `INSERT INTO pms_change (reference, conversation_id, kind, pms_id, request, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  return openPmsWrites<Amendment>(connection, {
    name: "pms_change",
    insert: ({ reference, conversationId, request, at }) =>
      void insert.run(reference, conversationId, request.kind, request.before.pmsId, toJson(request), at, at),
  });
}
