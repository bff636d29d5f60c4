import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { HotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import { openAudit } from "./audit.ts";
import { openChanges } from "./changes.ts";
import type { Store } from "./contract.ts";
import { copyDatabase } from "./copy.ts";
import { openDeposits } from "./desk/deposits.ts";
import { openRequests } from "./desk/requests.ts";
import { openSchedule } from "./desk/schedule.ts";
import { openStops } from "./desk/stops.ts";
import { openHolds } from "./holds.ts";
import { openHouse } from "./house.ts";
import { openHouseDesk } from "./house-desk.ts";
import { openJournal } from "./journal.ts";
import { openCalls } from "./messages/calls.ts";
import { openConversations } from "./messages/conversations.ts";
import { openGuests } from "./messages/guests.ts";
import { openInbox } from "./messages/inbox.ts";
import { openMedia } from "./messages/media.ts";
import { openOutbox } from "./messages/outbox.ts";
import { openStatuses } from "./messages/statuses.ts";
import { openFeeds } from "./page/feeds.ts";
import { openStaff } from "./page/staff.ts";
import { openPrivacy } from "./privacy/privacy.ts";
import { type Connection, openConnection } from "./sqlite/connection.ts";
import { firstMigrationAt, migrate, readMigrations } from "./sqlite/migrate.ts";
import { clearLease, type OwnerLock, takeOwnership, touchLease, writeLease } from "./sqlite/owner.ts";
import { openSummaries } from "./summaries.ts";

export interface OpenStoreOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  /** The folder of the numbered .sql files. */
  readonly migrationsDir: string;
  /** Called as the owner, before the database is touched: what a crash left half done is put right here. */
  readonly owned?: () => void;
}

export interface OpenStore {
  readonly store: Store;
  /** Satisfies HouseRepository of src/pms/house. */
  readonly house: ReturnType<typeof openHouse>;
  /** What the desk changes in it. */
  readonly houseDesk: ReturnType<typeof openHouseDesk>;
  /** The migrations applied by this opening, oldest first; empty when the schema was up to date. */
  readonly migrated: readonly string[];
  /**
   * Copies the database beside the running work, in steps that let it go on; see {@link copyDatabase}. `target` must
   * not exist. Rejects with BACKUP_SCHEMA_MOVED, DATABASE_FULL or DATABASE_BROKEN.
   */
  copyTo(target: string, progress?: (done: number, all: number) => void): Promise<void>;
  /** Writes durably without changing anything. Throws DATABASE_FULL or DATABASE_BROKEN. */
  touch(): void;
  /** When this database was first made, epoch ms; it stays through restores. */
  readonly madeAt: number;
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
  const owner = ownFolder(stateDir);
  try {
    options.owned?.();
    return openOwned(stateDir, options, owner.release);
  } catch (error) {
    owner.release();
    throw error;
  }
}

/** Makes this process the one owner of the state folder without opening anything in it. Throws as openStore does. */
export function ownFolder(stateDir: string): OwnerLock {
  const path = join(stateDir, DATABASE_FILE);
  prepareFolder(stateDir, path);
  return takeOwnership(stateDir, path);
}

/** The second half of openStore, for the owner of the folder; closing calls `release`. */
export function openOwned(
  stateDir: string,
  options: Omit<OpenStoreOptions, "owned">,
  release: () => void,
): OpenStore {
  const { clock, ids, migrationsDir } = options;
  const connection = openConnection(join(stateDir, DATABASE_FILE));
  try {
    writeLease(connection, clock, ids);
    const migrated = migrate(connection, readMigrations(migrationsDir), clock.now());
    return opened(connection, clock, migrated, release);
  } catch (error) {
    connection.close();
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
  const guests = openGuests(connection);
  const conversations = openConversations(connection);
  const store: Store = {
    inbox: openInbox(connection, guests, statuses),
    media: openMedia(connection),
    conversations,
    calls: openCalls(connection, guests, conversations),
    outbox: openOutbox(connection, statuses),
    journal: openJournal(connection),
    changes: openChanges(connection),
    holds: openHolds(connection, clock),
    requests: openRequests(connection),
    deposits: openDeposits(connection),
    schedule: openSchedule(connection),
    stops: openStops(connection),
    audit: openAudit(connection),
    summaries: openSummaries(connection),
    privacy: openPrivacy(connection),
    staff: openStaff(connection),
    feeds: openFeeds(connection),
    transaction: (work) => connection.transaction(work),
  };
  let open = true;
  return {
    store,
    house: openHouse(connection),
    houseDesk: openHouseDesk(connection),
    migrated,
    copyTo: (target, progress) => copyDatabase(connection, target, progress),
    touch: () => touchLease(connection),
    madeAt: firstMigrationAt(connection) ?? clock.now(),
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
