import { Agent, request } from "undici";
import { redactText } from "../../platform/redact.ts";
import { headline, type Sender, type Way } from "./way.ts";

export interface WebhookOptions {
  readonly url: string;
  /** Sent as a bearer token; asked before each alert. */
  readonly token: () => string | undefined;
  readonly hotel: Sender;
  readonly timeoutMs?: number;
}

/** Posts each alert as one JSON object; `text` is what chat programs show. Redirects are not followed. */
export function webhookWay({ url, token, hotel, timeoutMs = 10_000 }: WebhookOptions): Way {
  const dispatcher = new Agent({ connect: { timeout: timeoutMs }, keepAliveTimeout: 1_000 });
  return {
    name: "webhook",
    async send(alert) {
      const { event, at, check } = alert;
      const { name, state, cure } = check;
      const bearer = token();
      const answer = await request(url, {
        dispatcher,
        method: "POST",
        headers: {
          "content-type": "application/json",
          "user-agent": "hotelbot",
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        },
        body: JSON.stringify({
          schema: 1,
          text: headline(hotel, alert),
          event,
          at: new Date(at).toISOString(),
          hotel: { id: hotel.id, name: hotel.name },
          check: {
            name,
            state,
            text: redactText(check.text),
            ...(cure && event === "raised" ? { cure } : {}),
          },
        }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body.dump();
      if (answer.statusCode < 200 || answer.statusCode >= 300) throw new Error(`HTTP ${answer.statusCode}`);
    },
    close: () => dispatcher.destroy(),
  };
}
