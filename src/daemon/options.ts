import type { LineProcess } from "../../audio/line/process/spawn.ts";
import type { HotelConfig } from "../config/hotel-config.ts";
import type { Secrets } from "../config/secrets.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Logger } from "../platform/logger.ts";
import type { Beat } from "./beat.ts";
import type { Listener } from "./phone-parts.ts";

/** What the daemon is started with, and what it then does for whoever started it. */
export interface DaemonOptions {
  readonly stateDir: string;
  readonly socketPath?: string;
  readonly config: HotelConfig;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** How long WhatsApp may take to answer a send before its fate is unknown; the client's own 20 s when missing. */
  readonly sendTimeoutMs?: number;
  /**
   * Opens everything and lets nobody in: no webhooks, no turns, nothing sent. So an update sees whether a version
   * starts, and can still take back both the program and the data.
   */
  readonly doorsShut?: boolean;
  /** Another line and other ears for the phone than this machine's own. */
  readonly phone?: { readonly spawn?: () => LineProcess; readonly ears?: Listener };
}

export interface Daemon {
  /**
   * Takes the state folder, takes up what a crash left in flight, then listens. Rejects with the first thing that is
   * wrong (STATE_BUSY, SECRET_MISSING, PORT_BUSY…) and leaves nothing running.
   */
  start(): Promise<{ readonly socketPath: string; readonly webhookPort?: number }>;
  /**
   * Stops listening first and the store last; what is in flight is finished or stays on disk. A part that fails to
   * stop keeps no other from it; rejects with the first such error.
   */
  stop(): Promise<void>;
  /** How it does, with a write to the disk to know it. Only between start and stop. */
  beat(): Beat;
}
