import { expect, onTestFinished } from "vitest";
import { expectOneFateEach, type House, ownHouse } from "../support/house.ts";
import { parsedPhrases } from "../support/phrases.ts";
import { scenario, sharedHouse } from "../support/scenario.ts";
import { button, confirm } from "../support/visitor.ts";

const house = sharedHouse();
const MINUTE = 60_000;

/** The house PMS forgets its rooms and rates, as a PMS that cannot be reached; the answer brings them back. */
function cutOffPms(of: House): () => void {
  of.meddle("CREATE TABLE kept AS SELECT * FROM house_settings; DELETE FROM house_settings;");
  return () => of.meddle("INSERT INTO house_settings SELECT * FROM kept; DROP TABLE kept;");
}

function states(of: House): string[] {
  return of.rows<{ state: string }>("SELECT state FROM outbox ORDER BY seq").map(({ state }) => state);
}

scenario("failure", "PMS down", async ({ said, newcomer, language }) => {
  const own = await ownHouse();
  const guest = newcomer(own);
  const [first] = await guest.say(said.everything);
  const readBack = await guest.tap(button(first, "yes"));
  const back = cutOffPms(own);
  const down = await guest.tap(button(readBack, "yes"));
  expect(down.text).toContain(parsedPhrases(language).pms.not_booked);
  expect(guest.bookings()).toEqual([]);
  expect(guest.state().draft).toMatchObject({ arrival: "2027-03-03", email: said.email });
  back();
  const again = await guest.tap(button(down, "yes"));
  if (guest.bookings().length === 0) await confirm(guest, again);
  expect(guest.bookings()).toMatchObject([{ status: "firm", arrival: "2027-03-03" }]);
  await expectOneFateEach(own);
});

scenario("failure", "WhatsApp 401", async ({ said, newcomer }) => {
  const own = await ownHouse();
  const guest = newcomer(own);
  own.sandbox.faults.expireToken();
  await guest.guest.say(said.asks).acknowledged;
  await own.logged("sending stands still");
  expect(guest.guest.received()).toEqual([]);
  expect(states(own)).toEqual(["ready"]);
  expect((await own.control.health()).state).toBe("critical");
  own.sandbox.faults.renewToken();
  own.pass(2 * MINUTE);
  await guest.guest.say(said.parking).acknowledged;
  const offer = await guest.guest.waitFor();
  expect(offer.text).toContain("287");
  expect((await guest.guest.waitFor()).text).toMatch(/18 €|€18/);
});

scenario("failure", "WhatsApp 429", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  house().sandbox.faults.next({ kind: "error", code: 130429 }, { to: guest.guest.identity.phone ?? "" });
  const [offer] = await guest.say(said.asks);
  expect(offer?.text).toContain("287");
  expect(guest.guest.received()).toHaveLength(1);
});

scenario("failure", "WhatsApp 5xx", async ({ said, newcomer }) => {
  const own = await ownHouse();
  const guest = newcomer(own);
  own.sandbox.faults.next({ kind: "http", status: 503 });
  await guest.guest.say(said.parking).acknowledged;
  await own.logged("whether it was taken is unknown");
  // Nobody knows whether it was taken: never said twice by itself, and what comes after it goes out.
  const [offer] = await guest.say(said.asks);
  expect(offer?.text).toContain("287");
  expect(guest.guest.received()).toHaveLength(1);
  expect(states(own)[0]).toBe("unknown");
});

scenario("failure", "WhatsApp hangs after it took it", async ({ said, newcomer }) => {
  const own = await ownHouse();
  const guest = newcomer(own);
  own.sandbox.faults.next({ kind: "reset", taken: true });
  const [parking] = await guest.say(said.parking);
  expect(parking?.text).toMatch(/18 €|€18/);
  const [offer] = await guest.say(said.asks);
  expect(offer?.text).toContain("287");
  expect(guest.guest.received()).toHaveLength(2);
  await own.sandbox.settled();
  // Its statuses tell that it arrived.
  expect(states(own)[0]).toMatch(/delivered|read/);
});

scenario("failure", "two failures at once", async ({ said, newcomer, language }) => {
  const own = await ownHouse();
  const guest = newcomer(own);
  const back = cutOffPms(own);
  onTestFinished(() => own.sandbox.faults.clear());
  own.sandbox.faults.next({ kind: "error", code: 130429 });
  const [down] = await guest.say(said.asks);
  expect(down?.text).not.toMatch(/€/);
  expect(down?.text).toContain("?");
  expect(guest.state().draft).toMatchObject({ arrival: "2027-03-03" });
  back();
  const offer = await guest.tap(button(down, "yes"));
  expect(offer.text).toContain("287");
  expect(guest.state().language).toBe(language);
  expect(guest.guest.received()).toHaveLength(2);
});
