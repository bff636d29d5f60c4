import { join } from "node:path";
import Database from "better-sqlite3";
import { createSandbox, type Sandbox } from "../../../src/channels/whatsapp/sandbox/sandbox.ts";
import type { Guest } from "../../../src/channels/whatsapp/sandbox/types.ts";
import { loadHotel } from "../../../src/config/load.ts";
import { loadSecrets } from "../../../src/config/secrets.ts";
import { type ControlClient, createControlClient } from "../../../src/control/client.ts";
import { createDaemon } from "../../../src/daemon.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { type Logger, silentLogger } from "../../../src/platform/logger.ts";
import { DATABASE_FILE } from "../../../src/store/open.ts";
import type { After } from "./daemon.ts";
import { temporaryStage } from "./stage.ts";

export interface FastHouse {
  readonly stateDir: string;
  readonly sandbox: Sandbox;
  readonly control: ControlClient;
  /** Rows of the daemon's own database, read from outside. */
  rows<T = Record<string, unknown>>(sql: string): T[];
  /** Resolves with the next line of the journal that begins so, from now on. */
  hears(beginning: string): Promise<void>;
  /** Writes and is answered, so that the hotel may write to the guest. */
  known(phone: string): Promise<Guest>;
}

export interface FastHouseOptions {
  /** How much faster than the wall's the daemon's and the sandbox's clock runs. */
  readonly speed: number;
  /** How long WhatsApp may take to answer, in real milliseconds. */
  readonly sendTimeoutMs?: number;
  /** Where the state folder is made. */
  readonly parent?: string;
}

/** The real daemon in this process with a WhatsApp sandbox, on one clock that runs fast. */
export async function fastHouse(options: FastHouseOptions, after: After): Promise<FastHouse> {
  const { speed, sendTimeoutMs, parent } = options;
  const clock = fastClock(speed);
  const ids = randomIds();
  const statusMs = { sent: 10 * speed, delivered: 20 * speed, read: 40 * speed };
  const sandbox = createSandbox({ clock, retryMs: [50 * speed], statusMs });
  const settings = await sandbox.start();
  after(() => sandbox.stop());
  const stage = await temporaryStage(settings, after, parent === undefined ? {} : { parent });
  const { stateDir } = stage;
  const config = loadHotel(stage.configPath);
  const { log, hears } = listening();
  const daemon = createDaemon({
    stateDir,
    config,
    secrets: loadSecrets(stateDir),
    clock,
    ids,
    log,
    ...(sendTimeoutMs === undefined ? {} : { sendTimeoutMs }),
  });
  const { socketPath } = await daemon.start();
  after(() => daemon.stop());
  await sandbox.connect(stage.webhookUrl);
  const db = new Database(join(stateDir, DATABASE_FILE), { readonly: true });
  after(() => void db.close());
  return {
    stateDir,
    sandbox,
    control: createControlClient([socketPath]),
    rows: <T>(sql: string) => db.prepare(sql).all() as T[],
    hears,
    async known(phone) {
      const guest = sandbox.guest(phone, "Ana");
      guest.say("Hola");
      await guest.waitFor(undefined, 15_000 * speed);
      await sandbox.settled(15_000 * speed);
      return guest;
    },
  };
}

/** Real time, but more of it. */
function fastClock(speed: number): Clock {
  const began = performance.now();
  const at = Date.now();
  return {
    now: () => Math.floor(at + (performance.now() - began) * speed),
    after(ms, callback) {
      const timer = setTimeout(callback, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}

function listening(): { log: Logger; hears: (beginning: string) => Promise<void> } {
  const waiting = new Set<(line: string) => void>();
  const tell = (line: string): void => {
    for (const hear of [...waiting]) hear(line);
  };
  const log: Logger = { ...silentLogger(), info: tell, warn: tell, error: tell, child: () => log };
  const hears = (beginning: string): Promise<void> =>
    new Promise((resolve) => {
      const hear = (line: string): void => {
        if (!line.startsWith(beginning)) return;
        waiting.delete(hear);
        resolve();
      };
      waiting.add(hear);
    });
  return { log, hears };
}
