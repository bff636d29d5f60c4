import type { CheckResult } from "./check.ts";

export interface SilenceFacts {
  readonly now: number;
  /** When Meta last called, epoch ms. */
  readonly lastWebhookAt?: number | undefined;
  /** When the first reply was taken by Meta that no webhook came after. */
  readonly sentSinceAt?: number | undefined;
}

const HOUR_MS = 3_600_000;
/** Meta tells of every message within seconds that it was sent and delivered; an hour of nothing is no accident. */
const WARNING_MS = HOUR_MS;
const CRITICAL_MS = 6 * HOUR_MS;

/** Replies leave and Meta tells nothing of them: then guests' messages do not come through either. */
export function checkSilence({ now, lastWebhookAt, sentSinceAt }: SilenceFacts): CheckResult {
  const name = "whatsapp-silence";
  if (sentSinceAt === undefined || now - sentSinceAt < WARNING_MS) {
    const last =
      lastWebhookAt === undefined ? "no webhook yet" : `last webhook ${ago(now - lastWebhookAt)} ago`;
    return { name, state: "ok", text: last };
  }
  return {
    name,
    state: now - sentSinceAt < CRITICAL_MS ? "warning" : "critical",
    text: `Meta took a reply ${ago(now - sentSinceAt)} ago and no webhook came since`,
    cure: "Run hotelbot doctor: the tunnel, the subscription or the app's Live mode is at fault (docs/whatsapp.md).",
  };
}

function ago(ms: number): string {
  return ms < HOUR_MS ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / HOUR_MS)} h`;
}
