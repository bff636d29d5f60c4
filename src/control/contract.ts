import { z } from "zod";
import { BackupJob, HeldOrder, HeldOutcome, HeldReport, KeyOrder, KeysReport } from "./contract-backup.ts";
import { ChatList } from "./contract-chat.ts";
import { PageState } from "./contract-page.ts";
import { EraseOrder, GuestData, GuestErased } from "./contract-privacy.ts";

/*
 * What the daemon and everybody who talks to it agree on: HTTP and JSON over a unix socket. Fields may be added;
 * none changes its meaning within a version. Times are ISO 8601 in UTC.
 */
export { CONTROL_VERSION, VERSION_HEADER } from "./version.ts";

const time = z.iso.datetime();
const language = z.enum(["es", "en", "pt"]);

export const ChannelReport = z.object({
  name: z.string(),
  state: z.enum(["up", "down", "off"]),
  /** One sentence for a clerk. */
  text: z.string(),
  lastInboundAt: time.nullable(),
});

export const StatusReport = z.object({
  schema: z.literal(1),
  version: z.string(),
  hotel: z.object({ id: z.string(), name: z.string(), today: z.string() }),
  startedAt: time,
  pid: z.number().int(),
  channels: z.array(ChannelReport),
  speech: z.object({ ears: z.string(), mouth: z.string() }),
  pms: z.object({ name: z.string(), state: z.enum(["up", "down"]), text: z.string() }),
  conversations: z.object({
    today: z.number().int(),
    recent: z.array(
      z.object({
        id: z.number().int(),
        channel: z.string(),
        who: z.string(),
        language,
        mode: z.enum(["bot", "person"]),
        lastText: z.string(),
        lastAt: time,
      }),
    ),
  }),
  /** What the desk has to do: requests nobody closed, those that ring, proofs of payment to be looked at. */
  desk: z.object({ requests: z.number().int(), ringing: z.number().int(), proofs: z.number().int() }),
  waiting: z.array(
    z.object({ id: z.number().int(), who: z.string(), channel: z.string(), reason: z.string(), since: time }),
  ),
  /** The page for the front desk. */
  page: PageState,
  bookingsToday: z.number().int(),
  arrivals: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      roomType: z.string(),
      rooms: z.array(z.string()),
      nights: z.number().int(),
    }),
  ),
  queue: z.object({
    inboxNew: z.number().int(),
    inboxDead: z.number().int(),
    outboxReady: z.number().int(),
    outboxSending: z.number().int(),
    outboxUnknown: z.number().int(),
    outboxHeld: z.number().int(),
    outboxDead: z.number().int(),
    outboxRejected: z.number().int(),
    bookingsOpen: z.number().int(),
    holds: z.number().int(),
  }),
  /** What is wrong by the checks of the last minute, the worst first. */
  alerts: z.array(
    z.object({ name: z.string(), state: z.enum(["warning", "critical"]), text: z.string(), since: time }),
  ),
  /** ISO time of the last backup that verified, or null. */
  lastBackupAt: time.nullable(),
});
export type StatusReport = z.infer<typeof StatusReport>;

export const CheckReport = z.object({
  name: z.string(),
  state: z.enum(["ok", "warning", "critical", "unknown"]),
  text: z.string(),
  cure: z.string().optional(),
});
export type CheckReport = z.infer<typeof CheckReport>;

export const HealthReport = z.object({
  schema: z.literal(1),
  state: z.enum(["ok", "warning", "critical", "unknown"]),
  /** The daemon does its work: its disk takes a commit and its turns come to an end. */
  live: z.boolean(),
  /** Guests are heard and answered. */
  ready: z.boolean(),
  checks: z.array(CheckReport),
  counts: z.object({ inbox: z.number().int(), outbox: z.number().int(), dead: z.number().int() }),
});
export type HealthReport = z.infer<typeof HealthReport>;

export const DoctorReport = z.object({
  schema: z.literal(1),
  state: z.enum(["ok", "warning", "critical", "unknown"]),
  checks: z.array(CheckReport),
});
export type DoctorReport = z.infer<typeof DoctorReport>;

export const ChatMessage = z.object({
  /** Names the guest: the same session continues its conversation. */
  session: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w.-]+$/),
  text: z.string().min(1).max(4096),
  language: language.optional(),
  /** Ours if missing; sending the same id again stores it once. */
  id: z.string().min(1).max(64).optional(),
  /** How long to wait for the answer, in ms. */
  waitMs: z.number().int().min(0).max(120_000).default(30_000),
});
export type ChatMessage = z.input<typeof ChatMessage>;

export const ChatTurn = z.object({
  schema: z.literal(1),
  session: z.string(),
  conversation: z.number().int(),
  text: z.string(),
  language,
  mode: z.enum(["bot", "person"]),
  understood: z.object({
    intents: z.array(z.object({ name: z.string(), score: z.number(), band: z.string() })),
    slots: z.record(z.string(), z.unknown()),
  }),
  replies: z.array(
    z.object({
      kind: z.string(),
      text: z.string(),
      buttons: z.array(z.object({ id: z.string(), title: z.string() })),
      list: ChatList.nullable(),
    }),
  ),
  /** The firm booking of this conversation, once there is one. */
  booking: z
    .object({
      code: z.string(),
      reference: z.string(),
      roomType: z.string(),
      arrival: z.string(),
      departure: z.string(),
      adults: z.number().int(),
      children: z.number().int(),
      total: z.object({ minor: z.number().int(), currency: z.string() }),
      status: z.string(),
    })
    .nullable(),
  /** Milliseconds from storing the message to the last reply being there. */
  ms: z.number(),
});
export type ChatTurn = z.infer<typeof ChatTurn>;

