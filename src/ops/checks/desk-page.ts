import type { CheckResult } from "./check.ts";

export interface PageFacts {
  readonly state: "up" | "down" | "off";
  readonly text: string;
  readonly address: string | null;
}

/** The front desk can open its page. */
export function checkDeskPage({ state, text, address }: PageFacts): CheckResult {
  const name = "desk-page";
  if (state !== "down") return { name, state: "ok", text: state === "up" ? (address ?? text) : text };
  const cure =
    "Choose another desk_page.port or host in hotel.yaml, or end the other program; it is tried every minute.";
  return { name, state: "warning", text: `the desk page is not served: ${text}`, cure };
}

export interface NetworkFacts {
  readonly host: string;
  /** Where browsers find it, when something stands before it. */
  readonly url?: string | undefined;
  readonly trustedNetwork: boolean;
  readonly loopback: boolean;
}

/** On the house's network the page goes over the cable as it is: names, telephones and PINs can be read along. */
export function checkDeskNetwork({ host, url, trustedNetwork, loopback }: NetworkFacts): CheckResult {
  const name = "desk-network";
  if (loopback) {
    const how = url === undefined ? "this machine alone" : `this machine, and through ${url}`;
    return { name, state: "ok", text: `the desk page is for ${how}` };
  }
  const text = `the desk page is open to the network on ${host}, without encryption`;
  if (trustedNetwork) return { name, state: "ok", text: `${text}; hotel.yaml calls that network trusted` };
  const cure =
    "Set desk_page.host to 127.0.0.1 and put HTTPS before it (docs/desk.md), or keep guests off that network and set desk_page.trusted_network: true.";
  return { name, state: "warning", text, cure };
}
