import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Clock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { type OpenStore, openStore } from "../../../src/store/open.ts";

export const MIGRATIONS = join(packageRoot(), "migrations");

/** A clock that stands until it is moved. */
export interface HandClock extends Clock {
  at: number;
}

export function handClock(at = Date.parse("2027-02-01T10:00:00Z")): HandClock {
  const clock: HandClock = {
    at,
    now: () => clock.at,
    after: () => {
      throw new Error("the store waits for nothing");
    },
  };
  return clock;
}

/** Where a commit waits for no disk, when there is such a place: most tests ask nothing of durability. */
const MEMORY = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A folder that goes away with the test. */
export function temporaryFolder(parent = MEMORY): string {
  const folder = mkdtempSync(join(parent, "hotelbot-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Opened extends OpenStore {
  readonly folder: string;
  readonly clock: HandClock;
}

/** A store of its own, closed and deleted with the test. */
export function temporaryStore(folder = temporaryFolder(), clock = handClock()): Opened {
  const opened = openStore(folder, { clock, ids: randomIds(), migrationsDir: MIGRATIONS });
  onTestFinished(() => opened.close());
  return { ...opened, folder, clock };
}
