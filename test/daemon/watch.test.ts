import { beforeAll, expect, it, vi } from "vitest";
import type { HealthReport } from "../../src/control/contract.ts";
import { type House, openHouse, ownHouse } from "../journeys/support/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  return () => house.close();
});

const stateOf = (report: Pick<HealthReport, "checks">, name: string) =>
  report.checks.find((check) => check.name === name)?.state;

it("health is live and ready with WhatsApp up; what takes seconds is not asked for it", async () => {
  const report = await house.control.health();
  expect(report).toMatchObject({ live: true, ready: true });
  expect(stateOf(report, "whatsapp-silence")).toBe("ok");
  expect(stateOf(report, "unread")).toBe("ok");
});

it("doctor asks Meta too, and health tells what it found from then on", async () => {
  const report = await house.control.doctor();
  expect(stateOf(report, "whatsapp-token")).toBe("ok");
  expect(stateOf(report, "whatsapp-webhook")).toBe("ok");
  expect(stateOf(report, "secrets")).toBe("ok");
  expect(stateOf(await house.control.health(), "whatsapp-token")).toBe("ok");
});

it("counts bodies nobody could read, and replies Meta took and never spoke of again", async () => {
  const own = await ownHouse();
  await own.control.chat({ session: "ana", text: "hola" });
  own.meddle("INSERT INTO raw_event VALUES (1000, 'whatsapp', zeroblob(32), x'00', 1, 'not JSON')");
  own.meddle("UPDATE outbox SET channel = 'whatsapp', state = 'accepted', updated_at = updated_at - 7200000");
  const report = await own.control.health();
  expect(stateOf(report, "unread")).toBe("warning");
  expect(stateOf(report, "whatsapp-silence")).toBe("warning");
});

it("is live and not ready while WhatsApp stands still", async () => {
  const own = await ownHouse();
  const guest = own.sandbox.guest("34600111222", "Ana");
  own.sandbox.faults.expireToken();
  await guest.say("hola").acknowledged;
  await vi.waitFor(async () => expect((await own.control.health()).ready).toBe(false), { timeout: 10_000 });
  expect(await own.control.health()).toMatchObject({ live: true, ready: false, state: "critical" });
});
