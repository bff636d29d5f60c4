import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { HotelConfig } from "../../config/hotel-config.ts";
import { loadHotel } from "../../config/load.ts";
import { usualConfig } from "../../config/usual.ts";
import { packageRoot } from "../../platform/package-root.ts";
import { stateFolder, thisMachine } from "../../platform/paths.ts";
import type { Subject } from "./make.ts";
import { type BackupPlaces, backupPlaces } from "./places.ts";

/** The flags that say which hotel a command means. */
export interface HereFlags {
  readonly state?: string | undefined;
  readonly config?: string | undefined;
}

/** The hotel on this machine, for commands that need no daemon. */
export interface Here {
  readonly stateDir: string;
  readonly places: BackupPlaces;
  readonly configPath: string;
  readonly migrationsDir: string;
  /** Throws CONFIG_MISSING or CONFIG_INVALID. */
  subject(): Subject;
}

/** A hotel.yaml that is missing or broken keeps nobody from its backups: they are then looked for in the usual place. */
export function here(flags: HereFlags): Here {
  const stateDir = stateFolder(flags.state, thisMachine());
  const configPath = resolve(flags.config ?? usualConfig(stateDir));
  const root = packageRoot();
  return {
    stateDir,
    configPath,
    places: backupPlaces(stateDir, readable(configPath)?.backup.folder),
    migrationsDir: join(root, "migrations"),
    subject() {
      const { hotel } = loadHotel(configPath);
      return { hotel: { id: hotel.id, name: hotel.name }, configPath, version: versionOf(root) };
    },
  };
}

function readable(path: string): HotelConfig | undefined {
  try {
    return loadHotel(path);
  } catch {
    return undefined;
  }
}

function versionOf(root: string): string {
  return (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;
}
