import { Agent } from "undici";
import { exchange } from "../exchange.ts";

/** Meta's handshake with a webhook address. Rejects with what it answered when that is not 200 and the challenge. */
export async function verifyWebhook(address: string, verifyToken: string, challenge: string): Promise<void> {
  const url = new URL(address);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", verifyToken);
  const agent = new Agent();
  const result = await exchange(agent, {
    url,
    method: "GET",
    headers: {},
    maxBytes: 4096,
    timeoutMs: 10_000,
  });
  await agent.destroy();
  if (result.kind === "answer" && result.status === 200 && result.body.toString() === challenge) return;
  const why =
    result.kind === "answer"
      ? `${result.status} ${result.body}`
      : result.kind === "failed"
        ? result.why
        : result.kind;
  throw new Error(`the webhook address was not verified: ${why}`);
}
