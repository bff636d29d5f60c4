import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished } from "vitest";
import { createSandbox, type Sandbox } from "../../../src/channels/whatsapp/sandbox/sandbox.ts";
import type { SandboxSettings } from "../../../src/channels/whatsapp/sandbox/types.ts";
import { demoHotelPath, parseHotel } from "../../../src/config/load.ts";
import { loadSecrets } from "../../../src/config/secrets.ts";
import { type ControlClient, createControlClient } from "../../../src/control/client.ts";
import type { Listener } from "../../../src/daemon/phone-parts.ts";
import { createDaemon } from "../../../src/daemon.ts";
import { type Clock, systemClock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { createLogger, type Logger } from "../../../src/platform/logger.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { seedHouse } from "../../../src/pms/house/definition.ts";
import { housePms } from "../../../src/pms/house/house.ts";
import type { Pms } from "../../../src/pms/port.ts";
import { openStore } from "../../../src/store/open.ts";

/** Monday 1 February 2027, ten in the morning in Cádiz. */
const OPENS_AT = Date.parse("2027-02-01T09:00:00Z");
const PATH = "/webhooks/whatsapp/journeys-0123456789";
/** No disk is asked for durability here. */
const MEMORY = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export interface HouseOptions {
  /** How long a guest must be silent; 0 makes every message a turn. */
  readonly quietMs?: number;
  /** What was booked before the daemon started. */
  readonly before?: (pms: Pms) => Promise<void>;
  /** Changes what hotel.yaml says. */
  readonly yaml?: (text: string) => string;
  /** With ears: the engine that install.sh built, and the model that ships. */
  readonly ears?: boolean;
  /** What callers are heard by, where `yaml` adds a line. */
  readonly callEars?: Listener;
}

export interface House {
  readonly sandbox: Sandbox;
  readonly control: ControlClient;
  readonly settings: SandboxSettings;
  readonly socketPath: string;
  /** Rows of the daemon's own database, read from outside. */
  rows<T = Record<string, unknown>>(sql: string, ...params: readonly unknown[]): T[];
  /** Changes the database from outside, as a fault would. */
  meddle(sql: string): void;
  /** Moves the house's clock on; timers that are set already go on as they were. */
  pass(ms: number): void;
  /** The daemon's journal so far, as it is written down. */
  journal(): string;
  /** Resolves when the daemon's journal has said it. */
  logged(what: string): Promise<void>;
  close(): Promise<void>;
}

/** A house for one test alone, closed with it. */
export async function ownHouse(options: HouseOptions = {}): Promise<House> {
  const house = await openHouse(options);
  onTestFinished(() => house.close());
  return house;
}

/** The demo hotel with the real daemon in this process, the house PMS and a WhatsApp sandbox. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const stateDir = mkdtempSync(join(MEMORY, "hotelbot-journey-"));
  const clock = clockFrom(OPENS_AT);
  const ids = randomIds();
  const sandbox = createSandbox({ clock, statusMs: { sent: 0, delivered: 1, read: 2 }, retryMs: [50] });
  const settings = await sandbox.start();
  writeSecrets(stateDir, settings);
  if (options.callEars) writeSecret(stateDir, "phone-secret", "k3Zp9-tQw7-Lm2x-Vb8r");
  const config = parseHotel(hotelYaml(settings, options), join(stateDir, "hotel.yaml"));
  if (options.before) {
    const migrationsDir = join(packageRoot(), "migrations");
    const opened = openStore(stateDir, { clock, ids, migrationsDir });
    if (config.pms.kind === "house") seedHouse(opened.house, config.pms);
    await options.before(housePms({ repository: opened.house, clock, ids }));
    opened.close();
  }
  const journal = listener();
  const secrets = loadSecrets(stateDir, undefined);
  const phone = options.callEars ? { phone: { ears: options.callEars } } : {};
  const daemon = createDaemon({ stateDir, config, secrets, clock, ids, log: journal.log, ...phone });
  const { socketPath, webhookPort } = await daemon.start();
  await sandbox.connect(`http://127.0.0.1:${webhookPort}${PATH}`);
  const db = new Database(join(stateDir, "hotelbot.db"));
  const rows = <T>(sql: string, ...params: readonly unknown[]): T[] => db.prepare(sql).all(...params) as T[];
  return {
    sandbox,
    settings,
    socketPath,
    control: createControlClient([socketPath]),
    rows,
    meddle: (sql) => void db.exec(sql),
    pass: clock.pass,
    journal: journal.written,
    logged: journal.logged,
    async close() {
      await daemon.stop();
      await sandbox.stop();
      db.close();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

/**
 * What holds at the end of every journey: each message of a guest has one fate, each reply left once, and no room is
 * sold twice a night.
 */
export async function expectOneFateEach(house: House): Promise<void> {
  await house.sandbox.settled();
  expect(house.rows("SELECT id FROM inbox WHERE fate IS NULL OR fate = 'dead'")).toEqual([]);
  const outbox = house.rows<{ id: string; state: string }>("SELECT id, state FROM outbox");
  const sent = house.sandbox.record.sends.map((send) => send.callbackId ?? "");
  expect(outbox.filter(({ state }) => !["accepted", "delivered", "read"].includes(state))).toEqual([]);
  expect([...sent].sort()).toEqual(outbox.map(({ id }) => id).sort());
  // The number's 80 messages a second: a fast machine's scenarios reach that together, and what was put off was sent later.
  expect(house.sandbox.record.refused.filter(({ code }) => code !== 130429)).toEqual([]);
  expect(house.rows("SELECT reference FROM pms_journal WHERE state NOT IN ('firm', 'refused')")).toEqual([]);
}

/** Books so many rooms of each type for the nights of 3–6 March. */
export async function fill(pms: Pms, rooms: Readonly<Record<string, number>>): Promise<void> {
  for (const [roomType, count] of Object.entries(rooms)) {
    for (let n = 0; n < count; n += 1) {
      await pms.create({
        reference: `desk-${roomType}-${n}`,
        roomType,
        stay: { arrival: "2027-03-03", departure: "2027-03-06" },
        party: { adults: 1, children: 0 },
        rooms: 1,
        guest: { name: "Otro Huésped", email: "otro@example.com", phone: "+34600999999" },
        total: { minor: 100_00, currency: "EUR" },
        language: "es",
        channel: "desk",
      });
    }
  }
}

/** A clock that starts at `at` and runs as fast as any, but for what is passed over. */
function clockFrom(at: number): Clock & { pass(ms: number): void } {
  const began = performance.now();
  let passed = 0;
  return {
    now: () => Math.floor(at + passed + performance.now() - began),
    after: systemClock().after,
    pass: (ms) => {
      passed += ms;
    },
  };
}

function hotelYaml(settings: SandboxSettings, options: HouseOptions): string {
  const { quietMs = 0, ears = false, yaml = (text: string) => text } = options;
  return `${yaml(readFileSync(demoHotelPath(), "utf8"))}
conversation:
  quiet_ms: ${quietMs}
  quiet_longest_ms: ${quietMs * 5}
whatsapp:
  phone_number_id: "${settings.phoneNumberId}"
  waba_id: "${settings.wabaId}"
  graph_url: ${settings.baseUrl}
  port: 0
  path: ${PATH}
${ears ? "" : "speech:\n  model: /nowhere/no-model.bin\n"}`;
}

function writeSecrets(stateDir: string, settings: SandboxSettings): void {
  mkdirSync(join(stateDir, "secrets"), { mode: 0o700 });
  const secrets = {
    "whatsapp-app-secret": settings.appSecret,
    "whatsapp-verify-token": settings.verifyToken,
    "whatsapp-token": settings.token,
  };
  for (const [name, value] of Object.entries(secrets)) writeSecret(stateDir, name, value);
}

function writeSecret(stateDir: string, name: string, value: string): void {
  writeFileSync(join(stateDir, "secrets", name), value, { mode: 0o600 });
}

/** The real journal, redacted as ever, kept in memory. */
function listener(): { log: Logger; logged(what: string): Promise<void>; written(): string } {
  let lines = "";
  const waiting = new Map<string, () => void>();
  const write = (line: string): void => {
    lines += line;
    for (const [what, done] of waiting) if (line.includes(what)) done();
  };
  const logged = (what: string): Promise<void> =>
    new Promise((resolve) => {
      if (lines.includes(what)) resolve();
      else waiting.set(what, resolve);
    });
  return { log: createLogger("debug", { write }), logged, written: () => lines };
}
