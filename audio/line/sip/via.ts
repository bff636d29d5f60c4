import type { Endpoint } from "../udp.ts";
import { headerValues, type SipMessage } from "./message.ts";
import { type Params, parseParams } from "./params.ts";

export interface Via {
  /** `host[:port]` as the sender wrote it. */
  readonly sentBy: string;
  readonly port: number;
  readonly params: Params;
}

const VIA =
  /^SIP\s*\/\s*2\.0\s*\/\s*[A-Za-z]+\s+(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?:\s*:\s*(\d{1,5}))?\s*(;.*)?$/i;

export function parseVia(value: string): Via | undefined {
  const match = VIA.exec(value);
  if (!match) return undefined;
  const port = match[2] === undefined ? 5_060 : Number(match[2]);
  if (port === 0 || port > 65_535) return undefined;
  const host = match[1] ?? "";
  return {
    sentBy: match[2] === undefined ? host : `${host}:${match[2]}`,
    port,
    params: parseParams(match[3] ?? ""),
  };
}

export function topVia(message: Pick<SipMessage, "headers">): Via | undefined {
  const top = headerValues({ headers: message.headers, body: "" }, "via")[0];
  return top === undefined ? undefined : parseVia(top);
}

/** The top Via of an answer: with the address the request came from, and its port where `rport` asks. */
export function stampVia(value: string, from: Endpoint): string {
  const head = value.split(";")[0] ?? value;
  const params = value
    .slice(head.length)
    .split(";")
    .filter((param) => param !== "");
  const others = params.filter((param) => !/^\s*(rport|received)\s*(=|$)/i.test(param));
  const rport = params.some((param) => /^\s*rport\s*(=|$)/i.test(param)) ? [`rport=${from.port}`] : [];
  return [head, ...rport, `received=${from.address}`, ...others].join(";");
}

/** Where an answer goes: the sender's address, its true port where it asked for that, else the port it names. */
export function answerTo(via: Via, from: Endpoint): Endpoint {
  return { address: from.address, port: via.params.has("rport") ? from.port : via.port };
}
