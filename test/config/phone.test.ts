import { expect, test } from "vitest";
import { parseHotel } from "../../src/config/load.ts";
import { SMALLEST } from "./fixture.ts";

const door = (lines: string) => parseHotel(`${SMALLEST}\nphone:\n${lines}`, "/etc/hotel.yaml").phone?.door;
const BUTTON = "/dev/input/by-id/usb-button-event-kbd";

test("a handset has a button where hotel.yaml names one", () => {
  expect(door("  door: soundcard\n")).toEqual({ kind: "soundcard" });
  expect(door(`  door: soundcard\n  button: ${BUTTON}\n`)).toEqual({
    kind: "soundcard",
    button: { path: BUTTON },
  });
  expect(door(`  door: soundcard\n  device: plughw:1\n  button: ${BUTTON}\n  button_key: 28\n`)).toEqual({
    kind: "soundcard",
    device: "plughw:1",
    button: { path: BUTTON, key: 28 },
  });
});

test.each([
  ["  door: soundcard\n  button: event3\n", "phone.button must be a path from the root"],
  ["  door: soundcard\n  button_key: 28\n", "phone.button_key is a key of phone.button, which is missing"],
  [`  door: audiosocket\n  button: ${BUTTON}\n`, "phone.button needs door: soundcard"],
  [`  door: soundcard\n  button: ${BUTTON}\n  button_key: 0\n`, "phone.button_key must be"],
])("%j is refused", (lines, why) => {
  expect(() => door(lines)).toThrow(why);
});
