import { createSocket, type Socket } from "node:dgram";
import { monotonicClock } from "../../../../audio/line/pacer.ts";
import { buildRtp, parseRtp, type RtpPacket } from "../../../../audio/line/rtp/packet.ts";
import { parseSdp } from "../../../../audio/line/sdp/sdp.ts";
import type { SipMessage, SipRequest, SipResponse } from "../../../../audio/line/sip/message.ts";
import { cseqOf, header } from "../../../../audio/line/sip/message.ts";
import { parseMessage } from "../../../../audio/line/sip/parse.ts";

/** A pretended exchange on loopback, one socket for SIP and one for the sound: it says only what the test says. */
export interface Exchange {
  readonly port: number;
  readonly rtpPort: number;
  /** The next message that `wanted` agrees to, of those not taken yet. */
  next(wanted: (message: SipMessage) => boolean, ms?: number): Promise<SipMessage>;
  send(text: string, port: number): void;
  sendRtp(packet: RtpPacket, port: number): void;
  readonly heard: RtpPacket[];
  readonly messages: SipMessage[];
  close(): void;
}

export async function exchange(): Promise<Exchange> {
  const sip = await bound();
  const rtp = await bound();
  const waiting: SipMessage[] = [];
  const messages: SipMessage[] = [];
  const heard: RtpPacket[] = [];
  let wake = () => {};
  sip.on("message", (bytes) => {
    const message = parseMessage(bytes);
    if (!message) return;
    waiting.push(message);
    messages.push(message);
    wake();
  });
  rtp.on("message", (bytes) => {
    const packet = parseRtp(bytes);
    if (packet) heard.push({ ...packet, payload: Uint8Array.from(packet.payload) });
  });
  return {
    port: sip.address().port,
    rtpPort: rtp.address().port,
    heard,
    messages,
    next: async (wanted, ms = 5_000) => {
      const until = Date.now() + ms;
      for (;;) {
        const at = waiting.findIndex(wanted);
        if (at !== -1) return waiting.splice(at, 1)[0] as SipMessage;
        const left = until - Date.now();
        if (left <= 0) throw new Error(`not said; instead: ${messages.map(describe).join(", ")}`);
        await new Promise<void>((resolve) => {
          const stop = monotonicClock().after(left, resolve);
          wake = () => {
            stop();
            resolve();
          };
        });
      }
    },
    send: (text, port) => void sip.send(text.replace(/\r?\n/g, "\r\n"), port, "127.0.0.1"),
    sendRtp: (packet, port) => void rtp.send(buildRtp(packet), port, "127.0.0.1"),
    close: () => {
      sip.close();
      rtp.close();
    },
  };
}

export const describe = (message: SipMessage): string =>
  message.kind === "request" ? message.method : `${message.status} to ${cseqOf(message)?.method}`;

export const status =
  (code: number, method = "INVITE") =>
  (message: SipMessage): message is SipResponse =>
    message.kind === "response" && message.status === code && cseqOf(message)?.method === method;

export const method =
  (name: string) =>
  (message: SipMessage): message is SipRequest =>
    message.kind === "request" && message.method === name;

export interface Guest {
  readonly invite: string;
  /** A request in the dialog that the 200 opened, its own branch and number. */
  inDialog(name: string, number: number, more?: string, body?: string): string;
  answered(ok: SipMessage): void;
}

/** The words of one caller behind the exchange. */
export function guest(at: Pick<Exchange, "port" | "rtpPort">, callId: string, linePort: number): Guest {
  const base = (name: string, branch: string, number: number, to: string) =>
    `${name} sip:700@127.0.0.1:${linePort} SIP/2.0
Via: SIP/2.0/UDP 127.0.0.1:${at.port};rport;branch=z9hG4bKPj${branch}
From: "Habitación 101" <sip:101@127.0.0.1>;tag=guest-${callId}
To: ${to}
Contact: <sip:asterisk@127.0.0.1:${at.port}>
Call-ID: ${callId}
CSeq: ${number} ${name}
Max-Forwards: 70
`;
  let remote = "<sip:700@127.0.0.1>";
  const withBody = (head: string, body: string) =>
    `${head}${body === "" ? "" : "Content-Type: application/sdp\n"}Content-Length:   ${Buffer.byteLength(body.replace(/\n/g, "\r\n"))}\n\n${body}`;
  const sdp = offer(at.rtpPort);
  return {
    invite: withBody(`${base("INVITE", `${callId}-1`, 1, remote)}Supported: 100rel, timer\n`, sdp),
    inDialog: (name, number, more = "", body = "") =>
      withBody(`${base(name, `${callId}-${name}-${number}`, number, remote)}${more}`, body),
    answered: (ok) => {
      remote = header(ok, "to") ?? "";
    },
  };
}

export function offer(port: number, direction = "sendrecv", codecs = "0 8 101"): string {
  return `v=0
o=- 1142690804 1142690804 IN IP4 127.0.0.1
s=Asterisk
c=IN IP4 127.0.0.1
t=0 0
m=audio ${port} RTP/AVP ${codecs}
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=${direction}
`;
}

export function rtpPortOf(message: SipMessage): number {
  return parseSdp(message.body)?.port ?? 0;
}

async function bound(): Promise<Socket> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return socket;
}
