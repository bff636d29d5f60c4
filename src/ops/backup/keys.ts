import { readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { HotelbotError } from "../../errors.ts";
import { writeFileAtomic } from "../../platform/atomic-file.ts";
import { fingerprint } from "./format/header.ts";
import { type BackupPlaces, ownedLikeState, privateFolder } from "./places.ts";

/** What backups are encrypted to. Empty lists before a key is made. */
export interface BackupKeys {
  /** Of the emergency kits. */
  readonly recipients: readonly string[];
  readonly fingerprints: readonly string[];
  /** The fingerprint of this machine's own drill identity, if it has one. */
  readonly drill: string | null;
}

/** The identity is shown to a person once and kept nowhere here. */
export interface NewKey {
  readonly identity: string;
  readonly recipient: string;
  readonly fingerprint: string;
}

/** Of the classic kind (X25519): Debian's age 1.1 opens what is encrypted to it. */
export async function generateKey(): Promise<NewKey> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  return { identity, recipient, fingerprint: fingerprint(recipient) };
}

/** Throws BACKUP_KEY_INVALID when a line of the file is none. */
export async function readKeys(places: BackupPlaces): Promise<BackupKeys> {
  const recipients = (await linesOf(places.recipients)).map(checkedRecipient);
  const drill = await drillRecipient(places);
  return {
    recipients,
    fingerprints: recipients.map(fingerprint),
    drill: drill === undefined ? null : fingerprint(drill),
  };
}

/** Everything a backup is encrypted to, the drill included. Throws BACKUP_KEY_MISSING without an emergency kit. */
export async function encryptionKeys(places: BackupPlaces): Promise<readonly string[]> {
  const { recipients } = await readKeys(places);
  if (recipients.length === 0) throw new HotelbotError("BACKUP_KEY_MISSING");
  const drill = await drillRecipient(places);
  return drill === undefined ? recipients : [...recipients, drill];
}

/** How a key is put in force. */
export interface KeyChange {
  readonly recipient: string;
  /** `new`: none may be there. `replace`: the only one from now on. `add`: one more that opens what is written. */
  readonly how: "new" | "replace" | "add";
  /** Whether this machine keeps an identity of its own for the weekly drill; missing: as before, at first it does. */
  readonly drill?: boolean | undefined;
}

/**
 * Puts a recipient in force, and makes or removes the drill's own identity, which is always a new one. Throws
 * BACKUP_KEY_INVALID or BACKUP_KEY_EXISTS.
 */
export async function changeKeys(places: BackupPlaces, change: KeyChange): Promise<BackupKeys> {
  const recipient = checkedRecipient(change.recipient);
  const before = await readKeys(places);
  if (change.how === "new" && before.recipients.length > 0) {
    throw new HotelbotError("BACKUP_KEY_EXISTS", { fingerprints: before.fingerprints.join(", ") });
  }
  const recipients = change.how === "add" ? [...new Set([...before.recipients, recipient])] : [recipient];
  const folder = dirname(places.recipients);
  privateFolder(places.stateDir, places.stateDir);
  privateFolder(folder, places.stateDir);
  const lines = recipients.map((each) => `# ${fingerprint(each)}\n${each}\n`).join("");
  await writeOwned(places, places.recipients, `# hotelbot encrypts its backups to these.\n${lines}`);
  const drill = change.drill ?? (before.recipients.length === 0 || before.drill !== null);
  if (!drill) await rm(places.drillIdentity, { force: true });
  else if (before.drill === null) {
    const { identity } = await generateKey();
    const note = "# Opens this machine's backups for the weekly drill. Never copy it anywhere.\n";
    await writeOwned(places, places.drillIdentity, `${note}${identity}\n`);
  }
  return readKeys(places);
}

/** The identities in a file: the kit as it was printed will do. Throws FILE_UNREADABLE or BACKUP_KEY_INVALID. */
export async function readIdentities(path: string): Promise<readonly string[]> {
  const text = await textOf(path);
  if (text === undefined) throw new HotelbotError("FILE_UNREADABLE", { path, what: "ENOENT" });
  const identities = text.match(/AGE-SECRET-KEY-1[0-9A-Z]+/g) ?? [];
  if (identities.length === 0) throw new HotelbotError("BACKUP_KEY_INVALID", { what: `What ${path} holds` });
  for (const identity of identities) {
    await identityToRecipient(identity).catch((error: unknown) => {
      throw new HotelbotError("BACKUP_KEY_INVALID", { what: `An identity in ${path}` }, { cause: error });
    });
  }
  return identities;
}

/** The drill's identity as a list to open backups with; empty when there is none. */
export async function drillIdentities(places: BackupPlaces): Promise<readonly string[]> {
  return (await textOf(places.drillIdentity)) === undefined ? [] : readIdentities(places.drillIdentity);
}

async function drillRecipient(places: BackupPlaces): Promise<string | undefined> {
  const [identity] = await drillIdentities(places);
  return identity === undefined ? undefined : identityToRecipient(identity);
}

function checkedRecipient(recipient: string): string {
  try {
    new Encrypter().addRecipient(recipient);
    return recipient;
  } catch (error) {
    throw new HotelbotError("BACKUP_KEY_INVALID", { what: `«${recipient}»` }, { cause: error });
  }
}

async function linesOf(path: string): Promise<readonly string[]> {
  return ((await textOf(path)) ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Undefined for a file that is not there; one that may not be read is another matter. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const what = (error as NodeJS.ErrnoException).code ?? String(error);
    if (what === "ENOENT") return undefined;
    throw new HotelbotError("FILE_UNREADABLE", { path, what }, { cause: error });
  }
}

async function writeOwned(places: BackupPlaces, path: string, text: string): Promise<void> {
  await writeFileAtomic(path, text);
  ownedLikeState(path, places.stateDir);
}
