import type { CheckResult } from "./check.ts";

export interface CertificateFacts {
  readonly now: number;
  readonly host: string;
  /** When it ends, epoch ms. */
  readonly validTo?: number | undefined;
  /** Why a client does not trust it: self-signed, another name, ended. */
  readonly problem?: string | undefined;
}

const DAY_MS = 86_400_000;
/** Certificates are renewed a month before they end; one that is not within two weeks will not renew by itself. */
const WARNING_MS = 14 * DAY_MS;
const CRITICAL_MS = 3 * DAY_MS;

/** Meta trusts what browsers trust, and refuses a self-signed certificate without a word. */
export function checkCertificate({ now, host, validTo, problem }: CertificateFacts): CheckResult {
  const name = "certificate";
  if (problem !== undefined) {
    const cure = "Give the web server or tunnel a certificate that browsers trust, with its whole chain.";
    return { name, state: "critical", text: `the certificate of ${host} is not trusted: ${problem}`, cure };
  }
  if (validTo === undefined) {
    const text = `${host} shows no certificate`;
    return { name, state: "unknown", text, cure: "See the check «tunnel» first." };
  }
  const left = validTo - now;
  const text = `the certificate of ${host} is good for ${Math.floor(left / DAY_MS)} days`;
  if (left >= WARNING_MS) return { name, state: "ok", text };
  const cure = "Renew it and look why it was not renewed by itself (certbot renew, or the tunnel's own log).";
  return { name, state: left < CRITICAL_MS ? "critical" : "warning", text, cure };
}
