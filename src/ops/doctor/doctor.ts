import { loadHotel } from "../../config/load.ts";
import { loadSecrets } from "../../config/secrets.ts";
import { usualConfig } from "../../config/usual.ts";
import type { ControlClient } from "../../control/client.ts";
import { asHotelbotError } from "../../errors.ts";
import { type CheckResult, type CheckState, worst } from "../checks/check.ts";
import { checkConfiguration } from "../checks/setup.ts";
import { examine } from "./examine.ts";
import { type Fix, fix } from "./fix.ts";
import { machineChecks } from "./machine.ts";

export interface DoctorOptions {
  readonly stateDir: string;
  /** hotel.yaml, when it is not where the daemon reads it. */
  readonly config: string | undefined;
  readonly fix: boolean;
  readonly daemon: Pick<ControlClient, "doctor">;
  readonly now: () => number;
}

export interface Diagnosis {
  /** True when the running daemon made the checks; false when this command did. */
  readonly running: boolean;
  readonly state: CheckState;
  readonly checks: readonly CheckResult[];
  /** What --fix did, before anything was looked at. */
  readonly fixed: readonly Fix[];
}

/**
 * Every check with its cure. The daemon makes them when it runs, with its own user and secrets; else they are made
 * here as far as they go without one, and that it does not run is the first finding. Never rejects.
 */
export async function diagnose(options: DoctorOptions): Promise<Diagnosis> {
  const fixed = options.fix ? await fix(options.stateDir) : [];
  try {
    const { state, checks } = await options.daemon.doctor();
    return { running: true, state, checks: checks.map(plain), fixed };
  } catch (thrown) {
    const { message, cure } = asHotelbotError(thrown);
    const silent: CheckResult = { name: "daemon", state: "critical", text: message, cure };
    const checks = [silent, ...(await alone(options))];
    return { running: false, state: worst(checks.map(({ state }) => state)), checks, fixed };
  }
}

async function alone({ stateDir, config, now }: DoctorOptions): Promise<CheckResult[]> {
  const path = config ?? usualConfig(stateDir);
  try {
    const hotel = loadHotel(path);
    const examined = await examine({ config: hotel, secrets: loadSecrets(stateDir), stateDir, now });
    return [checkConfiguration(hotel.path, {}), ...examined];
  } catch (thrown) {
    const problem = asHotelbotError(thrown);
    return [checkConfiguration(path, { problem }), ...(await machineChecks({ stateDir, model: undefined }))];
  }
}

function plain({ cure, ...check }: { [K in keyof CheckResult]: CheckResult[K] | undefined }): CheckResult {
  return { ...(check as CheckResult), ...(cure === undefined ? {} : { cure }) };
}
