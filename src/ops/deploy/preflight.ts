import { existsSync, readFileSync, statfsSync } from "node:fs";
import { join } from "node:path";
import type { HotelConfig } from "../../config/hotel-config.ts";
import { neededSecrets } from "../../config/needed-secrets.ts";
import type { SecretName } from "../../config/secrets.ts";
import type { Host } from "./host.ts";
import type { Places } from "./places.ts";

/** What keeps hotelbot from being deployed, and what it can live with. */
export interface Preflight {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

const MIB = 1024 * 1024;
/** A release takes 450 MiB and there are two; the rest is for guests. */
const ROOM = 1_500 * MIB;

/** Looks at the machine and changes nothing. */
export async function preflight(places: Places, host: Host): Promise<Preflight> {
  const problems: string[] = [];
  const warnings: string[] = [];
  const have = async (tool: string): Promise<boolean> =>
    (await host.run("sh", ["-c", `command -v ${tool}`])).exit === 0;
  if (!existsSync("/run/systemd/system")) problems.push("systemd does not run here");
  for (const tool of [
    "systemctl",
    "systemd-notify",
    "systemd-sysusers",
    "systemd-tmpfiles",
    "setpriv",
    "tar",
  ]) {
    if (!(await have(tool))) problems.push(`${tool} is not installed`);
  }
  const where = existsSync(places.opt) ? places.opt : "/";
  const { bavail, bsize } = statfsSync(where);
  const free = bavail * bsize;
  if (free < ROOM) {
    problems.push(`${Math.floor(free / MIB)} MiB are free on ${where} and ${ROOM / MIB} are needed`);
  }
  if (!(await have("espeak-ng")))
    warnings.push("espeak-ng is not installed: hotelbot answers in writing only");
  if (!(await have("ffmpeg")))
    warnings.push("ffmpeg is not installed: unusual recordings are not understood");
  return { problems, warnings };
}

/** The processor's abilities that an engine needs and does not find, by their names in /proc/cpuinfo. */
export function missingAbilities(needs: readonly string[]): readonly string[] {
  const flags = /^flags\s*:\s*(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1]?.split(" ") ?? [];
  return needs.filter((need) => !flags.includes(need));
}

/** The secrets a configuration cannot start without and that nobody has set yet. */
export function missingSecrets(places: Places, config: HotelConfig): readonly SecretName[] {
  return neededSecrets(config).filter(
    (name) => !existsSync(join(places.credentials, name)) && !existsSync(join(places.state, "secrets", name)),
  );
}
