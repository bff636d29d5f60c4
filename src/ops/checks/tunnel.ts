import type { CheckResult } from "./check.ts";

/** What came back when hotelbot called its own public address as Meta does. */
export type TunnelAnswer =
  | { readonly kind: "answer"; readonly status: number; readonly challenge: boolean }
  | { readonly kind: "failed"; readonly why: string };

export interface TunnelFacts {
  /** Without the path, which is half a secret. */
  readonly host: string;
  readonly answer: TunnelAnswer;
}

/** Outside in: the name, the tunnel, the web server, the path and the verify token, all at once. */
export function checkTunnel({ host, answer }: TunnelFacts): CheckResult {
  const name = "tunnel";
  if (answer.kind === "failed") {
    const cure =
      "Check that the tunnel's service runs and that the name leads to it (docs/whatsapp.md, The tunnel).";
    return { name, state: "critical", text: `${host} cannot be reached: ${answer.why}`, cure };
  }
  if (answer.challenge) return { name, state: "ok", text: `${host} leads here` };
  if (answer.status === 200) {
    const cure =
      "Something else answers there (a login page, a challenge): let it pass the webhook's path untouched.";
    return { name, state: "critical", text: `${host} answers, but not with hotelbot's own answer`, cure };
  }
  return {
    name,
    state: "critical",
    text: `${host} answers with HTTP ${answer.status}`,
    cure: "Point the tunnel at whatsapp.port of hotel.yaml, with the path unchanged; hotelbot must be running.",
  };
}
