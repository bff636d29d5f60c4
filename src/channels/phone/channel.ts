import { isLanguage, type Language } from "../../domain/language.ts";
import type { OutboxRow } from "../../store/contract.ts";
import type { NotSent, OutboundChannel, Prepared, SendOutcome } from "../port.ts";
import type { Session } from "./session.ts";

/** The calls under way, by conversation. */
export interface Sessions {
  of(conversationId: number): Session | undefined;
}

/** Told what was heard of a reply that was cut off. */
export type HeardOf = (outboxId: string, text: string) => void;

/**
 * The phone as the pipeline's way out: a reply is sent when it was heard. One that finds its caller gone is rejected, so
 * that the desk sees what the guest was never told.
 */
export function phoneChannel(
  sessions: Sessions,
  defaultLanguage: Language,
  heardOf: HeardOf,
): OutboundChannel {
  return {
    name: "phone",
    prepare: async (row): Promise<Prepared | NotSent> => {
      const session = sessions.of(row.conversationId);
      if (!session) return CALL_OVER;
      return { kind: "prepared", send: () => speak(session, row, defaultLanguage, heardOf) };
    },
  };
}

const CALL_OVER: NotSent = {
  kind: "rejected",
  code: 0,
  title: "the call is over",
  details: "the guest did not hear it",
};

async function speak(
  session: Session,
  row: OutboxRow,
  defaultLanguage: Language,
  heardOf: HeardOf,
): Promise<SendOutcome> {
  const { content } = row;
  if (content.kind === "image") return CALL_OVER;
  const wanted = content.kind === "voice" ? content.language : undefined;
  try {
    const language = isLanguage(wanted) ? wanted : defaultLanguage;
    const said = await session.reply(content.text, language, row.dedupeKey.startsWith("turn:"));
    if (!said.whole) heardOf(row.id, said.text);
    return { kind: "accepted", externalId: `${session.record.id}/${row.id}` };
  } catch (error) {
    const details = error instanceof Error ? error.message : String(error);
    return { kind: "rejected", code: 0, title: "it could not be spoken", details };
  }
}
