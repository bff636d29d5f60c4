import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { packageRoot } from "../../../src/platform/package-root.ts";

const HERE = join(packageRoot(), "test", "store", "support");

export interface Child {
  readonly pid: number;
  /** The next line it writes; rejects when it ends instead. */
  line(): Promise<string>;
  /** Every line written so far and not read yet, after the process is gone. */
  rest(): Promise<readonly string[]>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Starts a TypeScript file of this folder in a node of its own; killed with the test. */
export function startChild(file: string, ...args: readonly string[]): Child {
  const child: ChildProcess = spawn(process.execPath, [join(HERE, file), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { pid, stdout } = child;
  if (pid === undefined || !stdout) throw new Error(`${file} did not start`);
  const gone = once(child, "close");
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await gone;
  };
  onTestFinished(kill);
  return {
    pid,
    async line() {
      const next = await lines.next();
      if (next.done) throw new Error(`${file} ended early`);
      return next.value;
    },
    async rest() {
      const all: string[] = [];
      for (let next = await lines.next(); !next.done; next = await lines.next()) all.push(next.value);
      return all;
    },
    kill,
  };
}

/** A process that owns the folder and does nothing. */
export async function startOwner(folder: string): Promise<Child> {
  const child = startChild("owning-child.ts", folder);
  await child.line();
  return child;
}
