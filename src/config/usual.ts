import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where an installed hotel's configuration is, unless its state folder has one of its own. */
export const SYSTEM_CONFIG = "/etc/hotelbot/hotel.yaml";

/** hotel.yaml of the state folder, else the system's; the first where there is neither. */
export function usualConfig(stateDir: string): string {
  const own = join(stateDir, "hotel.yaml");
  return !existsSync(own) && existsSync(SYSTEM_CONFIG) ? SYSTEM_CONFIG : own;
}
