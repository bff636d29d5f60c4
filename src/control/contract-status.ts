import { z } from "zod";
import { PageState } from "./contract-page.ts";

/** How the hotel does, and the machine. Part of contract.ts. */
const time = z.iso.datetime();
const language = z.enum(["es", "en", "pt"]);

const ChannelReport = z.object({
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
