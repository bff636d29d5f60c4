import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where an installed service keeps its state (systemd's StateDirectory). */
export const SYSTEM_STATE = "/var/lib/hotelbot";

/** What the lookup asks the machine; given so that tests need no root. */
export interface Machine {
  readonly env: Environment;
  readonly home: string;
  /** True for a folder this process may write into. */
  writable(folder: string): boolean;
}

export function thisMachine(): Machine {
  return { env: process.env, home: homedir(), writable };
}

/** The folder under which people's programs keep state: `$XDG_STATE_HOME`, else `~/.local/state`. */
export function stateHome(machine: Machine): string {
  const given = machine.env.XDG_STATE_HOME;
  return given?.startsWith("/") ? given : join(machine.home, ".local", "state");
}

/** The state folder of the demonstration, apart from a real hotel's. */
export function demoStateFolder(machine: Machine): string {
  return join(stateHome(machine), "hotelbot-demo");
}

/**
 * The state folder, absolute: `given` (the flag), else `HOTELBOT_STATE`, else /var/lib/hotelbot when it exists and may
 * be written, else `hotelbot` in {@link stateHome}. It need not exist yet.
 */
export function stateFolder(given: string | undefined, machine: Machine): string {
  const named = given ?? nonEmpty(machine.env.HOTELBOT_STATE);
  if (named !== undefined) return resolve(named);
  return machine.writable(SYSTEM_STATE) ? SYSTEM_STATE : join(stateHome(machine), "hotelbot");
}

export function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
