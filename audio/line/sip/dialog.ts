import type { Ids } from "../../../src/platform/ids.ts";
import type { Endpoint } from "../udp.ts";
import { parseNameAddr, parseUri, tagOf } from "./address.ts";
import { METHODS, USER_AGENT } from "./build.ts";
import {
  cseqOf,
  header,
  headerValues,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "./message.ts";

/** What two ends know of each other during a call. */
export interface Dialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** From and To of our requests, tags included. */
  readonly localParty: string;
  readonly remoteParty: string;
  /** The Request-URI of our requests: their Contact. */
  target: string;
  readonly routes: readonly string[];
  /** Where our requests go. */
  peer: Endpoint;
  localNumber: number;
  remoteNumber: number;
}

/** Our end: the addresses that go into Via and Contact. */
export interface Self {
  readonly address: Endpoint;
  readonly user: string;
  readonly ids: Ids;
}

export const contactOf = (self: Self) => `<sip:${self.user}@${self.address.address}:${self.address.port}>`;

export function via(self: Self): string {
  return `SIP/2.0/UDP ${self.address.address}:${self.address.port};rport;branch=z9hG4bK${self.ids.secret(12)}`;
}

/** The dialog an INVITE of theirs opens once we answer with `localTag`. */
export function dialogOfInvite(invite: SipRequest, from: Endpoint, localTag: string): Dialog {
  const routes = headerValues(invite, "record-route");
  return {
    callId: header(invite, "call-id") ?? "",
    localTag,
    remoteTag: tagOf(header(invite, "from")) ?? "",
    localParty: `${(header(invite, "to") ?? "").replace(/;\s*tag=[^;]*/i, "")};tag=${localTag}`,
    remoteParty: header(invite, "from") ?? "",
    target: targetOf(invite) ?? parseNameAddr(header(invite, "from"))?.uri ?? "",
    routes,
    peer: firstHop(routes) ?? from,
    localNumber: 0,
    remoteNumber: cseqOf(invite)?.number ?? 0,
  };
}

/** The dialog a 200 to our INVITE opens. The route is theirs, reversed. */
export function dialogOfAnswer(invite: SipRequest, response: SipResponse, to: Endpoint): Dialog {
  const routes = headerValues(response, "record-route").reverse();
  return {
    callId: header(invite, "call-id") ?? "",
    localTag: tagOf(header(invite, "from")) ?? "",
    remoteTag: tagOf(header(response, "to")) ?? "",
    localParty: header(invite, "from") ?? "",
    remoteParty: header(response, "to") ?? "",
    target: targetOf(response) ?? invite.uri,
    routes,
    peer: firstHop(routes) ?? to,
    localNumber: cseqOf(invite)?.number ?? 1,
    remoteNumber: 0,
  };
}

export function targetOf(message: SipMessage): string | undefined {
  const uri = parseNameAddr(headerValues(message, "contact")[0])?.uri;
  return uri !== undefined && parseUri(uri) ? uri : undefined;
}

/** A proxy on the way is reached by its address; a name is left to whoever the message came from. */
function firstHop(routes: readonly string[]): Endpoint | undefined {
  const uri = parseUri(parseNameAddr(routes[0])?.uri ?? "");
  if (!uri || !/^[\d.]+$|:/.test(uri.host)) return undefined;
  return { address: uri.host, port: uri.port ?? 5_060 };
}

export interface InDialog {
  readonly headers?: readonly SipHeader[];
  readonly body?: { readonly type: string; readonly text: string };
  /** ACK repeats the number of its INVITE; everything else counts on. */
  readonly number?: number;
}

/** A request within a dialog, with a branch of its own. */
export function requestIn(dialog: Dialog, self: Self, method: string, more: InDialog = {}): SipRequest {
  if (more.number === undefined) dialog.localNumber += 1;
  const { body } = more;
  const list = (name: string, values: readonly string[]) => values.map((value) => ({ name, value }));
  return {
    kind: "request",
    method,
    uri: dialog.target,
    headers: [
      { name: "via", value: via(self) },
      { name: "max-forwards", value: "70" },
      ...list("route", dialog.routes),
      { name: "from", value: dialog.localParty },
      { name: "to", value: dialog.remoteParty },
      { name: "call-id", value: dialog.callId },
      { name: "cseq", value: `${more.number ?? dialog.localNumber} ${method}` },
      ...(method === "ACK" || method === "BYE" ? [] : [{ name: "contact", value: contactOf(self) }]),
      ...(method === "INVITE" ? [{ name: "allow", value: METHODS.join(", ") }] : []),
      ...(more.headers ?? []),
      { name: "user-agent", value: USER_AGENT },
      ...(body ? [{ name: "content-type", value: body.type }] : []),
    ],
    body: body?.text ?? "",
  };
}

/** Whether a request belongs to this dialog. */
export function belongs(dialog: Dialog, request: SipRequest): boolean {
  return (
    header(request, "call-id") === dialog.callId &&
    tagOf(header(request, "to")) === dialog.localTag &&
    (tagOf(header(request, "from")) ?? "") === dialog.remoteTag
  );
}
