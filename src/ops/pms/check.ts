import { loadHotel } from "../../config/load.ts";
import { loadSecrets } from "../../config/secrets.ts";
import { usualConfig } from "../../config/usual.ts";
import { localNow } from "../../domain/calendar.ts";
import { asHotelbotError } from "../../errors.ts";
import { stateFolder, thisMachine } from "../../platform/paths.ts";
import { inspectShop } from "../../pms/qloapps/inspect.ts";
import { type CheckResult, type CheckState, worst } from "../checks/check.ts";
import { shopChecks } from "./shop-checks.ts";

export interface PmsCheckAnswer {
  readonly pms: string;
  readonly state: CheckState;
  readonly checks: readonly CheckResult[];
}

export interface PmsCheckOptions {
  readonly config?: string | undefined;
  readonly state?: string | undefined;
  readonly now?: () => number;
}

/** Looks at the hotel's PMS without booking anything. Throws CONFIG_MISSING and CONFIG_INVALID. */
export async function checkPmsNow(options: PmsCheckOptions): Promise<PmsCheckAnswer> {
  const { now = Date.now } = options;
  const stateDir = stateFolder(options.state, thisMachine());
  const config = loadHotel(options.config ?? usualConfig(stateDir));
  if (config.pms.kind === "house") {
    const text = `the house PMS is part of hotelbot: ${config.pms.rooms.length} rooms, prices in ${config.pms.currency}`;
    return { pms: "house", state: "ok", checks: [{ name: "house", state: "ok", text }] };
  }
  const checks = await shop(config.pms, loadSecrets(stateDir), now);
  return { pms: "qloapps", state: worst(checks.map((check) => check.state)), checks };
}

async function shop(
  pms: Parameters<typeof shopChecks>[1],
  secrets: ReturnType<typeof loadSecrets>,
  now: () => number,
): Promise<CheckResult[]> {
  try {
    secrets.get("pms-key");
  } catch (thrown) {
    const { message: text, cure } = asHotelbotError(thrown);
    return [{ name: "key", state: "critical", text, cure }];
  }
  const { url, hotelId, timeZone } = pms;
  const today = localNow(now(), timeZone).date;
  const facts = await inspectShop({ url, hotelId, key: () => secrets.get("pms-key"), now, today });
  return shopChecks(facts, pms, now());
}
