import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { control } from "../../control/connect.ts";
import { asHotelbotError, HotelbotError } from "../../errors.ts";
import type { NewKeyAnswer } from "./answers.ts";
import type { ControlFlags } from "./commands.ts";
import { here } from "./here.ts";
import { type BackupKeys, changeKeys, generateKey, type KeyChange, readKeys } from "./keys.ts";

/** The keys in force. */
export async function keysNow(flags: ControlFlags): Promise<BackupKeys> {
  return readKeys(here(flags).places);
}

/**
 * Makes a key, puts its public half in force, and answers the private half, which is nowhere else: not in the daemon,
 * not on the disk unless `save` names a file. Throws BACKUP_KEY_EXISTS.
 */
export async function newKey(
  flags: ControlFlags,
  wish: { readonly replace: boolean; readonly drill: boolean; readonly save: string | undefined },
): Promise<NewKeyAnswer> {
  const key = await generateKey();
  const savedTo = wish.save === undefined ? null : resolve(wish.save);
  // Before it is in force: a backup nobody can open would be worse than a file too many.
  if (savedTo !== null) await save(savedTo, key.identity);
  const how = wish.replace ? "replace" : "new";
  const { drill } = await putInForce(flags, { recipient: key.recipient, how, drill: wish.drill });
  return { ...key, savedTo, drill };
}

/** Lets one more key open what is written from now on, one made elsewhere for instance. */
export async function addKey(flags: ControlFlags, recipient: string): Promise<BackupKeys> {
  return putInForce(flags, { recipient, how: "add" });
}

/** By the daemon when one runs: the files are its own. */
async function putInForce(flags: ControlFlags, change: KeyChange): Promise<BackupKeys> {
  try {
    return await control(flags).backupKeys(change);
  } catch (thrown) {
    if (asHotelbotError(thrown).code !== "DAEMON_NOT_RUNNING") throw thrown;
    return changeKeys(here(flags).places, change);
  }
}

async function save(path: string, identity: string): Promise<void> {
  try {
    await writeFile(path, `${identity}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    const what = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new HotelbotError("FILE_UNREADABLE", { path, what }, { cause: error });
  }
}
