import { Flags } from "@oclif/core";
import type { BookingsQuery } from "../control/contract-house.ts";

/** From which day to which bookings are shown. */
export const dayFlags = () => ({
  from: Flags.string({ helpValue: "DAY", summary: "The first day; today when missing." }),
  to: Flags.string({ helpValue: "DAY", summary: "The last day; the first when missing." }),
});

/** What `dayFlags` were given. Throws USAGE for what is no day. */
export async function daysAsked({
  from,
  to,
}: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): Promise<BookingsQuery> {
  const { readDay } = await import("../ops/house/files.ts");
  return {
    ...(from === undefined ? {} : { from: readDay(from) }),
    ...(to === undefined ? {} : { to: readDay(to) }),
  };
}
