import { chmod, type FileHandle, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { onTestFinished, vi } from "vitest";
import { EVENT_BYTES } from "../../../../audio/line/soundcard/input-events.ts";
import { toBytes } from "../../../../audio/pcm/level.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

/** One record of the kernel's; a key unless `type` says otherwise. */
export function inputEvent(event: { type?: number; code: number; value: number }): Buffer {
  const bytes = Buffer.alloc(EVENT_BYTES);
  bytes.writeBigInt64LE(1_770_000_000n, 0);
  bytes.writeUInt16LE(event.type ?? 1, 16);
  bytes.writeUInt16LE(event.code, 18);
  bytes.writeInt32LE(event.value, 20);
  return bytes;
}

/** A pipe in a file. Opened for both ways, so that neither end waits for the other. */
export async function pipe(path: string): Promise<FileHandle> {
  await execa("mkfifo", [path]);
  const end = await open(path, "r+");
  onTestFinished(() => end.close());
  return end;
}

/** A handset without a sound card: what its microphone hears is written by the test, and what it plays is thrown away. */
export interface Handset {
  readonly button: string;
  /** Keys that go down and up at once, in this order: they are read together. */
  keys(...events: readonly (readonly [code: number, way: "down" | "up"])[]): Promise<void>;
  /** A second of loud sound at the microphone, in 50 frames. */
  noise(): Promise<void>;
}

export async function handset(): Promise<Handset> {
  const folder = await temporaryFolder();
  const program = async (name: string, text: string): Promise<void> => {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  };
  const microphone = join(folder, "microphone");
  const button = join(folder, "button");
  const sound = await pipe(microphone);
  const key = await pipe(button);
  await program("arecord", `exec cat "${microphone}"`);
  await program("aplay", "exec cat > /dev/null");
  vi.stubEnv("PATH", `${folder}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const loud = Int16Array.from({ length: 16_000 }, (_, index) => (index % 2 === 0 ? 9_000 : -9_000));
  return {
    button,
    keys: async (...events) => {
      const records = events.map(([code, way]) => inputEvent({ code, value: way === "down" ? 1 : 0 }));
      await key.write(Buffer.concat(records));
    },
    noise: async () => void (await sound.write(toBytes(loud))),
  };
}
