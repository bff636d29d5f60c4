import { join } from "node:path";
import { loadHotel } from "../config/load.ts";
import { loadSecrets } from "../config/secrets.ts";
import { usualConfig } from "../config/usual.ts";
import { createDaemon, type DaemonOptions } from "../daemon.ts";
import { systemClock } from "../platform/clock.ts";
import { randomIds } from "../platform/ids.ts";
import { logFile, tee } from "../platform/log-file.ts";
import { createLogger, type Logger, type LogLevel, standardError } from "../platform/logger.ts";
import { systemdNotifier } from "../platform/notify.ts";
import { stateFolder, thisMachine } from "../platform/paths.ts";
import { beatEvery } from "./beat.ts";
import { settleRestore } from "./cut-off-restore.ts";

export interface ForegroundOptions {
  readonly config: string | undefined;
  readonly socket: string | undefined;
  readonly state: string | undefined;
  readonly logLevel: LogLevel;
}

/** Set to «shut» by an update that tries a version: see DaemonOptions. */
const DOORS = "HOTELBOT_DOORS";

/** What the process brings along: the machine's own unless given. */
export type ForegroundParts = Pick<DaemonOptions, "clock" | "ids" | "log">;

/**
 * Runs until SIGTERM or SIGINT; a second signal ends it at once, which is safe: starting again is recovery. `say` gets
 * one line when everything listens.
 */
export async function runDaemon(
  options: ForegroundOptions,
  say: (line: string) => void,
  parts: Partial<ForegroundParts> = {},
): Promise<void> {
  const stateDir = stateFolder(options.state, thisMachine());
  const { clock = systemClock(), ids = randomIds(), log = journal(options.logLevel, stateDir) } = parts;
  // Before the configuration is read: it may be one of the files a restore that was cut off had moved.
  settleRestore(stateDir, log);
  const config = loadHotel(options.config ?? usualConfig(stateDir));
  const asked = signal();
  const notifier = systemdNotifier(process.env, (why) =>
    log.warn("systemd cannot be told how hotelbot is", { why }),
  );
  const doorsShut = process.env[DOORS] === "shut";
  const daemon = createDaemon({
    stateDir,
    ...(options.socket ? { socketPath: options.socket } : {}),
    config,
    secrets: loadSecrets(stateDir),
    clock,
    ids,
    log,
    doorsShut,
  });
  const { socketPath, webhookPort } = await daemon.start();
  const webhooks = doorsShut
    ? "doors shut"
    : webhookPort === undefined
      ? "no WhatsApp"
      : `webhooks on port ${webhookPort}`;
  say(`hotelbot is ready: ${config.hotel.name}, control at ${socketPath}, ${webhooks}`);
  await notifier.ready(`${config.hotel.name} is open`);
  const silence = beatEvery({ clock, log, notifier, beat: daemon.beat });
  log.info("stopping", { signal: await asked });
  silence();
  await notifier.stopping();
  await daemon.stop();
  log.info("stopped");
}

/** Standard error, which systemd keeps, and files of its own, which `hotelbot logs` reads on any machine. */
function journal(level: LogLevel, stateDir: string): Logger {
  return createLogger(level, tee(standardError(), logFile(join(stateDir, "logs"))));
}

function signal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let heard = false;
    const hear = (name: NodeJS.Signals): void => {
      if (heard) process.exit(1);
      heard = true;
      resolve(name);
    };
    process.on("SIGTERM", hear);
    process.on("SIGINT", hear);
  });
}
