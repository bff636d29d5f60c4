import type { ListRow } from "../../../domain/list.ts";
import type { Button } from "../../../domain/message.ts";
import { type Fields, fieldsOf, isFields, listOf, textOf } from "../json.ts";
import type { MediaStore } from "./media-store.ts";
import type { ReceivedMessage } from "./types.ts";

/** An accepted body as it shows on the guest's phone. */
export function asReceived(body: Fields, wamid: string, at: number, media: MediaStore): ReceivedMessage {
  const type = textOf(body, "type") ?? "text";
  const part = fieldsOf(body, type) ?? {};
  const inner = fieldsOf(part, "body");
  const mediaId = textOf(part, "id");
  const file = mediaId === undefined ? undefined : media.get(mediaId);
  const context = fieldsOf(body, "context");
  const replyTo = context && textOf(context, "message_id");
  const callbackId = textOf(body, "biz_opaque_callback_data");
  return {
    wamid,
    type,
    text: (inner && textOf(inner, "text")) ?? textOf(part, "body") ?? textOf(part, "caption") ?? "",
    buttons: buttonsOf(part),
    rows: rowsOf(part),
    ...(mediaId === undefined ? {} : { mediaId }),
    ...(file === undefined ? {} : { bytes: file.bytes, mimeType: file.mimeType }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(callbackId === undefined ? {} : { callbackId }),
    at,
    body,
  };
}

function buttonsOf(part: Fields): Button[] {
  const action = fieldsOf(part, "action");
  const buttons = action ? listOf(action, "buttons") : [];
  return buttons.flatMap((button) => {
    const reply = isFields(button) ? fieldsOf(button, "reply") : undefined;
    return reply ? [{ id: String(reply.id), title: String(reply.title) }] : [];
  });
}

function rowsOf(part: Fields): ListRow[] {
  const action = fieldsOf(part, "action");
  const sections = action ? listOf(action, "sections").filter(isFields) : [];
  return sections
    .flatMap((section) => listOf(section, "rows").filter(isFields))
    .map((row) => {
      const description = textOf(row, "description");
      return {
        id: String(row.id),
        title: String(row.title),
        ...(description === undefined ? {} : { description }),
      };
    });
}
