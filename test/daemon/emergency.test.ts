import { expect, it, onTestFinished } from "vitest";
import { demoHotelPath, loadHotel } from "../../src/config/load.ts";
import { loadSecrets } from "../../src/config/secrets.ts";
import { createControlClient } from "../../src/control/client.ts";
import { createDaemon } from "../../src/daemon.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { webhookServer } from "../ops/alerts/servers.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it("an emergency rings at once, before the first look round", async () => {
  const stateDir = await temporaryFolder();
  const hook = await webhookServer(() => 200);
  const demo = loadHotel(demoHotelPath());
  const real = systemClock();
  // Half a minute is when the daemon first looks round by itself: here it never does.
  const clock = {
    ...real,
    after: (ms: number, call: () => void) => real.after(ms >= 30_000 ? 2 ** 30 : ms, call),
  };
  const daemon = createDaemon({
    stateDir,
    config: { ...demo, alerts: { ...demo.alerts, webhook: hook.url } },
    secrets: loadSecrets(stateDir, undefined),
    clock,
    ids: randomIds(),
    log: silentLogger(),
  });
  onTestFinished(() => daemon.stop());
  const { socketPath } = await daemon.start();
  const { conversation } = await createControlClient([socketPath]).chat({
    session: "g",
    text: "¡hay fuego en mi habitación!",
  });
  const heard = (): string[] =>
    hook.received.map(({ body }) => String((body.check as { name: string }).name));
  await expect.poll(heard).toContain(`emergency-${conversation}`);
});
