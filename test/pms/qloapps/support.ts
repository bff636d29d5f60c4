import { onTestFinished } from "vitest";
import type { PmsAlert } from "../../../src/pms/port.ts";
import type { QloAppsOptions } from "../../../src/pms/qloapps/options.ts";
import type { QloAppsPms } from "../../../src/pms/qloapps/qloapps.ts";
import { type Double, type DoubleOptions, startDouble } from "../../support/qloapps/double.ts";
import { pmsOn } from "./adapter.ts";

export interface Under {
  readonly double: Double;
  readonly pms: QloAppsPms;
  readonly alerts: PmsAlert[];
}

/** A shop and the adapter on it, gone with the test. */
export async function under(options: DoubleOptions = {}, more: Partial<QloAppsOptions> = {}): Promise<Under> {
  const double = await startDouble(options);
  const { pms, alerts } = pmsOn(double.url, more);
  onTestFinished(async () => {
    await pms.close();
    await double.stop();
  });
  return { double, pms, alerts };
}
