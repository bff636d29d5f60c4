import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { loadHotel } from "../../config/load.ts";
import { HotelbotError } from "../../errors.ts";
import type { DeployContext } from "./context.ts";
import { service } from "./host.ts";

export interface Uninstalled {
  readonly removed: readonly string[];
  readonly kept: readonly string[];
}

export interface UninstallOptions {
  /** The guests' data, the configuration and the secrets go too. */
  readonly purge: boolean;
  /** The hotel's id, said again. */
  readonly confirm: string | undefined;
}

/**
 * Takes the program off the machine; what the hotel wrote stays unless `purge`. Cut off, it is finished by the next.
 * Throws UNINSTALL_UNCONFIRMED.
 */
export async function uninstall(context: DeployContext, options: UninstallOptions): Promise<Uninstalled> {
  const { places, host, say } = context;
  const data = [places.state, places.configFolder];
  if (options.purge) refuseUnconfirmed(places.config, options.confirm);
  say("stop");
  await host.run("systemctl", ["disable", "--now", "--quiet", "hotelbot"]);
  const { unit, sysusers, tmpfiles, manual, completion, soundCard } = places;
  // Links first: they lead into the program, and one that leads nowhere is not seen.
  const program = [manual, completion, unit, soundCard, dirname(places.shutDoors), sysusers, tmpfiles];
  // The program itself goes last: until then the next try can still be typed.
  const all = [...program, ...(options.purge ? data : []), places.opt, places.command].filter(existsSync);
  for (const path of all) {
    say(`remove ${path}`);
    await rm(path, { recursive: true, force: true });
  }
  await service.reload(host);
  return { removed: all, kept: data.filter(existsSync) };
}

/** Backups in another folder than the state's are never touched. */
function refuseUnconfirmed(config: string, given = ""): void {
  const hotel = existsSync(config) ? loadHotel(config).hotel.id : "unknown";
  if (given !== hotel) throw new HotelbotError("UNINSTALL_UNCONFIRMED", { hotel, given });
}
