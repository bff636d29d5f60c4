import type { HealthReport, StatusReport } from "../../control/contract.ts";
import { asHotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";

/** What a gate asks the daemon behind the socket. */
export interface Asked {
  status(): Promise<Pick<StatusReport, "version">>;
  health(): Promise<Pick<HealthReport, "checks">>;
}

export interface GateOptions {
  readonly daemon: Asked;
  readonly version: string;
  /** Names of checks that were critical before: an expired token is no reason to refuse an update. */
  readonly bearable: ReadonlySet<string>;
  readonly clock: Clock;
  readonly patienceMs?: number;
}

const LOOK_AGAIN_MS = 500;

/**
 * Waits until the daemon answers as the version wanted and nothing is critical that was not before. Answers why not
 * when it does not come to that in time, undefined when it does.
 */
export async function healthGate(options: GateOptions): Promise<string | undefined> {
  const { clock, patienceMs = 30_000 } = options;
  const until = clock.now() + patienceMs;
  for (;;) {
    const why = await look(options);
    if (why === undefined || clock.now() >= until) return why;
    await new Promise<void>((resolve) => clock.after(LOOK_AGAIN_MS, resolve));
  }
}

async function look({ daemon, version, bearable }: GateOptions): Promise<string | undefined> {
  try {
    const found = await daemon.status();
    if (found.version !== version) return `version ${found.version} answers`;
    const bad = (await criticalChecks(daemon)).find(({ name }) => !bearable.has(name));
    return bad && `${bad.name}: ${bad.text}`;
  } catch (thrown) {
    return asHotelbotError(thrown).message;
  }
}

/** The checks that are critical now; all of them are unknown, and so none, while nobody answers. */
export async function criticalChecks(daemon: Asked): Promise<HealthReport["checks"]> {
  const { checks } = await daemon.health();
  // A guest's emergency is nothing a version could be blamed for.
  return checks.filter(({ name, state }) => state === "critical" && !name.startsWith("emergency-"));
}
