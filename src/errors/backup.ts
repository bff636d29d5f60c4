import { entry } from "./entry.ts";

/** Copies of everything, and their way back. */
export const BACKUP_ERRORS = {
  BACKUP_KEY_MISSING: entry(
    2,
    409,
    "There is no key to encrypt backups to.",
    "Make one and keep its emergency kit: hotelbot backup key new.",
  ),
  BACKUP_KEY_EXISTS: entry(
    2,
    409,
    "Backups are encrypted to a key already ({fingerprints}).",
    "Keep it, or replace it with --replace: older backups still open with the older kit.",
  ),
  BACKUP_KEY_INVALID: entry(
    3,
    400,
    "{what} is not an age key.",
    "A recipient begins with age1, an identity with AGE-SECRET-KEY-1.",
  ),
  BACKUP_IDENTITY_MISSING: entry(
    12,
    409,
    "There is no identity here to open {path} with; it was encrypted to {wanted}.",
    "Name the file with the emergency kit's identity: --identity FILE.",
  ),
  BACKUP_KEY_WRONG: entry(
    12,
    422,
    "{path} was encrypted to {wanted}, and the identity given is {given}.",
    "Use the emergency kit with that fingerprint.",
  ),
  BACKUP_NOT_ONE: entry(
    1,
    422,
    "{path} is not a backup of hotelbot: {what}.",
    "List what there is with: hotelbot backup list.",
  ),
  BACKUP_HEADER_DAMAGED: entry(
    1,
    422,
    "The header of {path} is damaged: {what}.",
    "Use another copy of this backup, or the backup before it.",
  ),
  BACKUP_TRUNCATED: entry(
    1,
    422,
    "{path} ends early: {what}.",
    "Copy it again, or use the backup before it.",
  ),
  BACKUP_DAMAGED: entry(
    1,
    422,
    "{path} is damaged at byte {offset}.",
    "Use another copy of this backup, or the backup before it.",
  ),
  BACKUP_MISNAMED: entry(
    1,
    422,
    "{path} holds the backup {name}: it was renamed or put in another's place.",
    "Give it its own name back, if it is the one you mean.",
  ),
  BACKUP_CHANGED: entry(
    1,
    422,
    "{path} is a whole backup, and not the one this machine wrote under that name.",
    "Ask who put it there; use a copy from elsewhere.",
  ),
  BACKUP_MANIFEST_WRONG: entry(
    1,
    422,
    "{path} does not fit its own manifest: {what}.",
    "Do not trust it: it was put together by something else than hotelbot.",
  ),
  BACKUP_INCOMPLETE: entry(
    1,
    422,
    "{path} lacks {what}.",
    "Use another copy of this backup, or the backup before it.",
  ),
  BACKUP_DATABASE_BROKEN: entry(
    1,
    422,
    "The database in {path} is broken: {what}.",
    "Use the backup before it, and run hotelbot health.",
  ),
  BACKUP_FORMAT_NEWER: entry(
    13,
    422,
    "{path} has backup format {found}, and this hotelbot knows up to {known}.",
    "Install the version that wrote it or a later one.",
  ),
  BACKUP_NO_SPACE: entry(
    2,
    507,
    "There are {free} MiB free at {path}, and {needed} MiB are needed.",
    "Free space there, or name another folder under backup in hotel.yaml.",
  ),
  BACKUP_SCHEMA_MOVED: entry(75, 409, "The schema changed while the database was copied.", "Run it again."),
  BACKUP_NONE: entry(2, 404, "There is no backup in {path}.", "Make one with: hotelbot backup."),
  BACKUP_FAILED: entry(
    1,
    500,
    "The backup ended without an answer: {what}.",
    "Run it again; the journal says more.",
  ),
  RESTORE_UNCONFIRMED: entry(
    3,
    400,
    "{path} is a backup of the hotel «{hotel}», and --confirm says «{given}».",
    "Say --confirm {hotel} if that is the hotel to bring back.",
  ),
  RESTORE_PUT_BACK: entry(
    1,
    500,
    "The restored state did not start, and everything is as it was before: {what}.",
    "Use the backup before it; hotelbot may be started as it was.",
  ),
} as const;
