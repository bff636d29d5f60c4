import { createHash } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { HotelbotError } from "../errors.ts";
import { demoStateFolder, type Machine, nonEmpty, stateFolder } from "../platform/paths.ts";

/** Where the service's unit puts the socket (systemd's RuntimeDirectory). */
export const SYSTEM_SOCKET = "/run/hotelbot/control.sock";

/** The kernel takes 107 bytes of path; some libraries cut at fewer. */
const LONGEST = 100;

/**
 * The control socket of a state folder; daemon and commands both ask here, so that they meet. A path too long for a
 * socket becomes a short one under /tmp named by a hash of the state folder. Not under XDG_RUNTIME_DIR: a daemon
 * started from a session and a command started by cron see different ones.
 */
export function controlSocket(state: string): string {
  const folder = resolve(state);
  const direct = join(folder, "control.sock");
  if (Buffer.byteLength(direct) <= LONGEST) return direct;
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 20);
  return join("/tmp", `hotelbot-${name}`, "control.sock");
}

/**
 * The sockets a command tries, in order. Whoever names one by flag or environment means that one alone; otherwise the
 * service's, the usual state folder's and the demonstration's.
 */
export function socketCandidates(
  flags: { readonly socket?: string | undefined; readonly state?: string | undefined },
  machine: Machine,
): readonly string[] {
  if (flags.socket !== undefined) return [resolve(flags.socket)];
  if (flags.state !== undefined) return [controlSocket(flags.state)];
  const socket = nonEmpty(machine.env.HOTELBOT_SOCKET);
  if (socket !== undefined) return [resolve(socket)];
  const state = nonEmpty(machine.env.HOTELBOT_STATE);
  if (state !== undefined) return [controlSocket(state)];
  const usual = [stateFolder(undefined, machine), demoStateFolder(machine)].map(controlSocket);
  return [SYSTEM_SOCKET, ...usual];
}

/**
 * Makes the folder a socket will lie in, 0700 when it is new. Throws STATE_UNUSABLE when somebody else owns it or may
 * write into it: under /tmp anybody could have put it there to listen in our place.
 */
export function ensureSocketFolder(socket: string, uid: number | undefined = process.getuid?.()): void {
  const folder = dirname(socket);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new HotelbotError("STATE_UNUSABLE", { path: folder, what: String(error) }, { cause: error });
  }
  if (!folder.startsWith("/tmp/hotelbot-")) return;
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new HotelbotError("STATE_UNUSABLE", { path: folder, what: "it belongs to somebody else" });
  }
}
