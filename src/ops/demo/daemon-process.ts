import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { HotelbotError } from "../../errors.ts";
import { packageRoot } from "../../platform/package-root.ts";
import type { Stage } from "./stage.ts";

/** The real daemon as a process of its own, so that it can die as a machine dies. */
export interface DaemonProcess {
  /** Resolves when it listens, with the milliseconds that took. Rejects with what its journal says last. */
  start(): Promise<number>;
  /** SIGKILL: what a power cut leaves. */
  kill(): Promise<void>;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
  readonly journal: string;
}

export function daemonProcess(stage: Stage): DaemonProcess {
  const journal = join(stage.stateDir, "daemon.log");
  let child: ChildProcess | undefined;

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null)
      return running?.exitCode ?? null;
    const exited = once(running, "exit");
    running.kill(signal);
    await exited;
    return running.exitCode;
  }

  return {
    journal,
    async start() {
      const began = performance.now();
      const log = openSync(journal, "a");
      const run = join(packageRoot(), "bin", "run.js");
      const args = [run, "daemon", "run", "--state", stage.stateDir, "--config", stage.configPath];
      const started = spawn(process.execPath, args, { stdio: ["ignore", "pipe", log] });
      closeSync(log);
      child = started;
      await ready(started, journal);
      return performance.now() - began;
    },
    async kill() {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
  };
}

function ready(child: ChildProcess, journal: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => {
      const last = readFileSync(journal, "utf8").trim().split("\n").slice(-3).join(" ");
      reject(new HotelbotError("INTERNAL", { what: `the daemon ended at once: ${last}` }));
    };
    child.once("exit", gone);
    child.once("error", reject);
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith("hotelbot is ready")) return;
      child.off("exit", gone);
      resolve();
    });
  });
}
