import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SandboxSettings } from "../../../src/channels/whatsapp/sandbox/types.ts";
import { prepareStage, type Stage } from "../../../src/ops/demo/stage.ts";
import type { After } from "./daemon.ts";

/** A SIGKILL loses nothing of the page cache, so rounds need no disk. */
const MEMORY = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** Added to the demo hotel: answers come quickly, and no speech engine is started over and over. */
const HASTE = `
conversation:
  quiet_ms: 60
  quiet_longest_ms: 400
speech:
  model: there-is-none.bin
`;

export interface StageOptions {
  /** Where the state folder is made; memory when missing. */
  readonly parent?: string;
  /** Where the daemon finds WhatsApp, when not at the sandbox itself. */
  readonly graphUrl?: string;
}

/** A hotel of its own, wired to a sandbox, gone at the end. */
export async function temporaryStage(
  settings: SandboxSettings,
  after: After,
  options: StageOptions = {},
): Promise<Stage> {
  const folder = mkdtempSync(join(options.parent ?? MEMORY, "hotelbot-fault-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const baseUrl = options.graphUrl ?? settings.baseUrl;
  const stage = await prepareStage(join(folder, "state"), { ...settings, baseUrl });
  const port = new URL(stage.webhookUrl).port;
  const quiet = await quietPort();
  const text = readFileSync(stage.configPath, "utf8").replace(`port: ${port}`, `port: ${quiet}`);
  writeFileSync(stage.configPath, text);
  appendFileSync(stage.configPath, HASTE);
  return { ...stage, webhookUrl: stage.webhookUrl.replace(`:${port}/`, `:${quiet}/`) };
}

/**
 * A free port below those the kernel gives to outgoing connections (32768 up on Linux): while a killed daemon's port
 * has no owner, a connection of somebody's could come to stand on it, even the sandbox's own to itself.
 */
async function quietPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
