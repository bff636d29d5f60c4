import { parseNameAddr } from "./address.ts";
import { COMPACT_NAMES, cseqOf, header, type SipHeader, type SipMessage } from "./message.ts";
import { topVia } from "./via.ts";

const MAX_BYTES = 16_384;
const MAX_HEADERS = 128;
const MAX_LINE = 4_096;
const TOKEN = /^[A-Za-z0-9!%*_+`'~.-]{1,64}$/;

/**
 * Reads one datagram, or says undefined for anything that is not a whole SIP message: what cannot be understood is not
 * answered. Takes what exchanges really write: compact and lower-case names, folded lines, bare line feeds, padded or
 * missing Content-Length, UTF-8.
 */
export function parseMessage(bytes: Uint8Array): SipMessage | undefined {
  if (bytes.length < 16 || bytes.length > MAX_BYTES) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = headEnd(buffer);
  if (!end) return undefined;
  const lines = unfold(buffer.toString("utf8", 0, end.head).split(/\r?\n/));
  const [start, ...rest] = lines;
  const headers = readHeaders(rest);
  if (start === undefined || !headers) return undefined;
  const body = readBody(buffer.subarray(end.body), headers);
  if (body === undefined) return undefined;
  const message = readStart(start, headers, body);
  return message && isComplete(message) ? message : undefined;
}

function headEnd(buffer: Buffer): { head: number; body: number } | undefined {
  const crlf = buffer.indexOf("\r\n\r\n");
  const lf = buffer.indexOf("\n\n");
  if (crlf !== -1 && (lf === -1 || crlf < lf)) return { head: crlf, body: crlf + 4 };
  return lf === -1 ? undefined : { head: lf, body: lf + 2 };
}

function unfold(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const folded = /^[ \t]/.test(line) && whole.length > 1;
    if (folded) whole.push(`${whole.pop() ?? ""} ${line.trim()}`);
    else whole.push(line);
  }
  return whole;
}

function readHeaders(lines: readonly string[]): SipHeader[] | undefined {
  if (lines.length > MAX_HEADERS) return undefined;
  const headers: SipHeader[] = [];
  for (const line of lines) {
    const colon = line.indexOf(":");
    const written = line.slice(0, colon).trim().toLowerCase();
    if (colon < 1 || line.length > MAX_LINE || !TOKEN.test(written)) return undefined;
    headers.push({ name: COMPACT_NAMES[written] ?? written, value: line.slice(colon + 1).trim() });
  }
  return headers;
}

function readBody(rest: Buffer, headers: readonly SipHeader[]): string | undefined {
  const written = headers.find((one) => one.name === "content-length")?.value;
  if (written === undefined) return rest.toString("utf8");
  if (!/^\d{1,6}$/.test(written)) return undefined;
  const length = Number(written);
  return length > rest.length ? undefined : rest.toString("utf8", 0, length);
}

function readStart(line: string, headers: readonly SipHeader[], body: string): SipMessage | undefined {
  const response = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/.exec(line);
  if (response) {
    return { kind: "response", status: Number(response[1]), reason: response[2] ?? "", headers, body };
  }
  const request = /^(\S{1,64}) (\S{1,1024}) SIP\/2\.0$/.exec(line);
  const method = request?.[1] ?? "";
  if (!request || !TOKEN.test(method)) return undefined;
  return { kind: "request", method, uri: request[2] ?? "", headers, body };
}

/** What every message must have before anything can be done with it. */
function isComplete(message: SipMessage): boolean {
  const cseq = cseqOf(message);
  const callId = header(message, "call-id") ?? "";
  return (
    cseq !== undefined &&
    (message.kind === "response" || cseq.method === message.method) &&
    callId !== "" &&
    callId.length <= 256 &&
    topVia(message) !== undefined &&
    parseNameAddr(header(message, "from")) !== undefined &&
    parseNameAddr(header(message, "to")) !== undefined
  );
}
