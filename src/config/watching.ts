import type { HotelConfig } from "./hotel-config.ts";
import type { HotelFile } from "./schema.ts";

const MINUTE_MS = 60_000;

/** What hotel.yaml says of watching over hotelbot: who is told of troubles, who may count and follow. */
export function watchingConfig(file: HotelFile): Pick<HotelConfig, "alerts" | "metrics" | "tracing"> {
  const { alerts, metrics, tracing } = file;
  const { cooldown_minutes, webhook, email } = alerts;
  return {
    alerts: {
      cooldownMs: cooldown_minutes * MINUTE_MS,
      ...(webhook !== undefined && { webhook }),
      ...(email && { email: withoutUndefined(email) }),
    },
    ...(metrics && { metrics }),
    ...(tracing && { tracing }),
  };
}

/** zod leaves optional keys there without a value; here a key that is there has one. */
function withoutUndefined<T extends { readonly user?: string | undefined }>({ user, ...email }: T) {
  return { ...email, ...(user === undefined ? {} : { user }) };
}
