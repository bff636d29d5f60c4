import { z } from "zod";
import { BackupMade } from "../../control/contract-backup.ts";

/** What the commands of backup and restore answer under --json; docs/json.md explains every field. */
const time = z.iso.datetime();
const int = z.number().int();

export const BackupAnswer = BackupMade.extend({
  /** «daemon», or «command» when none ran. */
  by: z.enum(["daemon", "command"]),
});
export type BackupAnswer = z.infer<typeof BackupAnswer>;

export const ListAnswer = z.object({
  folder: z.string(),
  backups: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      hotel: z.string(),
      madeAt: time,
      bytes: int,
      state: z.enum(["verified", "unverified", "damaged"]),
      /** Fingerprints of the keys that open it; empty when its header cannot be read. */
      opensWith: z.array(z.string()),
      /** The next prune would delete it. */
      expires: z.boolean(),
    }),
  ),
});
export type ListAnswer = z.infer<typeof ListAnswer>;

export const VerifyAnswer = z.object({
  checked: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      /** The error's code, or null when it is whole. */
      error: z.string().nullable(),
      message: z.string().nullable(),
      sha256: z.string().nullable(),
      manifestSha256: z.string().nullable(),
      hotel: z.string().nullable(),
      madeAt: time.nullable(),
      /** Version that made it, and its schema. */
      version: z.string().nullable(),
      schemaVersion: int.nullable(),
      files: int.nullable(),
    }),
  ),
});
export type VerifyAnswer = z.infer<typeof VerifyAnswer>;

export const PruneAnswer = z.object({
  dryRun: z.boolean(),
  pruned: z.array(z.object({ name: z.string(), madeAt: time, bytes: int })),
  kept: int,
});
export type PruneAnswer = z.infer<typeof PruneAnswer>;

export const NewKeyAnswer = z.object({
  identity: z.string(),
  recipient: z.string(),
  fingerprint: z.string(),
  /** Where --save put the identity, or null. */
  savedTo: z.string().nullable(),
  /** Fingerprint of this machine's drill identity, or null. */
  drill: z.string().nullable(),
});
export type NewKeyAnswer = z.infer<typeof NewKeyAnswer>;

export const RestoreAnswer = z.object({
  backup: z.string(),
  hotel: z.object({ id: z.string(), name: z.string() }),
  madeAt: time,
  dryRun: z.boolean(),
  /** Migrations the copy needed. */
  migrated: z.array(z.string()),
  held: int,
  bookings: int,
  unanswered: int,
  conversations: int,
  /** Where what was there before lies, or null. */
  aside: z.string().nullable(),
  /** Where the backup's hotel.yaml went, or null. */
  config: z.string().nullable(),
  /** What a person must see to before hotelbot starts. */
  problems: z.array(z.string()),
});
export type RestoreAnswer = z.infer<typeof RestoreAnswer>;
