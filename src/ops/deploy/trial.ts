import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { copyData, TRIAL } from "./data.ts";
import { type Host, lastLine, must } from "./host.ts";
import type { Places } from "./places.ts";
import { programOf } from "./release.ts";

const PATIENCE_MS = 180_000;

/**
 * Starts a release on a copy of the database in `data` with its doors shut, as the service's user, and stops it again. Answers why
 * it does not start, or undefined when it does. For a stopped service: the live data is only read.
 */
export async function tryRelease(
  places: Places,
  host: Host,
  root: string,
  data: string,
): Promise<string | undefined> {
  const folder = join(places.state, TRIAL);
  try {
    await copyData(host, data, folder);
    await copySecrets(places, host, folder);
    return await startAndStop(places, host, root, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startAndStop(
  places: Places,
  host: Host,
  root: string,
  folder: string,
): Promise<string | undefined> {
  const socket = join(folder, "control.sock");
  const daemon = [...programOf(root), "daemon", "run", "--state", folder, "--socket", socket];
  const [program = "", ...args] = [...asUser(host), ...daemon, "--config", places.config];
  const child = execa(program, args, {
    env: { HOTELBOT_DOORS: "shut", NOTIFY_SOCKET: undefined, CREDENTIALS_DIRECTORY: undefined },
    cwd: "/",
    stdin: "ignore",
    reject: false,
    timeout: PATIENCE_MS,
    forceKillAfterDelay: 20_000,
  });
  let ready = false;
  child.stdout.on("data", (chunk: Buffer) => {
    if (ready || !chunk.toString().includes("hotelbot is ready")) return;
    ready = true;
    child.kill("SIGTERM");
  });
  const { stderr, exitCode, shortMessage } = await child;
  if (ready && exitCode === 0) return undefined;
  const said = stderr.split("\n").find((line) => /^[A-Z]+(?:_[A-Z]+)+: |Error/.test(line));
  return said?.trim() ?? lastLine(stderr) ?? shortMessage ?? "it says nothing";
}

function asUser({ runAs }: Host): readonly string[] {
  if (!runAs) return [];
  const ids = ["--reuid", runAs.user, "--regid", runAs.group, "--clear-groups"];
  return ["setpriv", ...ids, "--no-new-privs", "--"];
}

/** The daemon wants its secrets before it starts; systemd hands them over only to the service. */
async function copySecrets(places: Places, host: Host, folder: string): Promise<void> {
  const secrets = join(folder, "secrets");
  await must(host, "mkdir", "--mode=0700", secrets);
  for (const from of [join(places.state, "secrets"), places.credentials]) {
    if (!existsSync(from)) continue;
    for (const name of await readdir(from)) {
      await must(host, "install", "--mode=0600", join(from, name), join(secrets, name));
    }
  }
  await must(host, "chown", "--recursive", `--reference=${folder}`, secrets);
}
