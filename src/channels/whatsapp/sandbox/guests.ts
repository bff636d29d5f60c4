import { createHash } from "node:crypto";
import type { Button } from "../../../domain/message.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Delivery } from "./delivery.ts";
import type { MediaStore } from "./media-store.ts";
import type { Recorder } from "./record.ts";
import type { Guest, GuestAct, GuestIdentity, ReceivedMessage } from "./types.ts";
import type { WebhookBodies } from "./webhooks.ts";

export interface GuestParts {
  readonly clock: Clock;
  readonly delivery: Delivery;
  readonly media: MediaStore;
  readonly recorder: Recorder;
  readonly bodies: WebhookBodies;
  readonly displayPhone: string;
  /** Base address of the media server. */
  readonly origin: () => string;
  readonly newWamid: () => string;
}

export interface GuestState {
  readonly guest: Guest;
  readonly identity: GuestIdentity;
  readonly inbox: ReceivedMessage[];
  /** The 24-hour window opens with every message of the guest's. */
  lastInboundAt: number | undefined;
}

/** A guest at the other end: writes as a phone does, and keeps what it is sent. */
export function createGuest(identity: GuestIdentity, parts: GuestParts): GuestState {
  const { clock, delivery, media, recorder, bodies } = parts;
  const inbox: ReceivedMessage[] = [];
  let seen = 0;

  const write = (type: string, part: object, context?: object): GuestAct => {
    const wamid = parts.newWamid();
    state.lastInboundAt = clock.now();
    const acknowledged = delivery.send(bodies.message(identity, wamid, type, part, context));
    return { wamid, acknowledged };
  };

  const attach = (type: "audio" | "image", bytes: Uint8Array, mimeType: string, extra: object): GuestAct => {
    const stored = media.fromGuest(bytes, mimeType);
    const about = {
      mime_type: mimeType,
      sha256: stored.sha256.toString("base64"),
      id: stored.id,
      url: parts.origin() + media.address(stored),
      ...extra,
    };
    return write(type, { [type]: about });
  };

  const guest: Guest = {
    identity,
    say: (text) => write("text", { text: { body: text } }),
    voiceNote: (bytes) => attach("audio", bytes, "audio/ogg; codecs=opus", { voice: true }),
    image: (bytes, caption, mimeType = "image/jpeg") =>
      attach("image", bytes, mimeType, caption === undefined ? {} : { caption }),
    tap(wanted) {
      const named = ({ id, title }: Button): boolean => id === wanted || title === wanted;
      for (const { wamid, buttons, rows } of inbox.toReversed()) {
        const button = buttons.find(named);
        const row = rows.find(named);
        if (button === undefined && row === undefined) continue;
        const reply = button
          ? { type: "button_reply", button_reply: { ...button } }
          : { type: "list_reply", list_reply: { ...row } };
        return write("interactive", { interactive: reply }, { from: parts.displayPhone, id: wamid });
      }
      throw new Error(`no message to ${identity.profileName} has the button «${wanted}»`);
    },
    act: (type, body) => write(type, { [type]: body }),
    received: () => inbox,
    waitFor(fits = () => true, timeoutMs = 15_000) {
      return new Promise((resolve, reject) => {
        const look = (): boolean => {
          const at = inbox.findIndex((message, index) => index >= seen && fits(message));
          const message = inbox[at];
          if (message === undefined) return false;
          seen = at + 1;
          stop();
          resolve(message);
          return true;
        };
        const giveUp = clock.after(timeoutMs, () => {
          stop();
          const got = inbox.slice(seen).map(({ type, text }) => `${type}: ${text}`);
          const list = got.length > 0 ? got.join("\n") : "nothing";
          reject(
            new Error(`no such message to ${identity.profileName} within ${timeoutMs} ms; it got:\n${list}`),
          );
        });
        const unsubscribe = recorder.subscribe(look);
        const stop = (): void => {
          giveUp();
          unsubscribe();
        };
        look();
      });
    },
  };
  const state: GuestState = { guest, identity, inbox, lastInboundAt: undefined };
  return state;
}

const COUNTRIES: readonly (readonly [string, string])[] = [
  ["351", "PT"],
  ["34", "ES"],
  ["44", "GB"],
  ["55", "BR"],
  ["33", "FR"],
  ["49", "DE"],
  ["1", "US"],
];

/** Who `id` is: a business-scoped user id hides the phone; a phone has a user id made from it, the same every time. */
export function identityOf(id: string, profileName: string): GuestIdentity {
  if (/^[A-Z]{2}\./.test(id)) return { userId: id, profileName };
  const phone = id.replace(/\D/g, "");
  const country = COUNTRIES.find(([prefix]) => phone.startsWith(prefix))?.[1] ?? "ES";
  const number = BigInt(`0x${createHash("sha256").update(phone).digest("hex").slice(0, 16)}`);
  return { phone, userId: `${country}.${number}`, profileName };
}
