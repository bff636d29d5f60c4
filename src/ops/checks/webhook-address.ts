import type { CheckResult } from "./check.ts";

export interface WebhookAddressFacts {
  /** Where Meta posts, as it says itself. */
  readonly atMeta?: string | undefined;
  /** Where hotelbot is reached: `whatsapp.public_url` with the path; undefined when it is not configured. */
  readonly ours?: string | undefined;
  readonly path: string;
}

/** Meta posts where it was told once; hotelbot listens where hotel.yaml says now. */
export function checkWebhookAddress({ atMeta = "", ours, path }: WebhookAddressFacts): CheckResult {
  const name = "whatsapp-webhook";
  const cure = "Enter the address under WhatsApp → Configuration in Meta's dashboard (docs/whatsapp.md).";
  if (atMeta === "")
    return { name, state: "critical", text: "Meta has no address to post webhooks to", cure };
  const fits = ours === undefined ? pathOf(atMeta) === path : atMeta === ours;
  if (fits) return { name, state: "ok", text: "Meta posts to this hotelbot's address" };
  const text = `Meta posts to ${atMeta}, hotelbot listens at ${ours ?? path}`;
  return { name, state: "critical", text, cure };
}

function pathOf(address: string): string {
  return URL.parse(address)?.pathname ?? "";
}
