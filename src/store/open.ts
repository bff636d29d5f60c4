import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { HotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import { openAudit } from "./audit.ts";
import type { Store } from "./contract.ts";
import { openHolds } from "./holds.ts";
import { openHouse } from "./house.ts";
import { openJournal } from "./journal.ts";
import { openConversations } from "./messages/conversations.ts";
import { openGuests } from "./messages/guests.ts";
import { openInbox } from "./messages/inbox.ts";
import { openMedia } from "./messages/media.ts";
import { openOutbox } from "./messages/outbox.ts";
import { openStatuses } from "./messages/statuses.ts";
import { type Connection, openConnection } from "./sqlite/connection.ts";
import { migrate, readMigrations } from "./sqlite/migrate.ts";
import { clearLease, takeOwnership, writeLease } from "./sqlite/owner.ts";
import { openSummaries } from "./summaries.ts";

export interface OpenStoreOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  /** The folder of the numbered .sql files. */
  readonly migrationsDir: string;
}

export interface OpenStore {
  readonly store: Store;
  /** Satisfies HouseRepository of src/pms/house. */
  readonly house: ReturnType<typeof openHouse>;
  /** The migrations applied by this opening, oldest first; empty when the schema was up to date. */
  readonly migrated: readonly string[];
  /** Gives the folder up. May be called twice. */
  close(): void;
}

export const DATABASE_FILE = "hotelbot.db";

/**
 * Makes this process the one owner of the state folder (0700, made when missing) and opens its database (0600),
 * migrated to the newest schema. Synchronous.
 *
 * Throws STATE_BUSY, STATE_UNUSABLE, SCHEMA_NEWER, MIGRATION_EDITED, DATABASE_FULL or DATABASE_BROKEN, holding nothing.
 */
export function openStore(stateDir: string, options: OpenStoreOptions): OpenStore {
  const { clock, ids, migrationsDir } = options;
  const path = join(stateDir, DATABASE_FILE);
  prepareFolder(stateDir, path);
  const owner = takeOwnership(stateDir, path);
  let connection: Connection | undefined;
  try {
    connection = openConnection(path);
    writeLease(connection, clock, ids);
    const migrated = migrate(connection, readMigrations(migrationsDir), clock.now());
    return opened(connection, clock, migrated, owner.release);
  } catch (error) {
    connection?.close();
    owner.release();
    throw error;
  }
}

function opened(
  connection: Connection,
  clock: Clock,
  migrated: readonly string[],
  release: () => void,
): OpenStore {
  const statuses = openStatuses(connection);
  const store: Store = {
    inbox: openInbox(connection, openGuests(connection), statuses),
    media: openMedia(connection),
    conversations: openConversations(connection),
    outbox: openOutbox(connection, statuses),
    journal: openJournal(connection),
    holds: openHolds(connection, clock),
    audit: openAudit(connection),
    summaries: openSummaries(connection),
    transaction: (work) => connection.transaction(work),
  };
  let open = true;
  return {
    store,
    house: openHouse(connection),
    migrated,
    close() {
      if (!open) return;
      open = false;
      try {
        clearLease(connection);
      } finally {
        connection.close();
        release();
      }
    },
  };
}

/** An existing folder is closed to others only when it is ours (empty, or with our database): never /tmp or a home. */
function prepareFolder(stateDir: string, databasePath: string): void {
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    if (existsSync(databasePath) || readdirSync(stateDir).length === 0) chmodSync(stateDir, 0o700);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new HotelbotError("STATE_UNUSABLE", { path: stateDir, what }, { cause: error });
  }
}
