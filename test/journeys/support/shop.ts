import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { parseHotel } from "../../../src/config/load.ts";
import { loadSecrets } from "../../../src/config/secrets.ts";
import { createControlClient } from "../../../src/control/client.ts";
import { createDaemon } from "../../../src/daemon.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import { hotelYaml } from "../../ops/pms/support.ts";
import { KEY, startDouble } from "../../support/qloapps/double.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A hotel whose PMS is a QloApps shop, with the real daemon in this process and guests in the terminal. */
export async function hotelOnAShop() {
  const double = await startDouble();
  const stateDir = await temporaryFolder();
  mkdirSync(join(stateDir, "secrets"), { mode: 0o700 });
  writeFileSync(join(stateDir, "secrets", "pms-key"), `${KEY}\n`, { mode: 0o600 });
  const yaml = `${hotelYaml(double.url)}speech: { model: none.bin }\n`;
  const config = parseHotel(yaml, join(stateDir, "hotel.yaml"));
  const parts = { clock: systemClock(), ids: randomIds(), log: silentLogger() };
  const daemon = createDaemon({ stateDir, config, secrets: loadSecrets(stateDir, undefined), ...parts });
  const { socketPath } = await daemon.start();
  onTestFinished(async () => {
    await daemon.stop();
    await double.stop();
  });
  const control = createControlClient([socketPath]);
  const say = (text: string) => control.chat({ session: "ana", text, language: "en" });
  return { double, control, say };
}
