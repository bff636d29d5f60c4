import type { ControlService } from "../control/service.ts";
import { HotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Pms } from "../pms/port.ts";
import type { Store } from "../store/contract.ts";
import { chat } from "./chat.ts";
import { type HealthParts, healthReport } from "./health.ts";
import { type StatusParts, statusReport } from "./status.ts";

export interface ControlParts extends StatusParts, HealthParts {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly store: Store;
  readonly pms: Pms;
  readonly arrived: (guestIds: readonly number[]) => void;
  readonly settled: (guestId: number) => Promise<void>;
}

/** The daemon's side of the control socket. */
export function controlService(parts: ControlParts): ControlService {
  return {
    status: () => statusReport(parts),
    health: () => healthReport(parts),
    chat: (message) => chat(parts, message),
    async booking(code) {
      const found = await parts.pms.findByCode(code);
      if (!found) return { schema: 1, booking: null };
      const { stay, guest, roomNumbers, reference, status, roomType, total } = found;
      return {
        schema: 1,
        booking: {
          code: found.code,
          reference,
          status,
          roomType,
          roomNumbers: [...roomNumbers],
          arrival: stay.arrival,
          departure: stay.departure,
          guest: guest.name,
          total,
        },
      };
    },
    async conversation(id) {
      const row = parts.store.conversations.get(id);
      if (!row) throw new HotelbotError("NOT_FOUND", { what: `conversation ${id}` });
      const turns = parts.store.conversations.turns(id, 200);
      const outbox = parts.store.outbox.ofConversation(id, 0);
      return {
        schema: 1,
        id,
        mode: row.mode,
        turns: turns.map(({ direction, author, kind, text, at }) => ({
          direction,
          author,
          kind,
          text,
          at: new Date(at).toISOString(),
        })),
        outbox: outbox.map((each) => ({
          id: each.id,
          state: each.state,
          kind: each.content.kind,
          path: each.content.kind === "text" ? null : (each.content.path ?? null),
          error: each.error ?? null,
        })),
      };
    },
  };
}
