import { expect } from "vitest";
import { expectOneFateEach, ownHouse } from "../support/house.ts";
import { scenario, sharedHouse } from "../support/scenario.ts";
import { confirm } from "../support/visitor.ts";

const house = sharedHouse();
const HOUR = 3_600_000;

scenario("turns", "context kept", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  await guest.say(said.asks, said.yes, said.details);
  expect(guest.state().draft).toMatchObject({
    arrival: "2027-03-03",
    departure: "2027-03-06",
    adults: 2,
    roomType: "double",
    name: said.name,
    email: said.email,
  });
});

scenario("turns", "correction", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [, moved] = await guest.say(said.asks, said.corrects);
  expect(guest.state().draft).toMatchObject({ arrival: "2027-03-05", departure: "2027-03-07", adults: 2 });
  expect(moved?.text).toContain("218");
  const [, data] = await guest.say(said.yes, said.details);
  await confirm(guest, data);
  expect(guest.bookings()).toMatchObject([{ arrival: "2027-03-05", total_minor: 218_00 }]);
  await expectOneFateEach(house());
});

scenario("turns", "topic change and return", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [price, parking] = await guest.say(said.price, said.parking);
  expect(price?.text).toContain("178");
  expect(parking?.text).toMatch(/18 €|€18/);
  const [, data] = await guest.say(said.booksIt, said.details);
  await confirm(guest, data);
  expect(guest.bookings()).toMatchObject([{ arrival: "2027-03-10", departure: "2027-03-12" }]);
  await expectOneFateEach(house());
});

scenario("turns", "language switch", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  await guest.say(said.asks);
  const [switched] = await guest.say(said.switches);
  expect(guest.state().language).toBe(said.switchedTo);
  expect(switched?.text).toContain("7:30");
  expect(switched?.text).toMatch(said.switchedTo === "es" ? /desayuno/ : /breakfast/i);
  expect(guest.state().draft).toMatchObject({ arrival: "2027-03-03", adults: 2 });
});

scenario("turns", "session timeout, draft recovered", async ({ said, newcomer }) => {
  const own = await ownHouse();
  const guest = newcomer(own);
  await guest.say(said.asks, said.yes);
  own.pass(30 * HOUR);
  const [back] = await guest.say(said.hello);
  expect(guest.state().draft).toMatchObject({ arrival: "2027-03-03", departure: "2027-03-06", adults: 2 });
  expect(back?.text).toMatch(/\b3\b/);
  const [data] = await guest.say(said.details);
  await confirm(guest, data);
  expect(guest.bookings()).toMatchObject([{ status: "firm", arrival: "2027-03-03" }]);
});

scenario("turns", "typos and slang", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [offer] = await guest.say(said.slang);
  expect(guest.state().draft).toMatchObject({ arrival: "2027-03-03", departure: "2027-03-05", adults: 2 });
  expect(offer?.text).toContain("178");
});

scenario("turns", "complaint to a person", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  await guest.say(said.complaint);
  expect(guest.conversation()).toMatchObject({ mode: "person", waiting_reason: "complaint" });
  await guest.guest.say(said.asks).acknowledged;
  await expectOneFateEach(house());
  expect(guest.guest.received()).toHaveLength(1);
});

scenario("turns", "no personal data in the journal", async ({ said, newcomer }) => {
  const own = await ownHouse();
  const guest = newcomer(own);
  const [first] = await guest.say(said.everything);
  await confirm(guest, first);
  await guest.say(said.complaint);
  await own.control.status();
  const journal = own.journal();
  expect(journal.length).toBeGreaterThan(200);
  const [given = ""] = said.name.split(" ");
  const secret = [said.name, said.email, said.phone.slice(1), given, "vergüenza", "disgrace", "vergonha"];
  expect(secret.filter((word) => journal.includes(word))).toEqual([]);
});
