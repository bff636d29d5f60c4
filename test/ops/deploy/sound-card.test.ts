import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { demoHotelPath } from "../../../src/config/load.ts";
import { soundCardStep } from "../../../src/ops/deploy/sound-card.ts";
import { soundCard } from "../../../src/ops/systemd/sound-card.ts";
import { unit } from "../../../src/ops/systemd/unit.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { aMachine } from "./support.ts";

const DEMO = readFileSync(demoHotelPath(), "utf8");

it("the service gets the sound card when hotel.yaml has a handset, and loses it with it", async () => {
  const { context, places } = await aMachine();
  const without = soundCardStep(context, DEMO);
  expect(await without.needed()).toBeUndefined();

  const withIt = soundCardStep(context, `${DEMO}\nphone:\n  door: soundcard\n`);
  expect(await withIt.needed()).toBe(`write ${places.soundCard}`);
  await withIt.run();
  expect(readFileSync(places.soundCard, "utf8")).toBe(soundCard({ button: false }));
  expect(await withIt.needed()).toBeUndefined();

  const button = "/dev/input/by-id/usb-button-event-kbd";
  const pressed = soundCardStep(context, `${DEMO}\nphone:\n  door: soundcard\n  button: ${button}\n`);
  expect(await pressed.needed()).toBe(`write ${places.soundCard}`);
  await pressed.run();
  expect(readFileSync(places.soundCard, "utf8")).toMatch(
    /^DeviceAllow=char-alsa rw\nDeviceAllow=char-input r\nSupplementaryGroups=audio input$/m,
  );

  expect(await without.needed()).toBe(`remove ${places.soundCard}`);
  await without.run();
  expect(existsSync(places.soundCard)).toBe(false);
});

it("with the sound card it is exposed to it alone: 1.7 of 10, instead of 1.5", async ({ skip }) => {
  const version = await execa("systemd-analyze", ["--version"], { reject: false });
  skip(version.exitCode !== 0, "systemd-analyze is not installed here");
  const file = join(await temporaryFolder(), "hotelbot.service");
  await writeFile(file, `${unit()}\n${soundCard({ button: true })}`);
  const judged = ["security", "--offline=true", "--no-pager", file];
  const { all } = await execa("systemd-analyze", judged, { reject: false, all: true });
  expect(all).toMatch(/Overall exposure level for hotelbot\.service: 1\.7 OK/);
  expect(all).not.toMatch(/✗ DevicePolicy/);
});
