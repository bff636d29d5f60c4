import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createEars } from "../../audio/ears/ears.ts";
import { installedEngine, shippedModel } from "../../audio/ears/installed.ts";
import { demoHotelPath, loadHotel, parseHotel } from "../../src/config/load.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { phrases } from "../conversation/support/hotel.ts";
import { knowingEars } from "../journeys/support/caller.ts";
import { hotelYaml } from "../ops/pms/support.ts";
import { KEY, startDouble } from "../support/qloapps/double.ts";
import { socketHotel } from "../support/socket-hotel.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Sentences are spoken in real time: half a minute, and what a busy machine adds. */
const CALL = { timeout: 240_000 };
const CALLER = "+13345550199";

test(
  "the booking system stops in the middle of a call: the caller hears so, nothing is lost, the desk is told",
  CALL,
  async () => {
    const double = await startDouble();
    const stateDir = await temporaryFolder();
    mkdirSync(join(stateDir, "secrets"), { mode: 0o700 });
    writeFileSync(join(stateDir, "secrets", "pms-key"), `${KEY}\n`, { mode: 0o600 });
    const yaml = `${hotelYaml(double.url)}speech: { model: none.bin }\n`;
    const ears = knowingEars();
    const hotel = await socketHotel({
      stateDir,
      config: parseHotel(yaml, join(stateDir, "hotel.yaml")),
      ears,
    });
    const guest = await hotel.ring(CALLER);
    const says = (text: string) =>
      guest.told(() => {
        ears.next = { text, language: "en" };
        return guest.speak();
      });
    const wish =
      "A general room from 3 to 5 March for two people. My name is Ana Pérez, ana.perez@example.com";
    expect(await says(wish)).toContain("same number");
    expect(await guest.told(() => guest.caller.press("1"))).toContain("Ana Pérez");
    await double.stop();
    const from = guest.caller.now();
    ears.next = { text: "yes", language: "en" };
    await guest.speak();
    await guest.hears("The booking system isn't answering and the booking has not been made.", "en", from);
    expect((await hotel.control.status()).waiting).toMatchObject([{ reason: "pms_unavailable" }]);
    expect(double.state.orders).toEqual([]);

    const again = await startDouble({ port: Number(new URL(double.url).port) });
    onTestFinished(() => again.stop());
    // A system that failed is left alone for some seconds, and the caller is told so once more.
    let told = "";
    for (let times = 0; times < 4 && !told.includes("confirmed"); times++) {
      told = await guest.told(() => guest.caller.press("1"));
      // Nothing of what the caller agreed to is read out once more.
      expect(told).not.toContain("Is everything right");
    }
    expect(told).toContain("confirmed");
    expect(again.state.orders).toHaveLength(1);
  },
);

test(
  "the speech engine dies for good in the middle of a call: the caller hears so, and keys take over",
  CALL,
  async () => {
    const stateDir = await temporaryFolder();
    const binary = join(stateDir, "whisper-server");
    copyFileSync(installedEngine(), binary);
    const ears = createEars({ binary, model: shippedModel(), stateFolder: stateDir, clock: systemClock() });
    await ears.start();
    onTestFinished(() => ears.stop());
    const { whatsapp: _none, ...demo } = loadHotel(demoHotelPath());
    const config = { ...demo, speech: { ...demo.speech, model: "/nowhere" } };
    const hotel = await socketHotel({ stateDir, config, ears });
    const guest = await hotel.ring(CALLER);
    const pid = ears.engine.pid();
    expect(pid).toBeDefined();
    rmSync(binary);
    process.kill(pid ?? 0, "SIGKILL");
    const from = guest.caller.now();
    await guest.speak();
    await guest.hears(phrases.plain("es", "phone.deaf"), "es", from);
    await guest.hears(phrases.plain("es", "phone.menu"), "es", from);
    await guest.caller.silenceAfter(from, 900);
    expect(await guest.told(() => guest.caller.press("1"))).toContain("fechas");
  },
);
