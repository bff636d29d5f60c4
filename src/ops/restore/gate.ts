import { HotelbotError } from "../../errors.ts";
import { checkInPlace, openStaged } from "../../store/offline.ts";
import { DATABASE_FILE } from "../../store/open.ts";
import type { RestoreOptions } from "./restore.ts";

/**
 * Starts what was swapped in as far as the daemon does before it listens: the database in place is whole, opens, needs
 * nothing more, and its log has no gap. Throws when not. For the owner of the folder.
 */
export function gate(options: Pick<RestoreOptions, "stateDir" | "clock" | "ids" | "migrationsDir">): void {
  const { stateDir, clock, ids, migrationsDir } = options;
  const broken = checkInPlace(stateDir, DATABASE_FILE);
  if (broken !== undefined) throw new HotelbotError("DATABASE_BROKEN", { what: broken });
  const opened = openStaged(stateDir, { clock, ids, migrationsDir });
  try {
    if (opened.migrated.length > 0) throw new Error(`${opened.migrated.join(", ")} was still missing`);
    opened.store.summaries.counts(clock.now());
    opened.store.conversations.get(1);
    const gap = opened.store.audit.verify();
    if (gap !== undefined) throw new Error(`the audit log is broken at ${gap}`);
  } finally {
    opened.close();
  }
}
