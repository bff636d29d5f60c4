import type { HotelConfig } from "../config/hotel-config.ts";
import type { Secrets } from "../config/secrets.ts";
import type { DoctorReport, HealthReport } from "../control/contract.ts";
import { checkBeat } from "../ops/checks/beat.ts";
import { type CheckResult, worst } from "../ops/checks/check.ts";
import { examine } from "../ops/doctor/examine.ts";
import type { Logger } from "../platform/logger.ts";
import type { Beat } from "./beat.ts";
import { type HealthParts, healthReport } from "./health.ts";

export interface WatchParts extends HealthParts {
  readonly config: HotelConfig;
  readonly secrets: Secrets;
  readonly log: Logger;
  readonly beat: () => Beat;
  /** True while nobody is let in. */
  readonly doorsShut: boolean;
  /** Hears every round's report. */
  readonly looked: (report: HealthReport) => Promise<void>;
}

/** Looks after the daemon's health: what costs nothing each time it is asked, what asks others now and then. */
export interface Watch {
  health(): Promise<HealthReport>;
  /** Every check, made now. */
  doctor(): Promise<DoctorReport>;
  /** Something cannot wait for the next round: what is known without asking others is told at once. */
  lookNow(): void;
  /** Looks round every minute; answers how to stop it. */
  start(): () => void;
}

const EVERY_MS = 60_000;
/** Meta and the tunnel are asked four times an hour, the 82 MB of the speech model are read as often (0.1–0.3 s). */
const EXAMINE_EVERY_MS = 900_000;
/** Not at once: the engine, the tunnel and the network may still be starting. */
const FIRST_MS = 30_000;

export function createWatch(parts: WatchParts): Watch {
  const { clock, log } = parts;
  let examined: { readonly at: number; readonly checks: readonly CheckResult[] } | undefined;

  async function examineNow(): Promise<void> {
    const { store, config, secrets, stateDir } = parts;
    const { lastAt } = store.summaries.webhooks();
    const inbound = store.summaries.lastInboundAt("whatsapp");
    const newest = Math.max(lastAt ?? 0, inbound ?? 0);
    const checks = await examine({
      config,
      secrets,
      stateDir,
      now: clock.now,
      newestAt: newest === 0 ? undefined : newest,
      lastWebhookAt: lastAt,
    });
    examined = { at: clock.now(), checks };
  }

  async function health(): Promise<HealthReport> {
    const quick = await healthReport(parts);
    const { well, text } = parts.beat();
    const checks = [...quick.checks, ...checkBeat({ well, text }), ...(examined?.checks ?? [])];
    const shut = quick.checks.some(({ name, state }) => CLOSING.has(name) && state === "critical");
    const state = worst(checks.map((check) => check.state));
    return { ...quick, state, live: well, ready: well && !shut && !parts.doorsShut, checks };
  }

  async function round(): Promise<void> {
    try {
      if (!examined || clock.now() - examined.at >= EXAMINE_EVERY_MS) await examineNow();
      await parts.looked(await health());
    } catch (error) {
      log.error("the health could not be looked at", { err: error });
    }
  }

  return {
    health,
    async doctor() {
      await examineNow();
      const { state, checks } = await health();
      return { schema: 1, state, checks };
    },
    lookNow() {
      health()
        .then(parts.looked)
        .catch((error: unknown) => log.error("an alarm could not be raised at once", { err: error }));
    },
    start() {
      let cancel: () => void;
      let stopped = false;
      const again = (ms: number): void => {
        cancel = clock.after(ms, () => void round().finally(() => stopped || again(EVERY_MS)));
      };
      again(FIRST_MS);
      return () => {
        stopped = true;
        cancel();
      };
    },
  };
}

/** What keeps guests from being heard or answered at all, in the names of the checks. */
const CLOSING: ReadonlySet<string> = new Set(["database", "disk", "whatsapp"]);
