import type { CheckResult } from "./check.ts";

/** What Meta answered when it was asked about the hotel's number. */
export type NumberAnswer =
  | {
      readonly kind: "number";
      readonly status?: string | undefined;
      readonly quality?: string | undefined;
      readonly canSend?: string | undefined;
      /** Where Meta posts this number's webhooks, the address that counts. */
      readonly webhook?: string | undefined;
    }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "unreachable"; readonly why: string };

/** The access token, asked about by using it. */
export function checkToken(answer: NumberAnswer): CheckResult {
  const name = "whatsapp-token";
  switch (answer.kind) {
    case "number":
      return { name, state: "ok", text: "Meta takes the access token" };
    case "refused":
      return {
        name,
        state: "critical",
        text: `Meta refused to be asked about the number: ${answer.why}`,
        cure: "Draw a new token for the system user and set it: hotelbot secrets set whatsapp-token.",
      };
    case "unreachable":
      return {
        name,
        state: "unknown",
        text: `Meta cannot be reached: ${answer.why}`,
        cure: "Check the hotel's line to the internet; what waits is sent by itself then.",
      };
  }
}

/** Whether Meta lets the number send. */
export function checkNumber(answer: Extract<NumberAnswer, { kind: "number" }>): CheckResult {
  const name = "whatsapp-number";
  const { status = "unknown", quality = "unknown", canSend = "unknown" } = answer;
  const text = `status ${status}, quality ${quality}, sending ${canSend}`;
  if (canSend === "BLOCKED" || ["DISCONNECTED", "BANNED", "FLAGGED", "RESTRICTED"].includes(status)) {
    return {
      name,
      state: "critical",
      text,
      cure: "Settle it in Meta's WhatsApp Manager: registration, payment or a violation of its policy.",
    };
  }
  if (canSend === "LIMITED" || quality === "RED") {
    const cure =
      "Look into Meta's WhatsApp Manager: guests blocked or reported the number, or a limit is reached.";
    return { name, state: "warning", text, cure };
  }
  return { name, state: "ok", text };
}
