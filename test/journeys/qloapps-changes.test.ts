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
import { type Double, KEY, startDouble } from "../support/qloapps/double.ts";
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
  /** A guest in the terminal; answers what they are told to the last line. */
  const says = async (...lines: readonly string[]): Promise<string> => {
    let told = "";
    for (const text of lines) {
      const { replies } = await control.chat({ session: "ana", text, language: "en" });
      told = replies.map((reply) => reply.text).join("\n");
    }
    return told;
  };
  return { double, control, says };
}

const BOOKS = [
  "Hello! Do you have a general room from 3 to 5 March for two people?",
  "yes",
  "My name is Ana Pérez, ana.perez@example.com, +34600111222",
  "yes",
] as const;

it("a guest changes and cancels a booking in a QloApps shop: read back, held, written once each", {
  timeout: 60_000,
}, async () => {
  const { double, says } = await hotelOnAShop();
  expect(await says(...BOOKS)).toContain("confirmed");
  const code = double.state.orders[0]?.code ?? "none";

  const read = await says("I want to change my booking, leaving on 6 March");
  expect(read).toMatch(/I'm keeping the change for you until/);
  expect(read).toContain("US$3,900, taxes included (before US$2,600: US$1,300 more)");
  expect(writes(double)).toEqual(["POST bookings"]);
  expect(await says("yes")).toContain(`Booking ${code} is now`);
  expect(writes(double)).toEqual(["POST bookings", "PUT bookings"]);
  expect(await says("yes", "can you show me my reservation?")).toContain("Saturday 6 March");
  expect(writes(double)).toHaveLength(2);

  const terms = await says("cancel my booking");
  expect(terms).toContain("Shall I cancel it?");
  expect(await says("no")).toContain("stays as it is");
  expect(double.state.orders[0]?.state).not.toBe(CANCELLED);
  expect(await says("cancel my booking", "yes")).toContain(`booking ${code} is cancelled`);
  expect(double.state.orders).toMatchObject([{ code, state: CANCELLED }]);
});

it("what the shop refuses goes to the desk with all of it, and the booking stays", {
  timeout: 60_000,
}, async () => {
  const { double, control, says } = await hotelOnAShop();
  await says(...BOOKS);
  const code = double.state.orders[0]?.code ?? "none";
  // QloApps looks for a free room while the booking's own still counts: a full house refuses even a shorter stay.
  fillUp(double);
  const orders = double.state.orders.length;
  const read = await says("I want to change my booking, leaving on 4 March");
  expect(read).toContain("Shall I confirm it?");
  expect(await says("yes")).toMatch(/stays as it was/);
  const [waiting] = (await control.status()).waiting;
  expect(waiting).toMatchObject({ reason: "pms_refused" });
  const { turns } = await control.conversation(waiting?.id ?? 0);
  const summary = turns.find(({ kind }) => kind === "handover")?.text ?? "";
  for (const fact of [code, "4"]) expect(summary).toContain(fact);
  expect(double.state.orders).toHaveLength(orders);
  expect(double.state.orders[0]?.state).not.toBe(CANCELLED);
  expect((await control.booking(code)).booking).toMatchObject({ status: "firm", departure: "2027-03-05" });
});

const CANCELLED = 4;

function writes({ requests }: Double): string[] {
  return requests.filter((what) => /^(POST|PUT) bookings$/.test(what));
}

/** The front desk sells every other room of the type. */
function fillUp({ frontDesk }: Double): void {
  for (;;) {
    try {
      frontDesk.book(1, "2027-03-03", "2027-03-06");
    } catch {
      return;
    }
  }
}
