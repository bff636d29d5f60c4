import { isLoopback } from "../../config/desk-page.ts";
import type { HotelConfig } from "../../config/hotel-config.ts";
import { neededSecrets } from "../../config/needed-secrets.ts";
import type { Secrets } from "../../config/secrets.ts";
import { localNow } from "../../domain/calendar.ts";
import { asHotelbotError } from "../../errors.ts";
import type { CheckResult } from "../checks/check.ts";
import { checkClock } from "../checks/clock.ts";
import { checkDeskNetwork } from "../checks/desk-page.ts";
import { checkSecrets } from "../checks/setup.ts";
import { lineChecks } from "./line.ts";
import { clockSynchronised, machineChecks } from "./machine.ts";

export interface ExamineParts {
  readonly config: HotelConfig;
  readonly secrets: Secrets;
  readonly stateDir: string;
  readonly now: () => number;
  /** When the newest message and the last webhook came, as far as the store is at hand. */
  readonly newestAt?: number | undefined;
  readonly lastWebhookAt?: number | undefined;
}

/** The checks that take seconds and ask others: machine, clock, secrets, Meta, tunnel. Never rejects. */
export async function examine(parts: ExamineParts): Promise<CheckResult[]> {
  const { config, secrets, stateDir, now, newestAt, lastWebhookAt } = parts;
  const [machine, line, synchronised] = await Promise.all([
    machineChecks({ stateDir, model: config.speech.model }),
    config.whatsapp
      ? lineChecks({ whatsapp: config.whatsapp, secrets, now, heard: lastWebhookAt !== undefined })
      : undefined,
    clockSynchronised(),
  ]);
  const at = now();
  const { timeZone } = config.hotel;
  const { date, time } = localNow(at, timeZone);
  const local = `${date} ${time}`;
  return [
    checkClock({ now: at, local, timeZone, synchronised, aheadMs: line?.aheadMs, newestAt }),
    secretsCheck(config, secrets),
    ...networkCheck(config),
    ...machine,
    ...(line?.checks ?? []),
  ];
}

function networkCheck({ deskPage }: HotelConfig): CheckResult[] {
  return deskPage ? [checkDeskNetwork({ ...deskPage, loopback: isLoopback(deskPage.host) })] : [];
}

function secretsCheck(config: HotelConfig, secrets: Secrets): CheckResult {
  const needed = neededSecrets(config);
  for (const name of needed) {
    try {
      secrets.all(name);
    } catch (thrown) {
      const { message, cure } = asHotelbotError(thrown);
      return checkSecrets(needed, { problem: { message, cure } });
    }
  }
  return checkSecrets(needed, {});
}
