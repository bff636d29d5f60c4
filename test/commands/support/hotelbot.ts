import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { demoHotelPath } from "../../../src/config/load.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";

const BIN = join(packageRoot(), "bin", "run.js");
/** Nothing of the machine's own hotelbot is found, and nothing is coloured. */
const ENV = { HOTELBOT_STATE: "", HOTELBOT_SOCKET: "", NO_COLOR: "1", DEBUG: "" };

export interface Ran {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as it is installed: bin/run.js on what was built. `input` is typed into it. */
export async function hotelbot(args: readonly string[], input = ""): Promise<Ran> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [BIN, ...args], {
    input,
    env: ENV,
    reject: false,
  });
  return { exitCode, stdout, stderr };
}

export interface RunningDaemon {
  readonly readyLine: string;
  /** Sends the signal; the exit code, or null when it died of it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** `hotelbot daemon run` on a state folder, once it says that it is ready. Rejects when it ends before. */
export async function runningDaemon(state: string, args: readonly string[] = []): Promise<RunningDaemon> {
  const child: ChildProcess = spawn(process.execPath, [BIN, "daemon", "run", "--state", state, ...args], {
    env: { ...process.env, ...ENV },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let journal = "";
  child.stderr?.on("data", (chunk) => {
    journal += chunk;
  });
  if (!child.stdout) throw new Error("the daemon has no output");
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    exited.then(() => []),
  ])) as string[];
  if (line === undefined) throw new Error(`the daemon ended: ${journal}`);
  return {
    readyLine: line,
    async end(signal) {
      child.kill(signal);
      const [code] = await exited;
      return code as number | null;
    },
  };
}

/** Writes the demo hotel into a state folder, without ears: a model is loaded for nobody here. */
export function demoHotel(state: string, more = ""): void {
  mkdirSync(state, { recursive: true });
  const yaml = `${readFileSync(demoHotelPath(), "utf8")}\nspeech: { model: there-is-none.bin }\n${more}`;
  writeFileSync(join(state, "hotel.yaml"), yaml);
}

/** Every line as JSON. */
export function jsonLines(text: string): unknown[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
}
