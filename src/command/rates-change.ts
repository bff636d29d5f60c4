import { type Command, Flags } from "@oclif/core";
import { HotelbotCommand } from "../command.ts";
import type { RateOrder, RatesReport } from "../control/contract-house.ts";

/** `--days`: weekdays, said by `summary` what of. */
export function weekdaysFlag(summary: string) {
  return Flags.string({ helpValue: "DAYS", summary });
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
