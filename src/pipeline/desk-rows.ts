import { epochOf } from "../domain/wall.ts";
import type { RequestRow } from "../store/contract.ts";
import type { TurnFrame } from "./commit.ts";
import type { PipelineContext } from "./context.ts";
import type { DeskRow } from "./run-steps.ts";
import { planFollowUp, planWakeUp } from "./schedule/plan.ts";

/** Writes what a turn leaves at the desk. In the turn's transaction; replaying it writes nothing twice. */
export function writeDeskRows(
  context: PipelineContext,
  frame: Pick<TurnFrame, "conversation" | "key" | "at" | "media">,
  rows: readonly DeskRow[],
): void {
  const { store } = context;
  const { conversation, at, media = [] } = frame;
  const conversationId = conversation.id;
  for (const [index, row] of rows.entries()) {
    switch (row.kind) {
      case "errand":
        writeErrand(context, frame, row, index);
        break;
      case "deposit": {
        const { reference, code } = row.booking;
        store.deposits.ask({ conversationId, reference, bookingCode: code, amount: row.amount, at });
        break;
      }
      case "proof": {
        const reference = row.reference ?? `conversation:${conversationId}`;
        const about = row.code === undefined ? {} : { bookingCode: row.code };
        const deposit = store.deposits.proof({ conversationId, reference, ...about, media, at });
        note(context, at, "deposit.proof_received", `deposit:${deposit.id}`);
        break;
      }
      case "stop":
        store.stops.set(conversationId, row.stopped, at);
        note(context, at, row.stopped ? "guest.stop" : "guest.start", `conversation:${conversationId}`);
        break;
    }
  }
}

function writeErrand(
  context: PipelineContext,
  { conversation, key, at }: Pick<TurnFrame, "conversation" | "key" | "at">,
  { errand }: Extract<DeskRow, { kind: "errand" }>,
  index: number,
): void {
  const { kind, words, room, bookingCode, date, time, price, rating, alarm, agreed } = errand;
  const wall = date !== undefined && time !== undefined ? `${date}T${time}` : undefined;
  const detail: Record<string, string | number> = {
    ...(time === undefined ? {} : { time }),
    ...(date === undefined ? {} : { date }),
    ...(price === undefined ? {} : { minor: price.minor, currency: price.currency }),
    ...(rating === undefined ? {} : { rating }),
    ...(agreed === undefined ? {} : { agreed: agreed ? "yes" : "no" }),
  };
  const row: RequestRow = context.store.requests.add({
    dedupeKey: `${key}:errand:${index}`,
    conversationId: conversation.id,
    kind,
    words,
    at,
    ...(room === undefined ? {} : { room }),
    ...(bookingCode === undefined ? {} : { bookingCode }),
    ...(date === undefined || time === undefined
      ? {}
      : { dueAt: epochOf(date, time, context.hotel.timeZone) }),
    ...(Object.keys(detail).length === 0 ? {} : { detail }),
    ...(alarm === undefined ? {} : { alarm }),
  });
  note(context, at, `request.${kind}`, `request:${row.id}`);
  if (kind === "wake_up_call" && agreed && wall !== undefined) planWakeUp(context, row, wall, at);
  else planFollowUp(context, row, at);
}

function note(context: PipelineContext, at: number, action: string, subject: string): void {
  context.store.audit.add({ at, actor: "hotelbot", action, subject });
}
