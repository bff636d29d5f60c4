import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { HotelbotError } from "../../errors.ts";
import { type DeployContext, thisMachinesContext } from "./context.ts";
import { alone } from "./host.ts";

/**
 * Runs something that changes this machine: as root, one at a time, and to its end when the terminal goes away.
 * Steps are told to `say` as they begin. Throws DEPLOY_NEEDS_ROOT or DEPLOY_BUSY.
 */
export async function onThisMachine<T>(
  say: (step: string) => void,
  work: (context: DeployContext) => Promise<T>,
): Promise<T> {
  if (process.getuid?.() !== 0) throw new HotelbotError("DEPLOY_NEEDS_ROOT");
  const goOn = (): void => undefined;
  process.on("SIGHUP", goOn);
  try {
    return await alone("machine", () => work(thisMachinesContext(say)));
  } finally {
    process.off("SIGHUP", goOn);
  }
}

/** The newest release a Debian package brought, by the time it was written. Throws USAGE without one. */
export function packagedRelease(folder = "/usr/share/hotelbot"): string {
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".tar.gz")) : [];
  const newest = found
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (newest === undefined)
    throw new HotelbotError("USAGE", { what: "There is no release here: say --from TARBALL" });
  return newest;
}
