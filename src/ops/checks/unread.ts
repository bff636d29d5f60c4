import type { CheckResult } from "./check.ts";

/** Bodies that were signed and kept, and that nobody could read: a guest may wait behind each. */
export function checkUnread(unread: number): CheckResult {
  const name = "unread";
  if (unread === 0) return { name, state: "ok", text: "everything received was read" };
  return {
    name,
    state: "warning",
    text: `${unread} webhooks were kept and could not be read`,
    cure: "Look at the WhatsApp number on a phone for guests without an answer, and update hotelbot: Meta may send a new form.",
  };
}
