import type { DeliveryStatus } from "../../domain/message.ts";
import { booleanOf, type Fields, fieldsOf, isFields, listOf, numberOf, textOf, timeOf } from "./json.ts";

const STATUSES: ReadonlySet<string> = new Set(["sent", "delivered", "read", "played", "failed"]);

/**
 * One element of `statuses[]`. Undefined when it has no id or says a status we do not know: the caller keeps it as
 * unreadable. A failure's title carries Meta's details, which say more («more than 24 hours have passed…»).
 */
export function parseStatus(status: Fields, receivedAt: number): DeliveryStatus | undefined {
  const externalId = textOf(status, "id");
  const word = textOf(status, "status");
  if (externalId === undefined || !isStatus(word)) return undefined;
  const outboxId = textOf(status, "biz_opaque_callback_data");
  const pricing = fieldsOf(status, "pricing");
  const billable = pricing && booleanOf(pricing, "billable");
  const category = pricing && textOf(pricing, "category");
  const error = listOf(status, "errors").find(isFields);
  const code = error && numberOf(error, "code");
  const title = error && errorTitle(error);
  return {
    channel: "whatsapp",
    externalId,
    status: word,
    at: timeOf(status, "timestamp") ?? receivedAt,
    ...(outboxId === undefined ? {} : { outboxId }),
    ...(code === undefined ? {} : { errorCode: code }),
    ...(title === undefined ? {} : { errorTitle: title }),
    ...(billable === undefined ? {} : { billable }),
    ...(category === undefined ? {} : { pricingCategory: category }),
  };
}

/** «Title: details», or whichever of the two there is. */
function errorTitle(error: Fields): string | undefined {
  const title = (textOf(error, "title") ?? textOf(error, "message"))?.replace(/\.$/, "");
  const data = fieldsOf(error, "error_data");
  const details = data && textOf(data, "details");
  if (title === undefined || details === undefined) return details ?? title;
  return details.toLowerCase().startsWith(title.toLowerCase()) ? details : `${title}: ${details}`;
}

function isStatus(word: string | undefined): word is DeliveryStatus["status"] {
  return word !== undefined && STATUSES.has(word);
}
