import type { CheckResult } from "./check.ts";

/** What Meta says of the app the token belongs to, asked with a proof made of the app secret. */
export type OwnAppAnswer =
  | { readonly kind: "app"; readonly id: string; readonly name?: string }
  /** Meta knows the token and not the secret. */
  | { readonly kind: "other_secret" };

/** With the secret of another app no signature fits: every message of every guest would be refused. */
export function checkOwnApp(answer: OwnAppAnswer): CheckResult {
  const name = "whatsapp-app";
  if (answer.kind === "app") {
    const { id, name: called = id } = answer;
    return { name, state: "ok", text: `token and app secret are those of the app ${called}` };
  }
  return {
    name,
    state: "critical",
    text: "the app secret is not that of the token's app: webhooks would be refused",
    cure: "Copy the App Secret of this app (App settings → Basic): hotelbot secrets set whatsapp-app-secret.",
  };
}
