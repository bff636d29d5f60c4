import type { Address, InboundContent, InboundMessage } from "../../domain/message.ts";
import { booleanOf, type Fields, fieldsOf, isFields, listOf, textOf, timeOf, wordOf } from "./json.ts";

/**
 * One element of `messages[]`. Undefined when it has no id, or nobody to answer: the caller keeps it as unreadable.
 * What we have no kind for becomes `unsupported` with Meta's own word: video, document, sticker, audio (a file, not a
 * voice note), location, contacts, reaction, edit, revoke, system, order, poll_creation, media_too_large…
 */
export function parseMessage(
  message: Fields,
  contacts: Contacts,
  receivedAt: number,
): InboundMessage | undefined {
  const externalId = textOf(message, "id");
  const contact = contactOf(message, contacts);
  const from = senderOf(message, contact);
  if (externalId === undefined || from === undefined) return undefined;
  const profile = contact && fieldsOf(contact, "profile");
  const profileName = profile && (textOf(profile, "name") ?? textOf(profile, "username"));
  return {
    channel: "whatsapp",
    externalId,
    from,
    ...(profileName === undefined ? {} : { profileName }),
    sentAt: timeOf(message, "timestamp") ?? receivedAt,
    content: contentOf(message),
  };
}

/** The profiles of one change, found by user id or phone: a body may carry a thousand of each. */
export interface Contacts {
  readonly byId: ReadonlyMap<string, Fields>;
  readonly only?: Fields;
}

export function indexContacts(contacts: readonly unknown[]): Contacts {
  const known = contacts.filter(isFields);
  const byId = new Map<string, Fields>();
  for (const contact of known) {
    for (const id of [textOf(contact, "wa_id"), textOf(contact, "user_id")]) {
      if (id !== undefined) byId.set(id, contact);
    }
  }
  return { byId, ...(known.length === 1 && known[0] ? { only: known[0] } : {}) };
}

/** The `contacts[]` entry of the sender: by user id, by phone, or the only one there is. */
function contactOf(message: Fields, contacts: Contacts): Fields | undefined {
  const userId = textOf(message, "from_user_id");
  const phone = textOf(message, "from");
  if (userId === undefined && phone === undefined) return contacts.only;
  return contacts.byId.get(userId ?? "") ?? contacts.byId.get(phone ?? "");
}

/**
 * `from` is missing, or empty, for a guest who hides the number behind a username; then the business-scoped user id
 * is all there is. A system message about a changed id names the guest by the id that was.
 */
function senderOf(message: Fields, contact: Fields | undefined): Address | undefined {
  const system = fieldsOf(message, "system");
  const phone = textOf(message, "from") ?? (contact && textOf(contact, "wa_id"));
  const userId =
    textOf(message, "from_user_id") ??
    (contact && textOf(contact, "user_id")) ??
    (system && phone === undefined ? textOf(system, "previous_user_id") : undefined);
  if (phone === undefined && userId === undefined) return undefined;
  return { ...(phone === undefined ? {} : { phone }), ...(userId === undefined ? {} : { userId }) };
}

function contentOf(message: Fields): InboundContent {
  const type = wordOf(message, "type") ?? "unknown";
  const part = fieldsOf(message, type);
  const unsupported = (what: string, caption?: string): InboundContent => ({
    kind: "unsupported",
    what,
    ...(caption === undefined ? {} : { caption }),
  });
  switch (type) {
    case "text": {
      const text = part && textOf(part, "body");
      return text === undefined ? unsupported("text") : { kind: "text", text };
    }
    case "interactive":
    case "button":
      return (
        (part && tapOf(message, type, part)) ?? unsupported(part ? (wordOf(part, "type") ?? type) : type)
      );
    case "audio":
    case "image":
      return (part && mediaOf(type, part)) ?? unsupported(type, part && textOf(part, "caption"));
    case "document":
      return { ...unsupported(type, part && textOf(part, "caption")), ...documentOf(part) };
    case "contacts":
      return sharedPhone(message) ?? unsupported("contacts");
    case "edit":
      return unsupported("edit", editedText(part));
    case "unsupported":
      return unsupported(unsupportedWhat(message, part));
    default:
      return unsupported(type, part && textOf(part, "caption"));
  }
}

/** A tapped button: of a reply or list we sent (`interactive`), or of a template (`button`). */
function tapOf(message: Fields, type: string, part: Fields): InboundContent | undefined {
  const context = fieldsOf(message, "context");
  const repliesTo = context && textOf(context, "id");
  const reply = fieldsOf(part, "button_reply") ?? fieldsOf(part, "list_reply");
  const title = type === "button" ? textOf(part, "text") : reply && textOf(reply, "title");
  const id = type === "button" ? (textOf(part, "payload") ?? title) : reply && textOf(reply, "id");
  if (id === undefined) return undefined;
  return { kind: "button", id, title: title ?? id, ...(repliesTo === undefined ? {} : { repliesTo }) };
}

/** `voice: true` was recorded by the guest; without it the audio is a file somebody attached. */
function mediaOf(type: "audio" | "image", part: Fields): InboundContent | undefined {
  const mediaId = textOf(part, "id");
  const mimeType = textOf(part, "mime_type") ?? (type === "image" ? "image/jpeg" : "audio/ogg");
  const sha256 = textOf(part, "sha256") ?? "";
  const caption = textOf(part, "caption");
  if (mediaId === undefined) return undefined;
  if (type === "image") {
    return { kind: "image", mediaId, mimeType, sha256, ...(caption === undefined ? {} : { caption }) };
  }
  return booleanOf(part, "voice") === true ? { kind: "voice", mediaId, mimeType, sha256 } : undefined;
}

/** What is needed to fetch a document. */
function documentOf(part: Fields | undefined): { readonly mediaId?: string; readonly sha256?: string } {
  const mediaId = part && textOf(part, "id");
  return mediaId === undefined ? {} : { mediaId, sha256: textOf(part ?? {}, "sha256") ?? "" };
}

/** The guest's own number, given on request: read as if they had typed it, since that is what was asked for. */
function sharedPhone(message: Fields): InboundContent | undefined {
  for (const card of listOf(message, "contacts")) {
    if (!isFields(card) || textOf(card, "origin") !== "contact_request") continue;
    const phone = listOf(card, "phones").find(isFields);
    const digits = phone && textOf(phone, "wa_id");
    const text = digits === undefined ? phone && textOf(phone, "phone") : `+${digits}`;
    if (text !== undefined) return { kind: "text", text };
  }
  return undefined;
}

function editedText(part: Fields | undefined): string | undefined {
  const edited = part && fieldsOf(part, "message");
  const text = edited && fieldsOf(edited, "text");
  return text && textOf(text, "body");
}

function unsupportedWhat(message: Fields, part: Fields | undefined): string {
  const code = listOf(message, "errors").find(isFields)?.code;
  return (part && wordOf(part, "type")) ?? (code === 131052 ? "media_too_large" : "unsupported");
}
