import type { CheckResult } from "./check.ts";

export interface SubscriptionFacts {
  /** Names of the apps Meta sends the account's webhooks to; or why it would not say. */
  readonly apps: readonly string[] | { readonly why: string };
  /** Some webhook has come before. */
  readonly heard: boolean;
  readonly wabaId: string;
}

/** The step everybody forgets: the address is verified, and no message ever comes. */
export function checkSubscription({ apps, heard, wabaId }: SubscriptionFacts): CheckResult {
  const name = "whatsapp-subscription";
  if ("why" in apps) {
    const cure = "Check waba_id in hotel.yaml and that the token has whatsapp_business_management.";
    return { name, state: "unknown", text: `Meta did not say which apps are subscribed: ${apps.why}`, cure };
  }
  if (apps.length > 0) return { name, state: "ok", text: `webhooks go to ${apps.join(", ")}` };
  return {
    name,
    state: heard ? "warning" : "critical",
    text: "no app is subscribed to the WhatsApp account: Meta sends no messages on",
    cure: `Subscribe yours: POST /${wabaId}/subscribed_apps, step 7 of docs/whatsapp.md.`,
  };
}
