import { z } from "zod";
import { BackupJob, HeldOrder, HeldOutcome, HeldReport, KeyOrder, KeysReport } from "./contract-backup.ts";
import { ChatMessage, ChatTurn } from "./contract-chat.ts";
import { EraseOrder, GuestData, GuestErased } from "./contract-privacy.ts";
import { DoctorReport, HealthReport, StatusReport } from "./contract-status.ts";

/*
 * What the daemon and everybody who talks to it agree on: HTTP and JSON over a unix socket. Fields may be added;
 * none changes its meaning within a version. Times are ISO 8601 in UTC.
 */
export { ChatMessage, ChatTurn } from "./contract-chat.ts";
export { CheckReport, DoctorReport, HealthReport, StatusReport } from "./contract-status.ts";
export { CONTROL_VERSION, VERSION_HEADER } from "./version.ts";

const time = z.iso.datetime();
const language = z.enum(["es", "en", "pt"]);

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

/** Everything the daemon can be asked. The server implements it, the client calls it: one table for both. */
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
