import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { ChannelName } from "../domain/message.ts";
import type { Store } from "../store/contract.ts";

/** Reads a proof of payment as the guest sent it, while it is kept. */
export function depositProof(store: Store, stateDir: string) {
  const media = join(stateDir, "media");
  return async (deposit: number, index: number): Promise<{ readonly bytes: Uint8Array } | undefined> => {
    const proof = store.deposits.get(deposit)?.media[index];
    const file = proof && store.media.get(proof.channel as ChannelName, proof.mediaId);
    if (!file) return undefined;
    const path = join(stateDir, file.path);
    // Paths are ours; a database that was tampered with still opens nothing else.
    if (relative(media, path).startsWith("..")) return undefined;
    const bytes = await readFile(path).catch(() => undefined);
    return bytes && { bytes };
  };
}
