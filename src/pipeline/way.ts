import { rulesOf, type Templates } from "../domain/desk-rules.ts";
import type { Language } from "../domain/language.ts";
import type { OutboundContent } from "../domain/message.ts";
import type { ConversationRow } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";

/** The 24 hours of free messages less a margin for clocks and queues (late ones fail after they were accepted). */
const WINDOW_MS = 24 * 3_600_000 - 5 * 60_000;

export type TemplateContent = Extract<OutboundContent, { kind: "template" }>;

/** How a guest may be written to unasked. */
export type Way =
  | { readonly kind: "text" }
  | { readonly kind: "template"; readonly name: string; readonly code: string }
  | { readonly kind: "none" };

/** WhatsApp takes free words within 24 hours of the guest's last message, after that only templates it approved. */
export function wayTo(
  context: Pick<PipelineContext, "hotel">,
  row: ConversationRow,
  language: Language,
  templates: keyof ReturnType<typeof rulesOf>["templates"],
  at: number,
): Way {
  // Nobody is called up to be reminded.
  if (row.channel === "phone") return { kind: "none" };
  if (isOpen(row, at)) return { kind: "text" };
  const known: Templates = rulesOf(context.hotel).templates[templates];
  const template = known[language];
  return template ? { kind: "template", ...template } : { kind: "none" };
}

export function isOpen(row: ConversationRow, at: number): boolean {
  return row.channel !== "whatsapp" || at - (row.lastInboundAt ?? 0) <= WINDOW_MS;
}
