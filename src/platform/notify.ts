import { execFile } from "node:child_process";
import type { Environment } from "./paths.ts";

/** What a service tells the manager that started it; without one, nothing is told and nothing fails. */
export interface Notifier {
  /** How often the manager wants to hear a beat, ms; undefined when nobody watches. */
  readonly watchdogMs: number | undefined;
  ready(status: string): Promise<void>;
  stopping(): Promise<void>;
  /** Alive, and one line for people. */
  beat(status: string): Promise<void>;
  /** One line for people, and no sign of life. */
  status(status: string): Promise<void>;
}

/**
 * Tells systemd by `systemd-notify`, a child that is gone after some 3 ms: Node has no datagram sockets of this kind,
 * and the add-on that has them must be compiled. The unit needs NotifyAccess=all. What cannot be told is told to
 * `failed`, once.
 */
export function systemdNotifier(env: Environment, failed: (why: string) => void): Notifier {
  const socket = env.NOTIFY_SOCKET;
  let told = false;
  const send = (...assignments: string[]): Promise<void> => {
    if (socket === undefined || socket === "") return Promise.resolve();
    return new Promise((resolve) => {
      execFile("systemd-notify", assignments, { env: { ...env }, timeout: 5_000 }, (error) => {
        if (error && !told) failed(error.message);
        told ||= error !== null;
        resolve();
      });
    });
  };
  const status = (text: string): string => `STATUS=${text.replace(/\s+/g, " ")}`;
  return {
    watchdogMs: watchdogMs(env),
    ready: (text) => send("READY=1", status(text)),
    stopping: () => send("STOPPING=1", status("stopping")),
    beat: (text) => send("WATCHDOG=1", status(text)),
    status: (text) => send(status(text)),
  };
}

/** `WATCHDOG_USEC`, unless it is meant for another process. */
function watchdogMs(env: Environment): number | undefined {
  const micro = Number(env.WATCHDOG_USEC);
  const mine = env.WATCHDOG_PID === undefined || Number(env.WATCHDOG_PID) === process.pid;
  return Number.isFinite(micro) && micro > 0 && mine ? micro / 1_000 : undefined;
}
