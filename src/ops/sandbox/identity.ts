import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HotelbotError } from "../../errors.ts";
import { writeFileAtomic } from "../../platform/atomic-file.ts";
import type { Ids } from "../../platform/ids.ts";

/** What hotel.yaml and the secrets of a hotel on the sandbox hold; the same at every start. */
export interface SandboxIdentity {
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly token: string;
  /** Of the webhook. */
  readonly path: string;
}

/** Reads `sandbox.json` in the folder, or draws new secrets and writes it (0600). Rejects with STATE_UNUSABLE. */
export async function sandboxIdentity(folder: string, ids: Ids): Promise<SandboxIdentity> {
  const file = join(folder, "sandbox.json");
  const kept = readKept(file);
  if (kept) return kept;
  const identity = {
    appSecret: ids.secret(16),
    verifyToken: ids.secret(16),
    token: `EAA${ids.secret(24)}`,
    path: `/webhooks/whatsapp/${ids.secret(12)}`,
  };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await writeFileAtomic(file, `${JSON.stringify(identity, null, 2)}\n`, 0o600);
  } catch (error) {
    throw new HotelbotError("STATE_UNUSABLE", { path: folder, what: String(error) }, { cause: error });
  }
  return identity;
}

function readKept(file: string): SandboxIdentity | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as Partial<Record<keyof SandboxIdentity, unknown>>;
    const { appSecret, verifyToken, token, path } = kept;
    const all = [appSecret, verifyToken, token, path];
    if (!all.every((value) => typeof value === "string" && value !== "")) return undefined;
    return { appSecret, verifyToken, token, path } as SandboxIdentity;
  } catch {
    return undefined;
  }
}
