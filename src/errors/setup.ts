import { entry } from "./entry.ts";

/** The machine the hotel gives us: configuration, secrets, state, files. */
export const SETUP_ERRORS = {
  CONFIG_MISSING: entry(
    2,
    500,
    "No hotel configuration at {path}.",
    "Write hotel.yaml there, or try everything with: hotelbot demo.",
  ),
  CONFIG_INVALID: entry(
    2,
    500,
    "{path}:{line}: {what}.",
    "Correct that line; docs/configuration.md shows every key.",
  ),
  SECRET_MISSING: entry(
    2,
    500,
    "The secret «{name}» is not set.",
    "Put it into {path} (mode 0600) or give it as a systemd credential.",
  ),
  SECRET_WEAK: entry(
    2,
    500,
    "The secret «{name}» is an example or too short to protect anything.",
    "Set a random one of at least 16 characters in {path}.",
  ),
  SECRET_EXPOSED: entry(
    2,
    500,
    "Others can read the secret in {path}.",
    "Make it private: chmod 600 {path}.",
  ),
  STATE_UNUSABLE: entry(
    2,
    500,
    "The state folder {path} cannot be used: {what}.",
    "Check that it exists, belongs to this user and has space.",
  ),
  STATE_BUSY: entry(
    11,
    409,
    "Another hotelbot already runs on {path} (process {pid}).",
    "Stop that one first, or give this one a state folder of its own.",
  ),
  SCHEMA_NEWER: entry(
    13,
    500,
    "The state was written by a newer hotelbot (schema {found}, this one knows {known}).",
    "Install that version or a later one.",
  ),
  MIGRATION_EDITED: entry(
    2,
    500,
    "Migration {name} is not the one that was applied.",
    "Put back the original file; migrations are never edited.",
  ),
  DATABASE_FULL: entry(
    2,
    503,
    "The disk is full: nothing can be stored.",
    "Free space on {path}; messages are taken again by themselves.",
  ),
  DATABASE_BROKEN: entry(
    2,
    503,
    "The database answered: {what}.",
    "Run hotelbot health, then restore the last backup if it stays so.",
  ),
  PORT_BUSY: entry(
    11,
    500,
    "Port {port} on {host} is taken.",
    "Stop the other program or choose another port in hotel.yaml.",
  ),
  FILE_UNREADABLE: entry(2, 400, "{path} cannot be read: {what}.", "Check the name and its permissions."),
  DOWNLOAD_REFUSED: entry(
    2,
    502,
    "{url} cannot be downloaded: {what}.",
    "Check the address, in a browser for instance; it must lead to the file itself.",
  ),
  DOWNLOAD_FAILED: entry(
    75,
    502,
    "{url} could not be downloaded: {what}.",
    "Check the line, or copy the file by hand into {folder}.",
  ),
} as const;
