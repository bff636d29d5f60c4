import { chmod, chown, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { asHotelbotError } from "../../errors.ts";
import { isOpen } from "../checks/permissions.ts";
import { privatePaths } from "./machine.ts";

export interface Fix {
  /** `made …` or `closed …`, in a sentence. */
  readonly what: string;
  readonly done: boolean;
  /** Why it could not be done. */
  readonly why?: string;
}

/** Folders hotelbot would make by itself; made here, they are the state folder's owner's. */
const FOLDERS = ["secrets", "media", "logs"];

/**
 * Carries out the cures that can harm nobody: folders that are missing are made, what others may open is closed to
 * them. Never rejects; what could not be done says why.
 */
export async function fix(stateDir: string): Promise<Fix[]> {
  const fixes: Fix[] = [];
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      fixes.push({ what, done: true });
    } catch (thrown) {
      const { cause } = asHotelbotError(thrown);
      fixes.push({ what, done: false, why: cause instanceof Error ? cause.message : String(thrown) });
    }
  };
  for (const folder of [stateDir, ...FOLDERS.map((name) => join(stateDir, name))]) {
    const there = await stat(folder).catch(() => undefined);
    if (!there) await attempt(`made ${folder}`, () => make(folder, stateDir));
  }
  for (const each of await privatePaths(stateDir)) {
    if (isOpen(each)) {
      await attempt(`closed ${each.path} to others`, () => chmod(each.path, (each.mode ?? 0) & 0o700));
    }
  }
  return fixes;
}

async function make(folder: string, stateDir: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (folder === stateDir || process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(stateDir);
  await chown(folder, uid, gid);
}
