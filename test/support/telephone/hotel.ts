import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, onTestFinished } from "vitest";
import { type ControlClient, createControlClient } from "../../../src/control/client.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { ADDRESS, LINE_PORT, RELAY_PORT } from "./addresses.ts";
import { type Telephone, telephone } from "./baresip.ts";

/** A hotel with a line of its own, in a network of its own. */
export interface TelephonedHotel {
  readonly control: ControlClient;
  /** What guests dial. */
  readonly uri: string;
  /** Resolves when the daemon's journal has said it. */
  logged(what: RegExp): Promise<void>;
  /** Moves the hotel's clock on. */
  pass(ms: number): void;
  telephone(number: string, account?: string): Promise<Telephone>;
  /** Ends the daemon's program of this name as the kernel does when memory is short: in the middle of its work. */
  killAtWork(name: string): Promise<void>;
}

const STAGE = join(import.meta.dirname, "stage.ts");

/** Starts the whole daemon: SIP, sound, the speech engine, voices, the house's PMS. `lossy`: behind a bad network. */
export async function telephonedHotel(network: "good" | "lossy" = "good"): Promise<TelephonedHotel> {
  const folder = await temporaryFolder();
  mkdirSync(join(folder, "secrets"), { mode: 0o700 });
  writeFileSync(join(folder, "secrets", "phone-secret"), "k3Zp9-tQw7-Lm2x-Vb8r", { mode: 0o600 });
  const script = `ip link set lo up && ip addr add ${ADDRESS}/24 dev lo && exec "$@"`;
  const program = [process.execPath, STAGE, folder, network];
  const stage = execa("unshare", ["-n", "sh", "-c", script, "sh", ...program], {
    stdin: "pipe",
    buffer: false,
    reject: false,
  });
  let journal = "";
  const waiting = new Set<() => void>();
  stage.stderr.on("data", (bytes: Buffer) => {
    journal += bytes.toString();
    if (process.env.HOTELBOT_TEST_LOG) process.stderr.write(bytes);
    for (const look of [...waiting]) look();
  });
  onTestFinished(async () => {
    stage.stdin.end();
    await stage;
  });
  const socketPath = await new Promise<string>((resolve, reject) => {
    stage.stdout.once("data", (bytes: Buffer) => resolve(bytes.toString().trim()));
    void stage.then(() => reject(new Error(`the hotel did not open: ${journal}`)));
  });
  const pid = stage.pid ?? 0;
  const logged = (what: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!what.test(journal)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    control: createControlClient([socketPath]),
    uri: `sip:700@${ADDRESS}:${network === "lossy" ? RELAY_PORT : LINE_PORT}`,
    logged,
    pass: (ms) => void stage.stdin.write(`${ms}\n`),
    telephone: async (number, account) =>
      await telephone({
        folder: await temporaryFolder(),
        control: join(folder, "baresip.sock"),
        stage: pid,
        number,
        closing: (undo) => onTestFinished(undo),
        ...(account ? { account } : {}),
      }),
    killAtWork: async (name) => {
      const child = childrenOf(pid).find((each) => words(`/proc/${each}/comm`)[0] === name);
      if (child === undefined) throw new Error(`no ${name} runs`);
      // Ticks of 10 ms in user mode: an engine that waits uses none.
      const worked = (): number => Number(words(`/proc/${child}/stat`)[13]);
      const before = worked();
      await expect.poll(worked, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before + 3);
      process.kill(child, "SIGKILL");
    },
  };
}

function words(path: string): string[] {
  try {
    return readFileSync(path, "utf8").trim().split(" ");
  } catch {
    // It ended while it was looked at.
    return [];
  }
}

/** The children, theirs too: the engine is held by a shell. */
function childrenOf(pid: number): number[] {
  const threads = existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : [];
  const own = threads.flatMap((each) =>
    words(`/proc/${pid}/task/${each}/children`).filter(Boolean).map(Number),
  );
  return own.flatMap((each) => [each, ...childrenOf(each)]);
}
