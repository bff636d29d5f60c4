import { type Params, parseParams, unquote } from "./params.ts";

/** `"Name" <sip:101@10.0.0.1;transport=udp>;tag=x`: From, To, Contact, Route, P-Asserted-Identity, Refer-To. */
export interface NameAddr {
  readonly display?: string;
  readonly uri: string;
  /** Of the header, not of the URI: `tag`, `expires`. */
  readonly params: Params;
}

export interface SipUri {
  readonly scheme: string;
  readonly user?: string;
  readonly host: string;
  readonly port?: number;
}

export function parseNameAddr(value: string | undefined): NameAddr | undefined {
  if (value === undefined || value === "*") return undefined;
  const angle = openAngle(value);
  if (angle === -1) {
    // Without angle brackets every parameter belongs to the header.
    const semicolon = value.indexOf(";");
    const uri = (semicolon === -1 ? value : value.slice(0, semicolon)).trim();
    const params = parseParams(semicolon === -1 ? "" : value.slice(semicolon));
    return /^[A-Za-z][\w+.-]*:\S+$/.test(uri) ? { uri, params } : undefined;
  }
  const close = value.indexOf(">", angle);
  if (close === -1) return undefined;
  const uri = value.slice(angle + 1, close).trim();
  if (!/^[A-Za-z][\w+.-]*:\S+$/.test(uri)) return undefined;
  const display = unquote(value.slice(0, angle).trim());
  const params = parseParams(value.slice(close + 1));
  return display === "" ? { uri, params } : { display, uri, params };
}

function openAngle(value: string): number {
  let quoted = false;
  for (let i = 0; i < value.length; i++) {
    const char = value[i];
    if (quoted && char === "\\") i++;
    else if (char === '"') quoted = !quoted;
    else if (char === "<" && !quoted) return i;
  }
  return -1;
}

/** `sip:user@host:port;…?…`, IPv6 in brackets. `tel:` numbers are users without a host. */
export function parseUri(uri: string): SipUri | undefined {
  const tel = /^tel:([^;?\s]{1,64})/i.exec(uri);
  if (tel) return { scheme: "tel", user: tel[1] ?? "", host: "" };
  const match =
    /^(sips?):(?:([^@\s]{0,256})@)?(\[[0-9A-Fa-f:.]+\]|[\w.-]{1,255})(?::(\d{1,5}))?(?:[;?].*)?$/i.exec(uri);
  if (!match) return undefined;
  const user = match[2] === undefined ? undefined : unescapeUser(match[2]);
  const port = match[4] === undefined ? undefined : Number(match[4]);
  if (port !== undefined && (port === 0 || port > 65_535)) return undefined;
  return {
    scheme: (match[1] ?? "").toLowerCase(),
    host: (match[3] ?? "").replace(/^\[|\]$/g, ""),
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port }),
  };
}

function unescapeUser(user: string): string {
  const plain = user.split(/[;:]/)[0] ?? "";
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

export function tagOf(value: string | undefined): string | undefined {
  return parseNameAddr(value)?.params.get("tag") || undefined;
}
