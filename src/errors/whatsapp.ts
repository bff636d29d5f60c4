import { entry } from "./entry.ts";

/** What WhatsApp sends and takes. */
export const WHATSAPP_ERRORS = {
  SIGNATURE_MISSING: entry(
    1,
    401,
    "The webhook carries no signature.",
    "Only Meta may post here; set the app secret in Meta's dashboard and here alike.",
  ),
  SIGNATURE_WRONG: entry(
    1,
    401,
    "The webhook's signature does not fit its bytes.",
    "Check the app secret; nothing between Meta and here may rewrite the body.",
  ),
  BODY_TOO_LARGE: entry(
    1,
    413,
    "The body is larger than {limit} bytes.",
    "Meta sends at most 3 MB; look at who posts here.",
  ),
  VERIFY_REFUSED: entry(
    1,
    403,
    "The webhook verification token does not fit.",
    "Use the same verify token in Meta's dashboard and here.",
  ),
  WHATSAPP_REJECTED: entry(
    1,
    502,
    "WhatsApp refused the message ({code}): {what}.",
    "Look the code up in docs/whatsapp.md, which says what each asks for.",
  ),
  WHATSAPP_UNREACHABLE: entry(
    75,
    503,
    "WhatsApp cannot be reached: {what}.",
    "It is tried again by itself; check the internet line if it stays so.",
  ),
  WHATSAPP_UNKNOWN: entry(
    1,
    504,
    "Whether WhatsApp took the message is not known: {what}.",
    "It is not sent again by itself; the desk decides after ten minutes.",
  ),
  MEDIA_GONE: entry(
    1,
    410,
    "The attachment can no longer be fetched: {what}.",
    "Ask the guest to send it again.",
  ),
  MEDIA_DAMAGED: entry(
    1,
    502,
    "The attachment does not have the announced hash.",
    "Ask the guest to send it again.",
  ),
  WINDOW_CLOSED: entry(
    2,
    409,
    "The guest last wrote more than 24 hours ago: WhatsApp takes only approved templates now.",
    "Call the guest, or wait until they write again.",
  ),
} as const;
