import { SYSTEM_CONFIG } from "../../config/usual.ts";
import { systemClock } from "../../platform/clock.ts";
import { randomIds } from "../../platform/ids.ts";
import type { RestoreAnswer } from "../backup/answers.ts";
import { backupPath, identitiesFor } from "../backup/commands.ts";
import { type HereFlags, here } from "../backup/here.ts";
import { inStages, type Renderer } from "../progress.ts";
import { type RestoreStage, restore } from "./restore.ts";

export interface RestoreFlags extends HereFlags {
  readonly confirm: string;
  readonly identity?: string | undefined;
  readonly keepConfig: boolean;
  readonly dryRun: boolean;
}

const STAGES: readonly (readonly [RestoreStage, string])[] = [
  ["reading", "Decrypt and verify the backup"],
  ["migrating", "Migrate the copy and make it keep quiet"],
  ["swapping", "Put it in place of what is there"],
  ["starting", "See whether it starts"],
];

/** Brings back the hotel of this machine; see {@link restore}. */
export async function restoreNow(
  flags: RestoreFlags,
  file: string,
  renderer: Renderer,
): Promise<RestoreAnswer> {
  const hotel = here(flags);
  const identities = await identitiesFor(hotel, flags.identity);
  const stages = flags.dryRun ? STAGES.slice(0, 2) : STAGES;
  const {
    manifest,
    backup,
    dryRun,
    migrated,
    held,
    bookings,
    unanswered,
    conversations,
    aside,
    config,
    problems,
  } = await inStages(stages, renderer, (progress) =>
    restore({
      file: backupPath(hotel.places.folder, file),
      stateDir: hotel.stateDir,
      confirm: flags.confirm,
      identities,
      keepConfig: flags.keepConfig,
      dryRun: flags.dryRun,
      migrationsDir: hotel.migrationsDir,
      systemConfig: SYSTEM_CONFIG,
      clock: systemClock(),
      ids: randomIds(),
      progress,
    }),
  );
  return {
    backup,
    hotel: manifest.hotel,
    madeAt: manifest.madeAt,
    dryRun,
    migrated: [...migrated],
    held,
    bookings,
    unanswered,
    conversations,
    aside,
    config,
    problems: [...problems],
  };
}
