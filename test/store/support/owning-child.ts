import { writeSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { openStore } from "../../../src/store/open.ts";

// Owns the folder given until it is killed.
const [folder = ""] = process.argv.slice(2);
const migrationsDir = join(packageRoot(), "migrations");
const opened = openStore(folder, { clock: systemClock(), ids: randomIds(), migrationsDir });
writeSync(1, "open\n");
setInterval(() => opened.store.summaries.counts(Date.now()), 60_000);
