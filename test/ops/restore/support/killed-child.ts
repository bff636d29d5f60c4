import fs from "node:fs";
import fsp from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { packageRoot } from "../../../../src/platform/package-root.ts";

// A backup or a restore in a process of its own that kills itself (SIGKILL) just before its nth step on the file
// system: opening, writing, flushing, linking, renaming, deleting. Without an n it goes on to the end and says how many
// steps there were. Run with: what (backup | restore), state folder, backup file, identity, n.
const [what = "", stateDir = "", file = "", identity = "", n = "0"] = process.argv.slice(2);
const dieAt = Number(n);
let steps = 0;
let counting = false;

function counted<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  return function (this: unknown, ...args: A): R {
    if (counting) {
      steps += 1;
      if (steps === dieAt) process.kill(process.pid, "SIGKILL");
    }
    return work.apply(this, args);
  };
}

function patch(target: object, names: readonly string[]): void {
  const methods = target as Record<string, (...args: unknown[]) => unknown>;
  for (const name of names) methods[name] = counted(methods[name] as (...args: unknown[]) => unknown);
}

const handle = await fsp.open(process.execPath, "r");
patch(Object.getPrototypeOf(handle), ["writeFile", "sync", "datasync", "chmod", "close"]);
await handle.close();
patch(fs, ["openSync", "writeSync", "fsyncSync", "renameSync", "rmSync", "mkdirSync", "closeSync"]);
patch(fsp, ["open", "rename", "rm", "link", "mkdir", "writeFile", "chmod"]);
syncBuiltinESMExports();

// After the patches: what is loaded now takes the counted ones.
const { backupOffline } = await import("../../../../src/ops/backup/make.ts");
const { backupPlaces } = await import("../../../../src/ops/backup/places.ts");
const { restore } = await import("../../../../src/ops/restore/restore.ts");
const { systemClock } = await import("../../../../src/platform/clock.ts");
const { randomIds } = await import("../../../../src/platform/ids.ts");

counting = true;
if (what === "backup") {
  const places = backupPlaces(stateDir);
  const hotel = { id: "miramar", name: "Hotel Miramar" };
  const configPath = join(stateDir, "hotel.yaml");
  await backupOffline({ places, hotel, configPath, version: "0.1.0", at: systemClock().now() });
} else {
  await restore({
    file,
    stateDir,
    confirm: "miramar",
    identities: [identity],
    keepConfig: false,
    dryRun: false,
    migrationsDir: join(packageRoot(), "migrations"),
    systemConfig: join(stateDir, "none.yaml"),
    clock: systemClock(),
    ids: randomIds(),
  });
}
counting = false;
process.stdout.write(`${steps}\n`);
