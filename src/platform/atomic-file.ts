import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file so that after a crash or a power cut there is either the old content or all of the new: a temporary
 * file in the same folder → write → size check → fsync → rename → fsync of the folder. `mode` is the file's
 * permission bits. Rejects with the system's error and leaves nothing behind.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  mode = 0o600,
): Promise<void> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    const file = await open(temporary, "wx", mode);
    try {
      await file.writeFile(bytes);
      const { size } = await file.stat();
      if (size !== bytes.byteLength)
        throw new Error(`only ${size} of ${bytes.byteLength} bytes were written`);
      // The umask may have taken bits away that were asked for.
      await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes names created, renamed or removed in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
