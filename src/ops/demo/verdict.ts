import type { SandboxRecord } from "../../channels/whatsapp/sandbox/record.ts";
import type { ControlClient } from "../../control/client.ts";

export interface Verdict {
  readonly ok: boolean;
  /** What is wrong, if anything. */
  readonly problems: readonly string[];
  readonly booking:
    | { readonly code: string; readonly status: string; readonly rooms: readonly string[] }
    | undefined;
  readonly replies: number;
  /** The spoken reply's file. */
  readonly audio: string | undefined;
}

/** States in which a reply's fate is known and good. */
const ARRIVED = new Set(["accepted", "delivered", "read"]);

/**
 * The proof, from both sides: the PMS has the booking firm, every message of the guest has been dealt with, and each
 * reply left once and once only, by the hotel's record and by the recorder that stood outside.
 */
export async function verdict(
  control: ControlClient,
  record: SandboxRecord,
  code: string | undefined,
): Promise<Verdict> {
  const status = await control.status();
  const conversation = status.conversations.recent.find((each) => each.channel === "whatsapp");
  const view = conversation && (await control.conversation(conversation.id));
  const { booking } = code === undefined ? { booking: null } : await control.booking(code);
  const { queue } = status;
  const ids = record.sends.map((send) => send.callbackId);
  const outbox = view?.outbox ?? [];
  const problems = [
    booking?.status === "firm" ? "" : `the PMS has no firm booking ${code ?? ""}`,
    queue.inboxNew + queue.inboxDead === 0
      ? ""
      : `${queue.inboxNew + queue.inboxDead} messages were not dealt with`,
    queue.bookingsOpen === 0 ? "" : `${queue.bookingsOpen} bookings are still open`,
    outbox.every((each) => ARRIVED.has(each.state)) ? "" : "a reply's fate is not known",
    new Set(ids).size === ids.length ? "" : "a reply was sent twice",
    outbox.length === ids.length ? "" : `${outbox.length} replies were written and ${ids.length} arrived`,
  ].filter((problem) => problem !== "");
  return {
    ok: problems.length === 0,
    problems,
    booking: booking ? { code: booking.code, status: booking.status, rooms: booking.roomNumbers } : undefined,
    replies: ids.length,
    audio: outbox.find((each) => each.path !== null)?.path ?? undefined,
  };
}