export const BookingLookup = z.object({
  schema: z.literal(1),
  booking: z
    .object({
      code: z.string(),
      reference: z.string(),
      status: z.string(),
      roomType: z.string(),
      roomNumbers: z.array(z.string()),
      arrival: z.string(),
      departure: z.string(),
      guest: z.string(),
      total: z.object({ minor: z.number().int(), currency: z.string() }),
    })
    .nullable(),
});
export type BookingLookup = z.infer<typeof BookingLookup>;

/** One message as the desk sees it, newest last. */
export const ConversationView = z.object({
  schema: z.literal(1),
  id: z.number().int(),
  mode: z.enum(["bot", "person"]),
  turns: z.array(
    z.object({
      direction: z.enum(["in", "out"]),
      author: z.string(),
      /** Which clerk, where it was one. */
      by: z.string().nullable(),
      kind: z.string(),
      text: z.string(),
      at: time,
    }),
  ),
  /** What the guest wants done, oldest first. */
  requests: z.array(z.object({ id: z.number().int(), kind: z.string(), state: z.string() })),
  deposits: z.array(z.object({ id: z.number().int(), state: z.string(), booking: z.string().nullable() })),
  outbox: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      kind: z.string(),
      path: z.string().nullable(),
      error: z.string().nullable(),
    }),
  ),
});
export type ConversationView = z.infer<typeof ConversationView>;

export const InboxReport = z.object({
  schema: z.literal(1),
  /** Who waits for a person first, longest first; then the latest. */
  conversations: z.array(
    z.object({
      id: z.number().int(),
      channel: z.string(),
      who: z.string(),
      language,
      mode: z.enum(["bot", "person"]),
      /** Why the guest waits for a person, or null. */
      waiting: z.string().nullable(),
      waitingSince: time.nullable(),
      /** The clerk who has it, or null. */
      holder: z.string().nullable(),
      lastText: z.string(),
      lastAt: time,
    }),
  ),
});
export type InboxReport = z.infer<typeof InboxReport>;

const clerk = z.string().trim().min(1).max(64);

/** Something a clerk does with a conversation. */
export const DeskAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("take"), by: clerk }),
  z.object({ act: z.literal("release"), by: clerk }),
  z.object({ act: z.literal("reply"), by: clerk, text: z.string().trim().min(1).max(4096) }),
  z.object({ act: z.literal("note"), by: clerk, text: z.string().trim().min(1).max(4096) }),
]);
export type DeskAct = z.infer<typeof DeskAct>;

export const Failure = z.object({
  schema: z.literal(1),
  error: z.object({
    code: z.string(),
    message: z.string(),
    cure: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
});
export type Failure = z.infer<typeof Failure>;

/** Everything the daemon can be asked. The server implements it, the client calls it: one table for both. */
/** What guests said that nothing was made of, most frequent first. */
export const MisunderstoodReport = z.object({
  schema: z.literal(1),
  messages: z.array(
    z.strictObject({
      text: z.string(),
      language: z.enum(["es", "en", "pt"]),
      times: z.number(),
      near: z.array(z.string()),
      conversation: z.number(),
      at: z.string(),
    }),
  ),
});
export type MisunderstoodReport = z.infer<typeof MisunderstoodReport>;

export const ROUTES = {
  status: { method: "GET", path: "/v1/status", answer: StatusReport },
  health: { method: "GET", path: "/v1/health", answer: HealthReport },
  doctor: { method: "GET", path: "/v1/doctor", answer: DoctorReport },
  chat: { method: "POST", path: "/v1/chat", body: ChatMessage, answer: ChatTurn },
  booking: { method: "GET", path: "/v1/bookings/:code", answer: BookingLookup },
  inbox: { method: "GET", path: "/v1/conversations", answer: InboxReport },
  conversation: { method: "GET", path: "/v1/conversations/:id", answer: ConversationView },
  desk: { method: "POST", path: "/v1/conversations/:id/desk", body: DeskAct, answer: ConversationView },
  misunderstood: { method: "GET", path: "/v1/misunderstood", answer: MisunderstoodReport },
  backup: { method: "POST", path: "/v1/backup", answer: BackupJob },
  backupJob: { method: "GET", path: "/v1/backup", answer: BackupJob },
  backupKeys: { method: "POST", path: "/v1/backup/keys", body: KeyOrder, answer: KeysReport },
  held: { method: "GET", path: "/v1/outbox/held", answer: HeldReport },
  settleHeld: { method: "POST", path: "/v1/outbox/held", body: HeldOrder, answer: HeldOutcome },
  guest: { method: "GET", path: "/v1/guests/:who", answer: GuestData },
  eraseGuest: { method: "POST", path: "/v1/guests/:who/erase", body: EraseOrder, answer: GuestErased },
} as const;
