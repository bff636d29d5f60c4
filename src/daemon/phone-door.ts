import type { DoorConfig } from "../../audio/line/doors.ts";
import type { PhoneConfig } from "../config/phone.ts";
import type { Secrets } from "../config/secrets.ts";

/** The line's door as its process wants it. Throws SECRET_MISSING, SECRET_WEAK or SECRET_EXPOSED. */
export function doorConfig({ door, maxCalls }: PhoneConfig, secrets: Secrets): DoorConfig {
  if (door.kind === "soundcard") return door;
  if (door.kind === "audiosocket") return { ...door, maxCalls };
  return { ...door, maxCalls, password: secrets.get("phone-secret") };
}
