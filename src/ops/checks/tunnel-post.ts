import type { CheckResult } from "./check.ts";
import type { TunnelAnswer } from "./tunnel.ts";

/** A signed post through the public address: what Meta will do with every message, and a verification does not show. */
export function checkTunnelPost({ host, answer }: { host: string; answer: TunnelAnswer }): CheckResult {
  const name = "tunnel-post";
  if (answer.kind === "failed") {
    const cure = "Let POST pass to the webhook's path as GET does (docs/whatsapp.md, The tunnel).";
    return { name, state: "critical", text: `a post to ${host} does not arrive: ${answer.why}`, cure };
  }
  if (answer.challenge) return { name, state: "ok", text: `a signed post through ${host} arrives whole` };
  if (answer.status === 401 || answer.status === 403) {
    const cure =
      "Pass the header X-Hub-Signature-256 and the body byte for byte; after a new app secret, restart hotelbot.";
    const text = `a signed post through ${host} is refused (HTTP ${answer.status})`;
    return { name, state: "critical", text, cure };
  }
  const cure = "Let POST pass to the webhook's path untouched: no login, no challenge, no redirect.";
  const text = `a signed post to ${host} is answered by something else (HTTP ${answer.status})`;
  return { name, state: "critical", text, cure };
}
