import { type Command, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../command.ts";
import type { RateOrder, RatesReport } from "../control/contract-house.ts";

/** `--days`: weekdays, said by `summary` what of. */
export function weekdaysFlag(summary: string) {
  return Flags.string({ helpValue: "DAYS", summary });
}

/** When a rule for days holds: days from the first to the last, or weekdays of every week. */
export const ruleFlags = (first: string, last: string) => ({
  from: Flags.string({ helpValue: "DAY", summary: `${first}; every week when missing.` }),
  to: Flags.string({ dependsOn: ["from"], helpValue: "DAY", summary: `${last}; one day when missing.` }),
  days: weekdaysFlag("Only these weekdays of them: mon,tue,wed,thu,fri,sat,sun."),
  as: clerkFlag(),
});

/** What `ruleFlags` were given, as an order has it. */
export async function ruleDays({
  from,
  to = from,
  days,
  as: by,
}: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly days?: string | undefined;
  readonly as: string;
}) {
  const { readDay, readWeekdays } = await import("../ops/house/files.ts");
  const span = from && to ? { from: readDay(from), to: readDay(to) } : {};
  return { weekdays: readWeekdays(days), by, ...span };
}

/** A change of the house PMS' rates, after which they are shown. */
export abstract class RatesChange<T extends typeof Command> extends HotelbotCommand<T> {
  // Said again: the manifest's maker looks no further up than to a class without statics.
  static override enableJsonFlag = true;

  protected async change(order: RateOrder): Promise<RatesReport> {
    const { control } = await import("../control/connect.ts");
    const { rateLines } = await import("../ops/views/house.ts");
    const { paint } = await import("../ops/views/paint.ts");
    const report = await control(this.flags).house.changeRates(order);
    for (const line of rateLines(report, paint())) this.log(line);
    return report;
  }
}
