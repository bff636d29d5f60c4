import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { listedSum } from "../../../audio/ears/model-file.ts";
import { HotelbotError } from "../../errors.ts";

/** A path instead of an address: a folder of models on a disk, a stick or the hotel's own server. */
export function inMirror(source: string): boolean {
  return !/^https?:/i.test(source);
}

/** The sum the mirror's own SHA256SUMS gives. Rejects with REQUEST_INVALID where it gives none. */
export async function mirrorSum(source: string): Promise<string> {
  const sum = inMirror(source) ? await listedSum(source) : undefined;
  if (sum !== undefined) return sum;
  const where = inMirror(source) ? `no SHA256SUMS beside ${source} lists it` : "a download needs its sum";
  throw new HotelbotError("REQUEST_INVALID", { what: `${where}: say --sha256` });
}

/** Copies a model, chunk by chunk. Rejects with FILE_UNREADABLE. */
export async function copyFromMirror(
  source: string,
  part: string,
  options: {
    readonly enoughSpace: (bytes: number) => Promise<void>;
    readonly onProgress?: ((received: number, total: number) => void) | undefined;
  },
): Promise<void> {
  const found = await stat(source).catch((cause: Error) => {
    throw new HotelbotError("FILE_UNREADABLE", { path: source, what: cause.message }, { cause });
  });
  await options.enoughSpace(found.size);
  const file = await open(part, "w");
  let received = 0;
  try {
    for await (const chunk of createReadStream(source, { highWaterMark: 1024 * 1024 })) {
      await file.write(chunk as Buffer);
      received += (chunk as Buffer).length;
      options.onProgress?.(received, found.size);
    }
  } finally {
    await file.close();
  }
}
