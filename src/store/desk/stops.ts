import type { Stops } from "../contract-desk.ts";
import type { Connection } from "../sqlite/connection.ts";

/** STOP belongs to the guest, not to one of their conversations. */
export function openStops(connection: Connection): Stops {
  const set = connection.prepare<[number | null, number]>(
    "UPDATE guest SET stopped_at = ? WHERE id = (SELECT guest_id FROM conversation WHERE id = ?)",
  );
  const get = connection.prepare<[number], { stopped: number | null }>(
    "SELECT stopped_at AS stopped FROM guest WHERE id = (SELECT guest_id FROM conversation WHERE id = ?)",
  );
  return {
    set: (conversationId, stopped, at) => void set.run(stopped ? at : null, conversationId),
    isStopped: (conversationId) => (get.get(conversationId)?.stopped ?? null) !== null,
  };
}
