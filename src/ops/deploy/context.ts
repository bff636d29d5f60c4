import { createControlClient } from "../../control/client.ts";
import type { Clock } from "../../platform/clock.ts";
import { systemClock } from "../../platform/clock.ts";
import type { Asked } from "./gate.ts";
import { type Host, thisHost } from "./host.ts";
import { type Places, places } from "./places.ts";

/** What everything here works on. */
export interface DeployContext {
  readonly places: Places;
  readonly host: Host;
  readonly clock: Clock;
  /** The service's daemon. */
  readonly daemon: Asked;
  /** How long a started version has to come to health, ms. */
  readonly patienceMs?: number;
  /** Told as a step begins. */
  readonly say: (step: string) => void;
}

export function thisMachinesContext(say: (step: string) => void): DeployContext {
  const usual = places();
  const daemon = createControlClient([usual.socket]);
  return { places: usual, host: thisHost(), clock: systemClock(), daemon, say };
}
