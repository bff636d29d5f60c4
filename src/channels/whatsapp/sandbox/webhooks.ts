import type { Clock } from "../../../platform/clock.ts";
import type { Update } from "./delivery.ts";
import { statusError } from "./envelope.ts";
import type { GuestIdentity, SandboxSettings } from "./types.ts";

export type StatusWord = "sent" | "delivered" | "read" | "played" | "failed";

export interface WebhookBodies {
  message(guest: GuestIdentity, wamid: string, type: string, part: object, context?: object): Update;
  status(
    guest: GuestIdentity,
    send: { readonly wamid: string; readonly callbackId?: string; readonly byPhone: boolean },
    status: StatusWord,
    error?: { readonly code: number; readonly details: string },
  ): Update;
}

/** Writes webhooks with Meta's fields. A guest without a phone has neither `from`, `wa_id` nor `recipient_id`. */
export function createWebhookBodies(
  settings: Pick<SandboxSettings, "phoneNumberId" | "displayPhone">,
  clock: Clock,
): WebhookBodies {
  const seconds = (): string => String(Math.floor(clock.now() / 1000));
  const around = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: settings.displayPhone, phone_number_id: settings.phoneNumberId },
  };
  const contact = ({ phone, userId, profileName }: GuestIdentity): object => ({
    profile: { name: profileName, ...(phone === undefined ? { username: "@guest" } : {}) },
    ...(phone === undefined ? {} : { wa_id: phone }),
    user_id: userId,
  });

  return {
    message(guest, wamid, type, part, context) {
      const message = {
        ...(guest.phone === undefined ? {} : { from: guest.phone }),
        from_user_id: guest.userId,
        id: wamid,
        timestamp: seconds(),
        type,
        ...part,
        ...(context === undefined ? {} : { context }),
      };
      return {
        id: wamid,
        field: "messages",
        value: { ...around, contacts: [contact(guest)], messages: [message] },
      };
    },
    status(guest, { wamid, callbackId, byPhone }, status, error) {
      const failed = status === "failed";
      const body = {
        id: wamid,
        status,
        timestamp: seconds(),
        ...(guest.phone === undefined ? {} : { recipient_id: guest.phone }),
        ...(failed && byPhone ? {} : { recipient_user_id: guest.userId }),
        ...(callbackId === undefined ? {} : { biz_opaque_callback_data: callbackId }),
        ...(status === "sent" || status === "delivered" ? { pricing: PRICING } : {}),
        ...(error === undefined ? {} : { errors: [statusError(error.code, error.details)] }),
      };
      return {
        id: `${wamid}:${status}`,
        field: "messages",
        value: { ...around, ...(failed ? {} : { contacts: [contact(guest)] }), statuses: [body] },
      };
    },
  };
}

/** A reply inside the 24 hours, as charged since October 2026. */
const PRICING = { billable: true, pricing_model: "PMP", type: "regular", category: "service" };
