import type { Clock } from "../../../platform/clock.ts";
import { type Fields, fieldsOf, textOf } from "../json.ts";
import type { Delivery } from "./delivery.ts";
import { type GraphError, graphError } from "./envelope.ts";
import type { SendFault, SendFaults } from "./faults.ts";
import type { GuestState } from "./guests.ts";
import type { Limits } from "./limits.ts";
import { type MediaStore, voiceFault } from "./media-store.ts";
import { asReceived } from "./messages.ts";
import type { Recorder } from "./record.ts";
import type { SandboxOptions } from "./types.ts";
import { checkMessage } from "./validate.ts";
import type { StatusWord, WebhookBodies } from "./webhooks.ts";

const WINDOW = 24 * 60 * 60_000;

export interface OutboundParts {
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly delivery: Delivery;
  readonly bodies: WebhookBodies;
  readonly media: MediaStore;
  readonly limits: Limits;
  readonly faults: SendFaults;
  readonly guests: ReadonlyMap<string, GuestState>;
  readonly knownMessages: Set<string>;
  readonly countryCode: string;
  readonly statusMs: NonNullable<SandboxOptions["statusMs"]>;
  readonly newWamid: () => string;
}

/** What the HTTP side does with a send: answer, stay silent, or cut the line. */
export type Handling =
  | { readonly kind: "answer"; readonly status: number; readonly body: unknown }
  | { readonly kind: "hang" }
  | { readonly kind: "reset" };

export interface Outbound {
  /** `POST /{phone number id}/messages`: a message, or a read receipt. */
  handle(body: Fields): Handling;
  /** Statuses still to come. */
  outstanding(): number;
  close(): void;
}

/** Meta's side of a send: validate, count, give it to the guest, report its statuses. */
export function createOutbound(parts: OutboundParts): Outbound {
  const { clock, recorder, faults, guests } = parts;
  const timers = new Set<() => void>();

  const refuse = (error: GraphError, body: unknown): Handling => {
    recorder.refuse(error.code, body);
    return { kind: "answer", status: error.status, body: error.body };
  };

  const recipientOf = (
    body: Fields,
  ): { readonly key: string; readonly input: string; readonly byPhone: boolean } => {
    const to = textOf(body, "to");
    if (to === undefined) {
      const input = textOf(body, "recipient") ?? "";
      return { key: input, input, byPhone: false };
    }
    const digits = to.replace(/\D/g, "");
    return { key: to.startsWith("+") ? digits : parts.countryCode + digits, input: to, byPhone: true };
  };

  const statusLater = (ms: number, work: () => void): void => {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      work();
      recorder.changed();
    });
    timers.add(cancel);
  };

  const accept = (body: Fields, key: string, byPhone: boolean, late: number | undefined): string => {
    const wamid = parts.newWamid();
    const type = textOf(body, "type") ?? "text";
    const callbackId = textOf(body, "biz_opaque_callback_data");
    const state = guests.get(key);
    const failure =
      late === undefined ? failureOf(body, type, state) : { code: late, details: "asked for by a test" };
    const message = asReceived(body, wamid, clock.now(), parts.media);
    if (state && failure === undefined) state.inbox.push(message);
    parts.knownMessages.add(wamid);
    const about = { wamid, ...(callbackId === undefined ? {} : { callbackId }), byPhone };
    recorder.sent({ wamid, to: key, type, ...(callbackId === undefined ? {} : { callbackId }), body });
    const guest = state?.identity ?? {
      userId: byPhone ? "ES.0" : key,
      ...(byPhone ? { phone: key } : {}),
      profileName: "",
    };
    const report = (status: StatusWord, error?: { code: number; details: string }): void => {
      void parts.delivery.send(parts.bodies.status(guest, about, status, error));
    };
    if (parts.statusMs === false) return wamid;
    const { sent, delivered, read } = parts.statusMs;
    if (failure) {
      statusLater(sent, () => report("failed", failure));
      return wamid;
    }
    statusLater(sent, () => report("sent"));
    statusLater(delivered, () => report("delivered"));
    statusLater(read, () => report("read"));
    if (type === "audio") statusLater(read, () => report("played"));
    return wamid;
  };

  /** What Meta finds out only after it said 200. */
  const failureOf = (
    body: Fields,
    type: string,
    state: GuestState | undefined,
  ): { code: number; details: string } | undefined => {
    if (state === undefined) return { code: 131026, details: "Message Undeliverable." };
    const open = state.lastInboundAt !== undefined && clock.now() - state.lastInboundAt < WINDOW;
    if (!open && type !== "template") {
      const details =
        "Message failed to send because more than 24 hours have passed since the customer last replied to this number.";
      return { code: 131047, details };
    }
    const audio = fieldsOf(body, "audio");
    if (audio?.voice !== true) return undefined;
    const file = parts.media.get(textOf(audio, "id") ?? "");
    const details = file && voiceFault(file.bytes);
    return details === undefined ? undefined : { code: 131053, details };
  };

  const meet = (fault: SendFault | undefined, body: Fields, take: (late?: number) => object): Handling => {
    switch (fault?.kind) {
      case "error":
        return refuse(graphError(fault.code, fault.details), body);
      case "http":
        return { kind: "answer", status: fault.status, body: fault.body ?? "<html>not Graph</html>" };
      case "hang":
      case "reset":
        if (fault.taken) take();
        return { kind: fault.kind };
      default:
        return { kind: "answer", status: 200, body: take(fault?.code) };
    }
  };

  const readReceipt = (body: Fields): Handling => {
    const wamid = textOf(body, "message_id") ?? "";
    if (!parts.knownMessages.has(wamid)) return refuse(graphError(131009, "message_id is not known"), body);
    recorder.read(wamid, fieldsOf(body, "typing_indicator") !== undefined);
    return { kind: "answer", status: 200, body: { success: true } };
  };

  return {
    handle(body) {
      if (body.status === "read") return readReceipt(body);
      const wrong = checkMessage(body, {
        hasMedia: (id, type) => parts.media.fits(id, type),
        knowsMessage: (wamid) => parts.knownMessages.has(wamid),
        templates: TEMPLATES,
      });
      if (wrong) return refuse(wrong, body);
      const { key, input, byPhone } = recipientOf(body);
      const fault = faults.take(key);
      const over = fault === undefined ? parts.limits.check(key) : undefined;
      if (over !== undefined) return refuse(graphError(over, "too many messages in too short a time"), body);
      return meet(fault, body, (late) => {
        const wamid = accept(body, key, byPhone, late);
        const contact = byPhone ? { input, wa_id: key } : { input, user_id: key };
        return { messaging_product: "whatsapp", contacts: [contact], messages: [{ id: wamid }] };
      });
    },
    outstanding: () => timers.size,
    close: () => {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}

/** The templates of the sandbox's account: name → parameters of the body. */
const TEMPLATES: Readonly<Record<string, number>> = {
  hello_world: 0,
  checkin_reminder: 2,
  stay_reminder: 3,
  stay_review: 1,
  wake_up: 1,
  desk_answer: 1,
};
