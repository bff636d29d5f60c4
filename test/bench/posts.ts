import { connect, type Socket } from "node:net";
import { wireJson } from "../../src/channels/whatsapp/sandbox/wire.ts";
import { sign } from "../../src/channels/whatsapp/signature.ts";
import type { BenchHotel } from "./hotel.ts";

/** Every fourth webhook is a guest's message: a reply brings the statuses sent, delivered and read. */
const MESSAGE_EVERY = 4;
const STATUSES = ["sent", "delivered", "read"];

/** Signed webhooks as whole HTTP requests, so that sending one costs the sender nothing but a write. */
export function webhookRequests(hotel: BenchHotel, count: number, prefix: string): Buffer[] {
  const url = new URL(hotel.stage.webhookUrl);
  return Array.from({ length: count }, (_, n) => {
    const body = webhook(hotel, n, prefix);
    const head = [
      `POST ${url.pathname} HTTP/1.1`,
      `Host: ${url.host}`,
      "Content-Type: application/json",
      `X-Hub-Signature-256: ${sign(hotel.settings.appSecret, body)}`,
      `Content-Length: ${body.length}`,
    ].join("\r\n");
    return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);
  });
}

function webhook(hotel: BenchHotel, n: number, prefix: string): Buffer {
  const { phoneNumberId, displayPhone, wabaId } = hotel.settings;
  const phone = `34600${String(n).padStart(6, "0")}`;
  const id = `wamid.${Buffer.from(`${prefix}-${n}-of-the-bench-of-hotelbot`).toString("base64")}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const metadata = { display_phone_number: displayPhone, phone_number_id: phoneNumberId };
  const contacts = [{ profile: { name: "Inês Araújo" }, wa_id: phone, user_id: `ES.${n}` }];
  const text = { body: "Hola, ¿hay parking en el hotel?" };
  const message = { from: phone, from_user_id: `ES.${n}`, id, timestamp, type: "text", text };
  const status = STATUSES[n % MESSAGE_EVERY];
  const member =
    status === undefined
      ? { contacts, messages: [message] }
      : {
          contacts,
          statuses: [{ id, status, timestamp, recipient_id: phone, recipient_user_id: `ES.${n}` }],
        };
  const value = { messaging_product: "whatsapp", metadata, ...member };
  const entry = [{ id: wabaId, changes: [{ value, field: "messages" }] }];
  return wireJson({ object: "whatsapp_business_account", entry });
}

/** A connection that is kept: one request at a time, resolved by its acknowledgement. */
export interface Line {
  /** Rejects when the answer is not 200. */
  post(request: Buffer): Promise<void>;
  close(): void;
}

export async function openLines(hotel: BenchHotel, count: number): Promise<Line[]> {
  const url = new URL(hotel.stage.webhookUrl);
  return Promise.all(Array.from({ length: count }, () => openLine(Number(url.port), url.hostname)));
}

function openLine(port: number, host: string): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host, noDelay: true });
    let waiting: { done: () => void; failed: (error: Error) => void } | undefined;
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      // The acknowledgement has no body: it ends with its head.
      if (!answer.includes("\r\n\r\n")) return;
      const taken = answer.startsWith("HTTP/1.1 200");
      const [first = ""] = answer.split("\r\n", 1);
      answer = "";
      if (taken) waiting?.done();
      else waiting?.failed(new Error(`a webhook was answered ${first}`));
    });
    socket.on("error", (error) => {
      reject(error);
      waiting?.failed(error);
    });
    socket.once("connect", () =>
      resolve({
        post: (request) =>
          new Promise((done, failed) => {
            waiting = { done, failed };
            socket.write(request);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
}
