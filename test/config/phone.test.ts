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

const sip = (more: string) => `  door: sip\n  registrar: pbx.lan\n  user: "200"\n${more}`;

test.each([
  ["192.168.1.10", { host: "192.168.1.10", port: 5_060 }],
  ["pbx.hotel-azul.lan:5080", { host: "pbx.hotel-azul.lan", port: 5_080 }],
])("the exchange may be %s", (registrar, found) => {
  expect(door(`  door: sip\n  registrar: ${registrar}\n  user: "200"\n`)).toMatchObject({ registrar: found });
});

test.each([
  '"sip:192.168.1.10"',
  '"sip:200@192.168.1.10"',
  '"192.168.1.10:0"',
  '"192.168.1.10:70000"',
  '"192.168.1.10:abc"',
  '"192.168.1.300"',
  '"pbx lan"',
])("the exchange cannot be %s", (registrar) => {
  const lines = `  door: sip\n  registrar: ${registrar}\n  user: "200"\n`;
  expect(() => door(lines)).toThrow("phone.registrar must be the exchange's name or address");
});

test("calls may be allowed from addresses and networks", () => {
  const allow = ["192.168.1.11", "10.0.0.0/24", "0.0.0.0/0", "fd00::/8"];
  expect(door(sip(`  allow: ${JSON.stringify(allow)}\n`))).toMatchObject({ allow });
});

test.each(["pbx.lan", "10.0.0.0/33", "fd00::/129", "10.0.0.0/", "10.0.0/24", "10.0.0.0/24/8", "10.0.0.0/x"])(
  "calls cannot be allowed from %j",
  (entry) => {
    const lines = `  allow: ["10.0.0.1", ${JSON.stringify(entry)}]\n`;
    const why = "phone.allow[2] must be an address or a network";
    expect(() => door(sip(lines))).toThrow(why);
    expect(() => door(`  door: audiosocket\n${lines}`)).toThrow(why);
  },
);

test.each([
  ["  bind: pbx\n", "phone.bind must be an address"],
  ["  advertise: hotel.example\n", "phone.advertise must be an IPv4 address"],
])("%j is refused", (lines, why) => {
  expect(() => door(sip(lines))).toThrow(why);
});
