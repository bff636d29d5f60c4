/** One header line: its name in lower case and long form, its value as written. */
export interface SipHeader {
  readonly name: string;
  readonly value: string;
}

interface Common {
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export interface SipRequest extends Common {
  readonly kind: "request";
  readonly method: string;
  readonly uri: string;
}

export interface SipResponse extends Common {
  readonly kind: "response";
  readonly status: number;
  readonly reason: string;
}

export type SipMessage = SipRequest | SipResponse;

/** RFC 3261 section 7.3.3 and the RFCs that registered their own. */
export const COMPACT_NAMES: Readonly<Record<string, string>> = {
  v: "via",
  f: "from",
  t: "to",
  i: "call-id",
  m: "contact",
  l: "content-length",
  c: "content-type",
  e: "content-encoding",
  k: "supported",
  s: "subject",
  r: "refer-to",
  b: "referred-by",
  x: "session-expires",
  o: "event",
  u: "allow-events",
};

/** The first value of a header. */
export function header(message: Common, name: string): string | undefined {
  return message.headers.find((one) => one.name === name)?.value;
}

/** Every value of a header, one a line: challenges, which have commas of their own. */
export function headerLines(message: Common, name: string): string[] {
  return message.headers.filter((one) => one.name === name).map((one) => one.value);
}

/** Every value of a header that may list several in a line: Via, Route, Record-Route, Contact, Supported. */
export function headerValues(message: Common, name: string): string[] {
  return headerLines(message, name).flatMap(splitList);
}

/** Splits at the commas that are neither in quotes nor in angle brackets. */
export function splitList(value: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let angled = false;
  let start = 0;
  for (let i = 0; i < value.length; i++) {
    const char = value[i];
    if (quoted) {
      if (char === "\\") i++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "<") angled = true;
    else if (char === ">") angled = false;
    else if (char === "," && !angled) {
      parts.push(value.slice(start, i).trim());
      start = i + 1;
    }
  }
  parts.push(value.slice(start).trim());
  return parts.filter((part) => part !== "");
}

export interface CSeq {
  readonly number: number;
  readonly method: string;
}

export function cseqOf(message: Common): CSeq | undefined {
  const match = /^(\d{1,10})\s+([A-Za-z!%*_+`'~.-]+)$/.exec(header(message, "cseq") ?? "");
  if (!match) return undefined;
  const number = Number(match[1]);
  return number > 0x7fff_ffff ? undefined : { number, method: match[2] ?? "" };
}
