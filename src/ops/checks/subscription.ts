import type { CheckResult } from "./check.ts";

interface SubscribedApp {
  readonly id?: string;
  readonly name?: string;
}

export interface SubscriptionFacts {
  /** The apps Meta sends the account's webhooks to; or why it would not say. */
  readonly apps: readonly SubscribedApp[] | { readonly why: string };
  /** The id of the token's own app, as far as Meta says it. */
  readonly own?: string | undefined;
  /** Some webhook has come before. */
  readonly heard: boolean;
  readonly wabaId: string;
}

/** The step everybody forgets: the address is verified, and no message ever comes. */
export function checkSubscription({ apps, own, heard, wabaId }: SubscriptionFacts): CheckResult {
  const name = "whatsapp-subscription";
  if ("why" in apps) {
    const cure = "Check waba_id in hotel.yaml and that the token has whatsapp_business_management.";
    return { name, state: "unknown", text: `Meta did not say which apps are subscribed: ${apps.why}`, cure };
  }
  const names = apps.map((app) => app.name ?? app.id ?? "an app without a name").join(", ");
  const isOurs = own === undefined || apps.some(({ id }) => id === undefined || id === own);
  if (apps.length > 0 && isOurs) return { name, state: "ok", text: `webhooks go to ${names}` };
  const text =
    apps.length > 0
      ? `webhooks go to ${names}, not to this token's own app`
      : "no app is subscribed to the WhatsApp account: Meta sends no messages on";
  const cure = `Subscribe yours: POST /${wabaId}/subscribed_apps, step 7 of docs/whatsapp.md.`;
  return { name, state: heard ? "warning" : "critical", text, cure };
}
