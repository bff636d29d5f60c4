import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isWeakSecret, type SecretName } from "../../config/secrets.ts";
import { HotelbotError } from "../../errors.ts";
import { syncFolder, writeFileAtomic } from "../../platform/atomic-file.ts";

/** The secrets that two values may hold at once, so that Meta and the hotel need not change at the same instant. */
export const OVERLAPPING: readonly SecretName[] = ["whatsapp-app-secret", "whatsapp-verify-token"];

/** Sets a secret, 0600 and its state folder's owner's. Throws SECRET_WEAK, STATE_UNUSABLE. */
export async function setSecret(stateDir: string, name: SecretName, value: string): Promise<void> {
  await write(stateDir, name, name, value);
}

/** Puts a new value beside the one in force: both are accepted. Throws REQUEST_INVALID, SECRET_MISSING, SECRET_WEAK. */
export async function beginRotation(stateDir: string, name: SecretName, value: string): Promise<void> {
  mustOverlap(name);
  const path = join(stateDir, "secrets", name);
  if (!existsSync(path)) throw new HotelbotError("SECRET_MISSING", { name, path });
  if ((await readFile(path, "utf8")).trimEnd() === value) {
    throw new HotelbotError("REQUEST_INVALID", { what: `the value given is the one «${name}» has already` });
  }
  await write(stateDir, name, `${name}.next`, value);
}

/** Makes the new value the only one. Throws NOT_FOUND when no new value was put there. */
export async function finishRotation(stateDir: string, name: SecretName): Promise<void> {
  const next = nextOf(stateDir, name);
  await rename(next, join(stateDir, "secrets", name));
  await syncFolder(dirname(next));
}

/** Drops the new value: the one in force stays. Throws NOT_FOUND. */
export async function cancelRotation(stateDir: string, name: SecretName): Promise<void> {
  const next = nextOf(stateDir, name);
  await rm(next);
  await syncFolder(dirname(next));
}

function nextOf(stateDir: string, name: SecretName): string {
  mustOverlap(name);
  const next = join(stateDir, "secrets", `${name}.next`);
  if (!existsSync(next))
    throw new HotelbotError("NOT_FOUND", { what: `new value beside the secret «${name}»` });
  return next;
}

function mustOverlap(name: SecretName): void {
  if (OVERLAPPING.includes(name)) return;
  const what = `«${name}» has one value at a time; hotelbot secrets set ${name} replaces it at once`;
  throw new HotelbotError("REQUEST_INVALID", { what });
}

async function write(stateDir: string, name: SecretName, file: string, value: string): Promise<void> {
  const folder = join(stateDir, "secrets");
  const path = join(folder, file);
  if (isWeakSecret(value, name)) throw new HotelbotError("SECRET_WEAK", { name, path });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFileAtomic(path, `${value}\n`, 0o600);
    // Root sets it; the service's user reads it.
    if (process.getuid?.() === 0) {
      const { uid, gid } = await stat(stateDir);
      await chown(folder, uid, gid);
      await chown(path, uid, gid);
    }
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new HotelbotError("STATE_UNUSABLE", { path: folder, what }, { cause: error });
  }
}
