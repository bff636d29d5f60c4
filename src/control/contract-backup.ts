import { z } from "zod";

/** What is agreed on backups, and on replies that wait for a decision. Part of contract.ts. */
const time = z.iso.datetime();
const int = z.number().int();

export const BackupMade = z.object({
  name: z.string(),
  path: z.string(),
  bytes: int,
  sha256: z.string(),
  manifestSha256: z.string(),
  madeAt: time,
  files: int,
  /** Rows by table. */
  counts: z.record(z.string(), int),
  /** Attachments a row speaks of that were not on disk. */
  missing: z.array(z.string()),
  /** Older backups that went because this one is whole. */
  pruned: z.array(z.string()),
});
export type BackupMade = z.infer<typeof BackupMade>;

/** The backup being made, or the last one since the daemon started. Asking to begin while one runs joins it. */
export const BackupJob = z.object({
  schema: z.literal(1),
  state: z.enum(["none", "running", "done", "failed"]),
  /** «copying», «checking», «encrypting», «verifying», «pruning». */
  stage: z.string(),
  done: int,
  all: int,
  made: BackupMade.nullable(),
  error: z
    .object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
});
export type BackupJob = z.infer<typeof BackupJob>;

/** Only a public key ever comes this way. */
export const KeyOrder = z.object({
  recipient: z.string().min(1).max(4096),
  how: z.enum(["new", "replace", "add"]),
  /** Missing: as before, at first with one. */
  drill: z.boolean().optional(),
});
export type KeyOrder = z.infer<typeof KeyOrder>;

export const KeysReport = z.object({
  schema: z.literal(1),
  /** Public keys of the emergency kits. */
  recipients: z.array(z.string()),
  /** What the kits show, in the same order. */
  fingerprints: z.array(z.string()),
  /** The fingerprint of this machine's drill identity, or null. */
  drill: z.string().nullable(),
});
export type KeysReport = z.infer<typeof KeysReport>;

const StuckReply = z.object({
  id: z.string(),
  conversation: int,
  who: z.string(),
  channel: z.string(),
  text: z.string(),
  why: z.string(),
  writtenAt: time,
});

/** Replies that stay unsent until somebody decides, oldest first; and those of three days that did not arrive, newest first. */
export const HeldReport = z.object({
  schema: z.literal(1),
  held: z.array(StuckReply),
  undelivered: z.array(StuckReply.extend({ state: z.enum(["rejected", "unknown", "dead"]) })),
});
export type HeldReport = z.infer<typeof HeldReport>;

export const HeldOrder = z.object({
  /** `resend` is for replies that did not arrive, by name; the others are for what is held. */
  act: z.enum(["release", "drop", "resend"]),
  /** Some of them, or every one that is held. */
  ids: z.union([z.literal("all"), z.array(z.string()).min(1)]),
  by: z.string().trim().min(1).max(64),
});
export type HeldOrder = z.infer<typeof HeldOrder>;

export const HeldOutcome = z.object({
  schema: z.literal(1),
  /** How many were released, dropped or put to be sent again, and how many are still held. */
  done: int,
  left: int,
});
export type HeldOutcome = z.infer<typeof HeldOutcome>;
