import type { Endpoint } from "../udp.ts";
import {
  headerLines,
  headerValues,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "./message.ts";
import { stampVia } from "./via.ts";

export const USER_AGENT = "hotelbot";
/** What we take, as Allow says. */
export const METHODS = [
  "INVITE",
  "ACK",
  "BYE",
  "CANCEL",
  "OPTIONS",
  "INFO",
  "UPDATE",
  "REFER",
  "NOTIFY",
] as const;

const NAMES: Readonly<Record<string, string>> = {
  "call-id": "Call-ID",
  cseq: "CSeq",
  "www-authenticate": "WWW-Authenticate",
  "min-se": "Min-SE",
};

const REASONS: Readonly<Record<number, string>> = {
  100: "Trying",
  180: "Ringing",
  200: "OK",
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  415: "Unsupported Media Type",
  420: "Bad Extension",
  480: "Temporarily Unavailable",
  481: "Call/Transaction Does Not Exist",
  486: "Busy Here",
  487: "Request Terminated",
  488: "Not Acceptable Here",
  491: "Request Pending",
  500: "Server Internal Error",
  603: "Decline",
};

/** The bytes of a message, Content-Length counted. */
export function serialise(message: SipMessage): Buffer {
  const start =
    message.kind === "request"
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const lines = message.headers
    .filter((one) => one.name !== "content-length")
    .map((one) => `${written(one.name)}: ${one.value}`);
  const body = Buffer.from(message.body);
  return Buffer.concat([
    Buffer.from(`${[start, ...lines, `Content-Length: ${body.length}`].join("\r\n")}\r\n\r\n`),
    body,
  ]);
}

function written(name: string): string {
  return NAMES[name] ?? name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

export interface Answer {
  /** Ours, added where the request's To has none. */
  readonly toTag?: string;
  readonly headers?: readonly SipHeader[];
  readonly body?: string;
}

/** An answer to a request: all Via and Record-Route copied in order, From, To, Call-ID and CSeq as they came. */
export function answer(request: SipRequest, from: Endpoint, status: number, more: Answer = {}): SipResponse {
  const vias = headerValues(request, "via").map((value, index) => ({
    name: "via",
    value: index === 0 ? stampVia(value, from) : value,
  }));
  const copied = ["from", "to", "call-id", "cseq"].flatMap((name) =>
    headerLines(request, name)
      .slice(0, 1)
      .map((value) => ({ name, value: name === "to" ? tagged(value, more.toTag) : value })),
  );
  const routes = status > 100 && status < 300 ? headerLines(request, "record-route") : [];
  return {
    kind: "response",
    status,
    reason: REASONS[status] ?? "Answer",
    headers: [
      ...vias,
      ...routes.map((value) => ({ name: "record-route", value })),
      ...copied,
      ...(more.headers ?? []),
      { name: "user-agent", value: USER_AGENT },
    ],
    body: more.body ?? "",
  };
}

function tagged(to: string, tag: string | undefined): string {
  return tag === undefined || /;\s*tag\s*=/i.test(to.replace(/<[^>]*>|"[^"]*"/g, ""))
    ? to
    : `${to};tag=${tag}`;
}
