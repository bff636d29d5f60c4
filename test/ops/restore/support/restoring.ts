import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Restored, type RestoreOptions, restore } from "../../../../src/ops/restore/restore.ts";
import { recoverRestore } from "../../../../src/ops/restore/swap.ts";
import { randomIds } from "../../../../src/platform/ids.ts";
import { openStore } from "../../../../src/store/open.ts";
import { handClock } from "../../../store/support/opened.ts";
import { type Hotel, MIGRATIONS } from "../../backup/support/hotel.ts";

/** Restores into the hotel's own folder unless told otherwise. */
export function restoring(hotel: Hotel, file: string, more: Partial<RestoreOptions> = {}): Promise<Restored> {
  return restore({
    file,
    stateDir: hotel.stateDir,
    confirm: "miramar",
    identities: [hotel.identity],
    keepConfig: false,
    dryRun: false,
    migrationsDir: MIGRATIONS,
    systemConfig: join(hotel.stateDir, "no", "such", "hotel.yaml"),
    clock: hotel.clock,
    ids: randomIds(),
    ...more,
  });
}

/** What a state folder's database says, opened as the daemon opens it: a restore that was cut off is settled first. */
export function contents(stateDir: string): Record<string, unknown> {
  let recovered = "nothing";
  const opened = openStore(stateDir, {
    clock: handClock(),
    ids: randomIds(),
    migrationsDir: MIGRATIONS,
    owned: () => {
      recovered = recoverRestore(stateDir);
    },
  });
  try {
    const { store } = opened;
    const counts = store.summaries.counts(0);
    return {
      recovered,
      gap: store.audit.verify(),
      conversations: store.summaries.conversations(0, 10).length,
      inboxNew: counts.inboxNew,
      held: counts.outboxHeld,
      ready: counts.outboxReady,
      mode: store.conversations.get(1)?.mode,
      media: existsSync(join(stateDir, "media", "in", "one")),
    };
  } finally {
    opened.close();
  }
}
