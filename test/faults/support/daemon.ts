import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Stage } from "../../../src/ops/demo/stage.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";

const CHILD = join(packageRoot(), "test", "faults", "support", "daemon-child.ts");

/** Takes what is to be undone at the end: vitest's onTestFinished, or a round's own list. */
export type After = (undo: () => unknown) => void;

export type StatePaths = Pick<Stage, "stateDir" | "configPath">;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Daemon {
  readonly pid: number;
  /** True when it listens; false when it ended before. */
  readonly listening: Promise<boolean>;
  readonly ended: Promise<Ended>;
  /** SIGKILL, sent before this returns. */
  kill(): void;
  /** SIGTERM; how it ended. */
  stop(): Promise<Ended>;
  /** Its journal so far. */
  journal(): string;
  /** Resolves when the journal says so. */
  said(what: string): Promise<void>;
}

/** Starts the daemon in a process of its own; see daemon-child.ts for `dieAt`. `env` is added to its environment. */
export function startDaemon(
  stage: StatePaths,
  after: After,
  dieAt = "",
  env: Readonly<Record<string, string>> = {},
): Daemon {
  const child: ChildProcess = spawn(process.execPath, [CHILD, stage.stateDir, stage.configPath, dieAt], {
    stdio: ["ignore", "pipe", "pipe"],
    // Half of what a start costs from source is compiling it: 0.9 s of 2.0, once here instead of at each start.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "hotelbot-test-compiled"), ...env },
  });
  const { pid, stdout, stderr } = child;
  if (pid === undefined || !stdout || !stderr) throw new Error("the daemon did not start");
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal }) as Ended);
  const out = createInterface({ input: stdout });
  const listening = Promise.race([
    once(out, "line").then(([line]) => String(line).startsWith("hotelbot is ready")),
    ended.then(() => false),
  ]);
  const lines: string[] = [];
  const err = createInterface({ input: stderr }).on("line", (line) => lines.push(line));
  after(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    pid,
    listening,
    ended,
    kill: () => void child.kill("SIGKILL"),
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
    journal: () => lines.join("\n"),
    said: (what) =>
      new Promise((resolve) => {
        const says = (line: string): boolean => line.includes(`"what":"${what}"`);
        if (lines.some(says)) resolve();
        else err.on("line", (line) => (says(line) ? resolve() : undefined));
      }),
  };
}
