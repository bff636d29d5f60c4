import { spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Order, Report } from "./protocol.ts";
import { openWire, type Wire } from "./wire.ts";

/** A line process that runs. `exited` settles with how it ended. */
export interface LineProcess {
  readonly pid: number;
  readonly wire: Wire<Order, Report>;
  readonly exited: Promise<string>;
  kill(): void;
}

/** Starts the line's own process. It ends by itself when the wire closes, so it never outlives the daemon. */
export function spawnLine(): LineProcess {
  const program = import.meta.url.endsWith(".ts") ? "./main.ts" : "./main.js";
  const child = spawn(process.execPath, [fileURLToPath(new URL(program, import.meta.url))], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const wire = openWire<Order, Report>(child.stdio[3] as Duplex);
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(`it ended with ${signal ?? `status ${code}`}`));
  });
  return { pid: child.pid ?? 0, wire, exited, kill: () => void child.kill("SIGKILL") };
}
