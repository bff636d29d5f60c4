import { type Fields, fieldsOf, isFields, textOf } from "../json.ts";
import { type GraphError, graphError } from "./envelope.ts";
import { checkInteractive } from "./validate-interactive.ts";

const TYPES: ReadonlySet<string> = new Set([
  "text",
  "image",
  "audio",
  "video",
  "document",
  "sticker",
  "location",
  "contacts",
  "interactive",
  "reaction",
  "template",
]);
const MEDIA: ReadonlySet<string> = new Set(["image", "audio", "video", "document", "sticker"]);

/** What validation must know of the world. */
export interface ValidationFacts {
  readonly hasMedia: (id: string, type: string) => boolean;
  readonly knowsMessage: (wamid: string) => boolean;
  /** Approved templates: name → number of body parameters. */
  readonly templates: Readonly<Record<string, number>>;
}

/** What Graph would refuse a message for, or undefined. */
export function checkMessage(body: Fields, facts: ValidationFacts): GraphError | undefined {
  if (body.messaging_product !== "whatsapp") {
    return graphError(100, "Param messaging_product must be one of {WHATSAPP}");
  }
  if (body.recipient_type !== undefined && body.recipient_type !== "individual") {
    return graphError(100, "Param recipient_type must be one of {INDIVIDUAL}");
  }
  const recipient = checkRecipient(body);
  if (recipient) return recipient;
  const callback = body.biz_opaque_callback_data;
  if (callback !== undefined && (typeof callback !== "string" || callback.length > 512)) {
    return graphError(100, "Param biz_opaque_callback_data must be at most 512 characters long.");
  }
  const context = fieldsOf(body, "context");
  if (context && !facts.knowsMessage(textOf(context, "message_id") ?? "")) {
    return graphError(131009, "context.message_id is not a message of this conversation");
  }
  const type = textOf(body, "type") ?? "text";
  if (!TYPES.has(type))
    return graphError(100, `Param type must be one of {${[...TYPES].join(", ").toUpperCase()}}`);
  const part = type === "contacts" ? {} : fieldsOf(body, type);
  if (part === undefined) return graphError(131008, `${type} is required for a message of that type`);
  return checkPart(type, part, facts);
}

function checkRecipient(body: Fields): GraphError | undefined {
  const to = textOf(body, "to");
  const recipient = textOf(body, "recipient");
  if (to === undefined && recipient === undefined) return graphError(100, "The parameter to is required.");
  if (to !== undefined && !/^\+?[0-9 ()-]{5,24}$/.test(to))
    return graphError(131009, "to is not a phone number");
  const isUserId = /^[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}$/.test(recipient ?? "");
  if (to === undefined && !isUserId) return graphError(131009, "recipient is not a business-scoped user id");
  return undefined;
}

function checkPart(type: string, part: Fields, facts: ValidationFacts): GraphError | undefined {
  if (MEDIA.has(type)) return checkMedia(type, part, facts);
  switch (type) {
    case "text":
      return checkText(part);
    case "interactive":
      return checkInteractive(part);
    case "location":
      return typeof part.latitude === "number" && typeof part.longitude === "number"
        ? undefined
        : graphError(131008, "latitude and longitude are required");
    case "reaction":
      return facts.knowsMessage(textOf(part, "message_id") ?? "")
        ? undefined
        : graphError(131009, "reaction.message_id is not a message of the last 30 days");
    case "template":
      return checkTemplate(part, facts);
    default:
      return undefined;
  }
}

function checkText(part: Fields): GraphError | undefined {
  const body = part.body;
  if (typeof body !== "string" || body === "")
    return graphError(100, "The parameter text['body'] is required.");
  if (body.length > 4096) return graphError(100, "Param text['body'] must be at most 4096 characters long.");
  return undefined;
}

function checkMedia(type: string, part: Fields, facts: ValidationFacts): GraphError | undefined {
  const id = textOf(part, "id");
  const link = textOf(part, "link");
  if (id === undefined && link === undefined)
    return graphError(131008, `${type}['id'] or ${type}['link'] is required`);
  if (id !== undefined && !facts.hasMedia(id, type)) {
    return graphError(
      100,
      `Param ${type}['id'] is not a valid whatsapp business account media attachment ID`,
    );
  }
  if (link !== undefined && !/^https?:\/\//.test(link))
    return graphError(100, `Param ${type}['link'] is not a valid URI`);
  const caption = part.caption;
  if (caption !== undefined && (type === "audio" || type === "sticker")) {
    return graphError(100, `Unexpected key "caption" on param "${type}"`);
  }
  if (typeof caption === "string" && caption.length > 1024) {
    return graphError(100, `Param ${type}['caption'] must be at most 1024 characters long.`);
  }
  return undefined;
}

function checkTemplate(part: Fields, facts: ValidationFacts): GraphError | undefined {
  const name = textOf(part, "name") ?? "";
  const expected = Object.hasOwn(facts.templates, name) ? facts.templates[name] : undefined;
  const language = fieldsOf(part, "language");
  if (language === undefined || textOf(language, "code") === undefined) {
    return graphError(131008, "template['language']['code'] is required");
  }
  if (expected === undefined) return graphError(132001, `template name (${name}) does not exist`);
  const components = Array.isArray(part.components) ? part.components.filter(isFields) : [];
  const bodyPart = components.find((component) => component.type === "body");
  const given = Array.isArray(bodyPart?.parameters) ? bodyPart.parameters.length : 0;
  if (given === expected) return undefined;
  return graphError(
    132000,
    `body: number of localizable_params (${given}) does not match the expected (${expected})`,
  );
}
