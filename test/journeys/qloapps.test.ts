import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { parseHotel } from "../../src/config/load.ts";
import { loadSecrets } from "../../src/config/secrets.ts";
import { createControlClient } from "../../src/control/client.ts";
import { createDaemon } from "../../src/daemon.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { hotelYaml } from "../ops/pms/support.ts";
import { KEY, startDouble } from "../support/qloapps/double.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A hotel whose PMS is a QloApps shop, with the real daemon in this process and guests in the terminal. */
async function hotelOnAShop() {
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

it("a guest books a room in a QloApps shop, and monitors see how it answers", {
  timeout: 60_000,
}, async () => {
  const { double, control, say } = await hotelOnAShop();
  double.arm({ on: "POST bookings", kind: "done, 500 notice" });
  const said: string[] = [];
  let booking: { code: string; status: string } | null = null;
  for (const text of [
    "Hello! Do you have a general room from 3 to 5 March for two people?",
    "yes",
    "My name is Ana Pérez, ana.perez@example.com, +34600111222",
    "yes",
    "yes",
    "yes",
  ]) {
    const turn = await say(text);
    said.push(...turn.replies.map((reply) => reply.text));
    booking = turn.booking;
    if (booking) break;
  }
  const order = double.state.orders[0];
  expect(booking, said.join("\n")).toMatchObject({ code: order?.code, status: "firm" });
  expect(said.join("\n")).toContain(order?.code);
  expect(order?.source).toMatch(/^hotelbot:prime-\d+-\d+/);
  expect(double.state.orders).toHaveLength(1);

  const { checks } = await control.health();
  expect(checks.find(({ name }) => name === "pms")).toMatchObject({ state: "ok", text: "qloapps answers" });
  double.down();
  for (let time = 0; time < 3; time += 1) await control.health();
  const pms = (await control.health()).checks.find(({ name }) => name === "pms");
  expect(pms).toMatchObject({ state: "critical" });
  expect(pms?.text).toMatch(/missed 3 answers in a row .*left alone for a moment/);
  const refused = await say("Do you have a room from 10 to 12 April for two?");
  expect(refused.replies.length).toBeGreaterThan(0);
  expect(refused.replies.map((reply) => reply.text).join()).not.toMatch(/\$\d/);
});
