import { spawn } from "node:child_process";
import { HotelbotError } from "../../../src/errors.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { inputEvents } from "./input-events.ts";

export interface ButtonOptions {
  /** An input device, `/dev/input/by-id/…-event-kbd`, or a pipe with the same records. */
  readonly path: string;
  /** The key that counts; missing: every one. */
  readonly key?: number;
}

/** A button somebody holds to speak. */
export interface Button {
  down(): boolean;
  /** Why it cannot be read now; undefined when it can, or may. */
  trouble(): HotelbotError | undefined;
  stop(): void;
}

/** One that was pulled out, or a pipe whose writer left, is opened again. */
const AGAIN_MS = 1_000;

/**
 * Reads a button through a `cat` of its own: reading a device waits in the kernel, and no thread of this process may. What
 * is unplugged is up. Never throws; `pressed` is told of each press once.
 */
export function openButton({ path, key }: ButtonOptions, clock: Clock, pressed: () => void): Button {
  const held = new Set<number>();
  let trouble: HotelbotError | undefined;
  let stopped = false;
  let end = (): void => undefined;

  function open(): void {
    const read = inputEvents();
    const cat = spawn("cat", ["--", path], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    cat.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(-300).trim();
    });
    cat.stdout.on("data", (chunk: Buffer) => {
      trouble = undefined;
      for (const { code, down } of read(chunk)) {
        if (key !== undefined && code !== key) continue;
        const first = down && held.size === 0;
        if (down) held.add(code);
        else held.delete(code);
        if (first) pressed();
      }
    });
    const over = (why: string | undefined): void => {
      held.clear();
      if (stopped) return;
      trouble = why === undefined ? undefined : new HotelbotError("AUDIO_BUTTON", { what: why });
      const cancel = clock.after(AGAIN_MS, open);
      end = cancel;
    };
    cat.once("error", (error) => over(error.message));
    cat.once("close", (code, signal) => {
      if (cat.pid !== undefined)
        over(code === 0 ? undefined : said || `reading it ended with ${signal ?? code}`);
    });
    end = () => void cat.kill();
  }
  open();

  return {
    down: () => held.size > 0,
    trouble: () => trouble,
    stop: () => {
      stopped = true;
      end();
    },
  };
}
