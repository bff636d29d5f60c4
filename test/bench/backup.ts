import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { packApart } from "../../src/ops/backup/apart.ts";
import { changeKeys, generateKey } from "../../src/ops/backup/keys.ts";
import { stageCopy } from "../../src/ops/backup/make.ts";
import { backupPlaces } from "../../src/ops/backup/places.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { DATABASE_FILE, type OpenStore, openStore } from "../../src/store/open.ts";
import { type Line, times } from "./figures.ts";

/** Seconds, and how long a webhook that came 20 times a second waited for its commit at worst (ms). */
export interface Phase {
  readonly seconds: number;
  readonly writes: number;
  readonly p50: number;
  readonly worst: number;
}

export interface BackupFigures {
  readonly mib: number;
  /** Nothing besides the writer. */
  readonly calm: Phase;
  /** `cp` of the same database and a flush of the copy. */
  readonly cp: Phase;
  /** The copy through the daemon's connection. */
  readonly copy: Phase;
  /** Hashing, encrypting and verifying in a process apart. */
  readonly pack: Phase;
  readonly backupBytes: number;
}

const EVERY_MS = 50;

/** A backup of a database of `mib` MiB below `parent` while 20 webhooks a second are stored. */
export async function benchBackup(parent: string, mib: number): Promise<BackupFigures> {
  const stateDir = mkdtempSync(join(parent, "hotelbot-bench-"));
  const opened = openStore(stateDir, {
    clock: systemClock(),
    ids: randomIds(),
    migrationsDir: join(packageRoot(), "migrations"),
  });
  try {
    fill(opened, join(stateDir, DATABASE_FILE), mib);
    const places = backupPlaces(stateDir);
    await changeKeys(places, { recipient: (await generateKey()).recipient, how: "new", drill: false });
    const configPath = join(stateDir, "hotel.yaml");
    writeFileSync(configPath, "hotel: {}\n");
    const subject = { hotel: { id: "bench", name: "Bench" }, configPath, version: "0.0.0" };
    const sleep = (ms: number) => new Promise<void>((resolve) => void systemClock().after(ms, resolve));
    const calm = await underWrites(opened, () => sleep(2_000));
    const target = join(stateDir, "copied.db");
    const cp = await underWrites(opened, async () => {
      await execa("cp", [join(stateDir, DATABASE_FILE), target]);
      await execa("sync", [target]);
    });
    const copy = await underWrites(opened, () => stageCopy(places, (to, told) => opened.copyTo(to, told)));
    let bytes = 0;
    const pack = await underWrites(opened, async () => {
      bytes = (await packApart({ ...subject, places, at: Date.now() }).result).bytes;
    });
    const size = statSync(join(stateDir, DATABASE_FILE)).size;
    return { mib: Math.round(size / 1024 / 1024), calm, cp, copy, pack, backupBytes: bytes };
  } finally {
    opened.close();
    rmSync(stateDir, { recursive: true });
  }
}

/** A wait is from when the webhook came to when it is on disk: a busy event loop counts. */
async function underWrites({ store }: OpenStore, work: () => Promise<unknown>): Promise<Phase> {
  const waits: number[] = [];
  const began = performance.now();
  let due = began + EVERY_MS;
  const timer = setInterval(() => {
    for (; due <= performance.now(); due += EVERY_MS) {
      store.inbox.accept([{ channel: "whatsapp", body: randomBytes(500), receivedAt: Date.now() }]);
      waits.push(performance.now() - due);
    }
  }, EVERY_MS / 10);
  await work();
  clearInterval(timer);
  const sorted = waits.sort((a, b) => a - b);
  const round = (ms: number): number => Number(ms.toFixed(1));
  return {
    seconds: Number(((performance.now() - began) / 1_000).toFixed(2)),
    writes: sorted.length,
    p50: round(sorted[sorted.length >> 1] ?? 0),
    worst: round(sorted.at(-1) ?? 0),
  };
}

function fill({ store }: OpenStore, path: string, mib: number): void {
  const size = (): number =>
    statSync(path).size + (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  while (size() < mib * 1024 * 1024) {
    store.inbox.accept(
      Array.from({ length: 200 }, () => ({
        channel: "whatsapp" as const,
        body: randomBytes(8_000),
        receivedAt: Date.now(),
      })),
    );
  }
}

export function backupLines({ mib, calm, cp, copy, pack }: BackupFigures): Line[] {
  const beside = ({ worst }: Phase): string =>
    `writer's worst wait ${worst} ms (${calm.worst} ms undisturbed)`;
  return [
    { what: `cp of ${mib} MiB`, figure: `${cp.seconds} s`, beside: beside(cp) },
    {
      what: "backup, its copy",
      figure: `${copy.seconds} s`,
      beside: `${times(copy.seconds, cp.seconds)} cp, ${beside(copy)}`,
    },
    { what: "backup, packed apart", figure: `${pack.seconds} s`, beside: beside(pack) },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.stdout.write(
    `${JSON.stringify(await benchBackup(tmpdir(), Number(process.argv[2] ?? 200)), null, 2)}\n`,
  );
}
