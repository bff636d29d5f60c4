import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { execa } from "execa";
import { HotelbotError } from "../../errors.ts";
import { SERVICE } from "../systemd/unit.ts";

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** The machine that is changed. */
export interface Host {
  /** Runs a program to its end; one that does not exist or does not start has exit 127. */
  run(program: string, args: readonly string[], timeoutMs?: number): Promise<Ran>;
  /** Changes with every start of the machine. */
  bootId(): string;
  /** Who the service runs as, to try a release as; undefined when this process is not root. */
  readonly runAs: { readonly user: string; readonly group: string } | undefined;
}

export function thisHost(): Host {
  return {
    async run(program, args, timeoutMs = 300_000) {
      const result = await execa(program, args, { reject: false, timeout: timeoutMs, stdin: "ignore" });
      const err = result.stderr === "" ? (result.shortMessage ?? "") : result.stderr;
      return { exit: result.exitCode ?? 127, out: result.stdout, err };
    },
    bootId: () => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
    runAs: process.getuid?.() === 0 ? { user: "hotelbot", group: "hotelbot-admin" } : undefined,
  };
}

/** Runs a program that has to work. Throws DEPLOY_FAILED with what it said. */
export async function must(host: Host, program: string, ...args: string[]): Promise<string> {
  const { exit, out, err } = await host.run(program, args);
  if (exit === 0) return out;
  const said = lastLine(err) ?? lastLine(out) ?? `status ${exit}`;
  throw new HotelbotError("DEPLOY_FAILED", { what: `${program} ${args.join(" ")}: ${said}` });
}

export function lastLine(text: string): string | undefined {
  return text.trim().split("\n").at(-1)?.trim() || undefined;
}

/** The service as systemd has it. */
export const service = {
  start: (host: Host) => must(host, "systemctl", "start", SERVICE),
  restart: (host: Host) => must(host, "systemctl", "restart", SERVICE),
  reload: (host: Host) => must(host, "systemctl", "daemon-reload"),
  async stop(host: Host): Promise<void> {
    await must(host, "systemctl", "stop", SERVICE);
    // A unit that failed too often is refused a start until this.
    await host.run("systemctl", ["reset-failed", SERVICE]);
  },
  async active(host: Host): Promise<boolean> {
    return (await host.run("systemctl", ["is-active", "--quiet", SERVICE])).exit === 0;
  },
};

/**
 * Holds the machine for one deploy, update or uninstall at a time while `work` runs. The kernel gives it up with the
 * process, however that ends. Throws DEPLOY_BUSY.
 */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = createServer();
  await new Promise<void>((resolve, reject) => {
    lock.once("error", () => reject(new HotelbotError("DEPLOY_BUSY")));
    // An abstract name: no file is left behind.
    lock.listen(`\0hotelbot-deploy-${name}`, resolve);
  });
  lock.unref();
  try {
    return await work();
  } finally {
    lock.close();
  }
}
