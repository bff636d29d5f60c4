import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createSandbox, type Sandbox } from "../../src/channels/whatsapp/sandbox/sandbox.ts";
import type { SandboxSettings } from "../../src/channels/whatsapp/sandbox/types.ts";
import { prepareStage, type Stage } from "../../src/ops/demo/stage.ts";
import { packageRoot } from "../../src/platform/package-root.ts";

export const BIN = join(packageRoot(), "bin", "run.js");

/** A hotel on the machine's own disk: the real daemon in a process of its own, and a WhatsApp sandbox here. */
export interface BenchHotel {
  readonly stage: Stage;
  readonly sandbox: Sandbox;
  readonly settings: SandboxSettings;
  /** Starts the daemon; answers the milliseconds until it listens. */
  start(): Promise<number>;
  stop(): Promise<void>;
  /** How many bodies each commit carried since the last call. */
  commits(): number[];
  /** Everything goes, the folder too. */
  close(): Promise<void>;
}

/** No quiet window and no ears: what is measured is the way of a message, not a wait or a model's loading. */
const SETTINGS = `
conversation: { quiet_ms: 0, quiet_longest_ms: 0 }
speech: { model: there-is-none.bin }
`;

export async function benchHotel(): Promise<BenchHotel> {
  const folder = mkdtempSync(join(tmpdir(), "hotelbot-bench-"));
  const sandbox = createSandbox({ statusMs: false, retryMs: [1000] });
  const settings = await sandbox.start();
  const stage = await prepareStage(join(folder, "state"), settings);
  appendFileSync(stage.configPath, SETTINGS);
  const journal = join(folder, "journal");
  let ended: (() => Promise<void>) | undefined;
  let read = 0;

  async function start(): Promise<number> {
    const began = performance.now();
    const log = openSync(journal, "a");
    const args = [BIN, "daemon", "run", "--log-level", "debug", "--state", stage.stateDir];
    const child = spawn(process.execPath, [...args, "--config", stage.configPath], {
      stdio: ["ignore", "pipe", log],
    });
    closeSync(log);
    const exited = once(child, "exit");
    ended = async () => {
      child.kill("SIGTERM");
      await exited;
    };
    if (!child.stdout) throw new Error("the daemon has no output");
    const listens = once(createInterface({ input: child.stdout }), "line");
    const first = await Promise.race([listens, exited.then(() => undefined)]);
    if (first === undefined) throw new Error(readFileSync(journal, "utf8").trim().split("\n").at(-1));
    return performance.now() - began;
  }

  async function stop(): Promise<void> {
    await ended?.();
    ended = undefined;
  }

  return {
    stage,
    sandbox,
    settings,
    start,
    stop,
    commits() {
      const text = readFileSync(journal, "utf8").slice(read);
      read += text.length;
      return [...text.matchAll(/"bodies":(\d+),?[^\n]*"what":"webhooks stored"/g)].map((match) =>
        Number(match[1]),
      );
    },
    async close() {
      await stop();
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
