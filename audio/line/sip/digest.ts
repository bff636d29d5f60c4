import { createHash } from "node:crypto";
import { parseParams, quote } from "./params.ts";

/** A 401's or 407's question (RFC 7616, and RFC 2069 where it names no qop). */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque?: string;
  readonly algorithm: Algorithm;
  /** The algorithm as written, absent when it was: it is echoed as it came. */
  readonly written?: string;
  readonly qop: boolean;
  /** The password was right, only the nonce was too old. */
  readonly stale: boolean;
}

export type Algorithm = "MD5" | "SHA-256" | "SHA-512-256";

/** Strongest that exchanges really offer first. */
const PREFERRED: readonly Algorithm[] = ["SHA-256", "SHA-512-256", "MD5"];
const HASHES: Readonly<Record<Algorithm, string>> = {
  MD5: "md5",
  "SHA-256": "sha256",
  "SHA-512-256": "sha512-256",
};

export function parseChallenge(value: string): Challenge | undefined {
  if (!/^digest\s/i.test(value)) return undefined;
  const params = parseParams(commasToSemicolons(value.slice(6)));
  const realm = params.get("realm");
  const nonce = params.get("nonce");
  const written = params.get("algorithm");
  const algorithm = PREFERRED.find((one) => one === (written ?? "MD5").toUpperCase());
  if (realm === undefined || !nonce || !algorithm) return undefined;
  const offered = params.get("qop");
  const qops = (offered ?? "").split(",").map((one) => one.trim().toLowerCase());
  if (offered !== undefined && !qops.includes("auth")) return undefined;
  const opaque = params.get("opaque");
  return {
    realm,
    nonce,
    algorithm,
    qop: offered !== undefined,
    stale: params.get("stale")?.toLowerCase() === "true",
    ...(opaque === undefined ? {} : { opaque }),
    ...(written === undefined ? {} : { written }),
  };
}

function commasToSemicolons(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|,/g, (part) => (part === "," ? ";" : part));
}

/** Of several challenges the one to answer: SHA-256 before MD5, unknown ones passed over. */
export function chooseChallenge(values: readonly string[]): Challenge | undefined {
  const known = values.flatMap((value) => parseChallenge(value) ?? []);
  return PREFERRED.flatMap((algorithm) => known.filter((one) => one.algorithm === algorithm))[0];
}

export interface DigestInput {
  readonly challenge: Challenge;
  readonly username: string;
  readonly password: string;
  readonly method: string;
  readonly uri: string;
  /** How often this nonce was used, from 1. */
  readonly count: number;
  readonly cnonce: string;
}

/** The value of an Authorization header. */
export function authorization(input: DigestInput): string {
  const { challenge, uri, cnonce } = input;
  const nc = input.count.toString(16).padStart(8, "0");
  const hash = (text: string) => createHash(HASHES[challenge.algorithm]).update(text).digest("hex");
  const secret = hash(`${input.username}:${challenge.realm}:${input.password}`);
  const what = hash(`${input.method}:${uri}`);
  const middle = challenge.qop ? `${challenge.nonce}:${nc}:${cnonce}:auth` : challenge.nonce;
  return `Digest ${[
    `username=${quote(input.username)}`,
    `realm=${quote(challenge.realm)}`,
    `nonce=${quote(challenge.nonce)}`,
    `uri=${quote(uri)}`,
    `response="${hash(`${secret}:${middle}:${what}`)}"`,
    ...(challenge.written === undefined ? [] : [`algorithm=${challenge.written}`]),
    ...(challenge.qop ? [`cnonce="${cnonce}"`, "qop=auth", `nc=${nc}`] : []),
    ...(challenge.opaque === undefined ? [] : [`opaque=${quote(challenge.opaque)}`]),
  ].join(", ")}`;
}
