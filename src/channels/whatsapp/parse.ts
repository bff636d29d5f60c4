import type { DeliveryStatus, InboundMessage } from "../../domain/message.ts";
import type { RawEvent } from "../../store/contract.ts";
import { type Fields, fieldsOf, fingerprint, isFields, listOf, readJson, textOf, wordOf } from "./json.ts";
import { type Contacts, indexContacts, parseMessage } from "./parse-message.ts";
import { parseStatus } from "./parse-status.ts";

type Parsed = NonNullable<RawEvent["parsed"]>;
type Event = Parsed["events"][number];

export interface ParseOptions {
  /** Epoch ms, for what carries no time of its own. */
  readonly receivedAt: number;
  /** Ours: what was sent to another number of the same account is kept as an event, never answered. */
  readonly phoneNumberId?: string;
}

/** Meta promises at most 1,000 updates a body; a signed body with more than this is no webhook. */
const MAX_UPDATES = 5000;

/**
 * Reads a webhook body: every member of every change of every entry. Undefined when it is no JSON object with an
 * `entry` list. Never throws: a member that cannot be read becomes an event `unreadable` and costs nobody else.
 *
 * Events, by `what`: `account_error` (value.errors), `echo` (staff wrote from the phone), `call`, `standby` (Meta's own
 * agent has the thread), `user_preferences`, `user_changed_number`, `user_changed_user_id` (beside the silent message),
 * `other_number`, `unreadable`, else the change's field (`message_template_status_update`…).
 */
export function parseWebhook(
  body: Uint8Array,
  options: ParseOptions = { receivedAt: 0 },
): Parsed | undefined {
  const root = readJson(body);
  if (!isFields(root) || !Array.isArray(root.entry)) return undefined;
  const found = { messages: [] as InboundMessage[], statuses: [] as DeliveryStatus[], events: [] as Event[] };
  let left = MAX_UPDATES;
  for (const entry of listOf(root, "entry")) {
    const changes = isFields(entry) ? listOf(entry, "changes") : [];
    for (const change of changes.length > 0 ? changes : [entry]) {
      left -= readChange(isFields(entry) ? entry : {}, change, found, options, left);
      if (left > 0) continue;
      found.events.push(event("unreadable", fingerprint(body), { why: `over ${MAX_UPDATES} updates` }));
      return found;
    }
  }
  return found;
}

type Found = { messages: InboundMessage[]; statuses: DeliveryStatus[]; events: Event[] };

/** Answers how many members it read, at least 1 and at most `left`. */
function readChange(
  entry: Fields,
  change: unknown,
  found: Found,
  options: ParseOptions,
  left: number,
): number {
  const value = isFields(change) ? fieldsOf(change, "value") : undefined;
  if (!isFields(change) || value === undefined) {
    found.events.push(unreadable(change));
    return 1;
  }
  const field = wordOf(change, "field") ?? "unknown";
  const metadata = fieldsOf(value, "metadata");
  const number = metadata && textOf(metadata, "phone_number_id");
  const foreign =
    options.phoneNumberId !== undefined && number !== undefined && number !== options.phoneNumberId;
  const standby = fieldsOf(value, "standby");
  const what = foreign ? "other_number" : standby ? "standby" : undefined;
  const source = standby ?? value;
  const contacts = indexContacts(listOf(source, "contacts").slice(0, left));
  let read = 0;
  for (const [key, reader] of READERS) {
    for (const member of listOf(source, key)) {
      if (read >= left) return read;
      read += 1;
      if (!isFields(member)) found.events.push(unreadable(member));
      else if (what !== undefined) found.events.push(keep(what, member));
      else reader(member, found, { contacts, entry, receivedAt: options.receivedAt });
    }
  }
  if (read === 0) found.events.push(event(field, fingerprint([entry.id, entry.time, value]), value));
  return Math.max(1, read);
}

interface Around {
  readonly contacts: Contacts;
  readonly entry: Fields;
  readonly receivedAt: number;
}
type Reader = (member: Fields, found: Found, around: Around) => void;

/** Messages first: no trouble in another list may cost a guest's words. */
const READERS: readonly (readonly [string, Reader])[] = [
  ["messages", readMessage],
  ["statuses", readStatus],
  ["message_echoes", (member, found) => found.events.push(keep("echo", member))],
  ["calls", (member, found) => found.events.push(keep("call", member))],
  ["user_preferences", (member, found) => found.events.push(keep("user_preferences", member))],
  [
    "errors",
    (member, found, { entry }) => {
      found.events.push(event("account_error", fingerprint([entry.id, entry.time, member]), member));
    },
  ],
];

function readMessage(member: Fields, found: Found, { contacts, receivedAt }: Around): void {
  const message = parseMessage(member, contacts, receivedAt);
  if (message === undefined) {
    found.events.push(unreadable(member));
    return;
  }
  found.messages.push(message);
  const system = fieldsOf(member, "system");
  const what = system && wordOf(system, "type");
  if (what !== undefined) found.events.push(event(what, message.externalId, member));
}

function readStatus(member: Fields, found: Found, { receivedAt }: Around): void {
  const status = parseStatus(member, receivedAt);
  if (status === undefined) found.events.push(unreadable(member));
  else found.statuses.push(status);
}

function event(what: string, name: string, body: unknown): Event {
  return { externalId: `${what}:${name}`, what, body };
}

/** Named by its own id and what happened to it, so that a repeated delivery is stored once. */
function keep(what: string, member: Fields): Event {
  const id = textOf(member, "id");
  const happened = textOf(member, "event") ?? textOf(member, "status");
  if (id === undefined) return event(what, fingerprint(member), member);
  return event(what, happened === undefined ? id : `${id}:${happened}`, member);
}

function unreadable(member: unknown): Event {
  return event("unreadable", fingerprint(member), member ?? null);
}
