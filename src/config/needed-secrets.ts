import type { HotelConfig } from "./hotel-config.ts";
import type { SecretName } from "./secrets.ts";

/** The secrets without which hotelbot does not start with this hotel.yaml. */
export function neededSecrets(config: HotelConfig): readonly SecretName[] {
  return [
    ...(config.alerts.email?.user === undefined ? [] : (["alert-smtp-password"] as const)),
    ...(config.phone?.door.kind === "sip" ? (["phone-secret"] as const) : []),
    ...(config.pms.kind === "qloapps" ? (["pms-key"] as const) : []),
    ...(config.whatsapp ? (["whatsapp-app-secret", "whatsapp-token", "whatsapp-verify-token"] as const) : []),
  ];
}
