import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseHotel } from "../../config/load.ts";
import { loadSecrets, SECRET_NAMES, type SecretName } from "../../config/secrets.ts";
import type { Language } from "../../domain/language.ts";
import { asHotelbotError } from "../../errors.ts";
import { finishCopy, moveSpoken, openStaged } from "../../store/offline.ts";
import { DATABASE_FILE } from "../../store/open.ts";
import { CONFIG_FILE, type Manifest } from "../backup/format/manifest.ts";
import { type Relearned, relearn } from "./relearn.ts";
import type { RestoreOptions } from "./restore.ts";

/** A staged copy that could be swapped in. */
export interface Prepared extends Relearned {
  /** Migrations the copy needed, oldest first. */
  readonly migrated: readonly string[];
  /** What a person must see to before hotelbot starts. */
  readonly problems: readonly string[];
}

/** Brings a staged copy to this program's schema and makes it keep quiet. Throws SCHEMA_NEWER or MIGRATION_EDITED. */
export async function prepare(
  options: RestoreOptions,
  folder: string,
  manifest: Manifest,
): Promise<Prepared> {
  const { clock, ids, migrationsDir, stateDir } = options;
  const config = await configOf(folder);
  const opened = openStaged(folder, { clock, ids, migrationsDir });
  let relearned: Relearned;
  try {
    relearned = relearn(opened.store, {
      backup: manifest.madeAt,
      language: config.language,
      at: clock.now(),
    });
  } finally {
    opened.close();
  }
  const database = join(folder, DATABASE_FILE);
  moveSpoken(database, manifest.stateDir, stateDir);
  finishCopy(database);
  const problems = [...config.problems, ...missingSecrets(stateDir, config.secrets)];
  return { ...relearned, migrated: opened.migrated, problems };
}

async function configOf(
  folder: string,
): Promise<{ language: Language; secrets: readonly SecretName[]; problems: readonly string[] }> {
  const path = join(folder, CONFIG_FILE);
  if (!existsSync(path))
    return { language: "es", secrets: [], problems: ["The backup holds no hotel.yaml."] };
  try {
    const { hotel, whatsapp, pms } = parseHotel(await readFile(path, "utf8"), CONFIG_FILE);
    const secrets = SECRET_NAMES.filter((name) =>
      name.startsWith("whatsapp-") ? whatsapp !== undefined : pms.kind !== "house",
    );
    return { language: hotel.defaultLanguage, secrets, problems: [] };
  } catch (thrown) {
    // An older file may use words this program has no longer: the guests' data is no less worth bringing back.
    return { language: "es", secrets: [], problems: [asHotelbotError(thrown).message] };
  }
}

/** Secrets are in no backup. */
function missingSecrets(stateDir: string, needed: readonly SecretName[]): readonly string[] {
  const secrets = loadSecrets(stateDir);
  const has = (name: SecretName): boolean => {
    try {
      return secrets.has(name);
    } catch {
      return false;
    }
  };
  return needed
    .filter((name) => !has(name))
    .map((name) => `The secret «${name}» is not set on this machine.`);
}
