import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { demoHotelPath, loadHotel } from "../../src/config/load.ts";
import { loadSecrets } from "../../src/config/secrets.ts";
import { createAlerts } from "../../src/daemon/alerts.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { packageRoot } from "../../src/platform/package-root.ts";
import { openStore } from "../../src/store/open.ts";
import { webhookServer } from "../ops/alerts/servers.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it("a check that turns bad and good again is in the journal, in the audit log and at the webhook", async () => {
  const stateDir = await temporaryFolder();
  const clock = systemClock();
  const migrationsDir = join(packageRoot(), "migrations");
  const { store, close } = openStore(stateDir, { clock, ids: randomIds(), migrationsDir });
  onTestFinished(close);
  const said: string[] = [];
  const note = (what: string) => void said.push(what);
  const log = { ...silentLogger(), info: note, warn: note };
  const hook = await webhookServer(() => 200);
  const { hotel } = loadHotel(demoHotelPath());
  const alerts = createAlerts({
    alerts: { cooldownMs: 3_600_000, webhook: hook.url },
    secrets: loadSecrets(stateDir, undefined),
    hotel,
    store,
    clock,
    log,
  });
  const disk = { name: "disk", state: "critical" as const, text: "10 MiB free", cure: "Free space." };
  await alerts.looked({ checks: [disk] });
  await alerts.looked({ checks: [disk] });
  await alerts.looked({ checks: [{ name: "disk", state: "ok", text: "9000 MiB free" }] });
  await alerts.close();
  expect(hook.received.map(({ body }) => body.event)).toEqual(["raised", "cleared"]);
  expect(said).toEqual(["alert: disk: 10 MiB free", "alert over: disk: 9000 MiB free"]);
  const db = new Database(join(stateDir, "hotelbot.db"), { readonly: true });
  const rows = db.prepare("SELECT action, subject FROM audit ORDER BY seq").all();
  db.close();
  expect(rows).toEqual([
    { action: "alert.raised", subject: "disk" },
    { action: "alert.cleared", subject: "disk" },
  ]);
});
