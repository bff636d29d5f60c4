import { expect } from "vitest";
import { expectOneFateEach } from "../support/house.ts";
import { scenario, sharedHouse } from "../support/scenario.ts";
import { button, confirm } from "../support/visitor.ts";

const house = sharedHouse();
const MARCH = { arrival: "2027-03-03", departure: "2027-03-05" };

scenario("reservation", "enquiry, quote, hold, data, confirmed", async ({ said, newcomer, language }) => {
  const guest = newcomer(house());
  const [quote] = await guest.say(said.asks);
  expect(quote?.text).toContain("287");
  expect(guest.holds()).toEqual([]);
  const held = await guest.tap(button(quote, "yes"));
  expect(guest.holds()).toHaveLength(1);
  expect(held.text).toMatch(/10:2\d|\d{1,2}:\d\d/);
  const [data] = await guest.say(said.details);
  const last = await confirm(guest, data);
  const [booking] = guest.bookings();
  expect(booking).toMatchObject({ status: "firm", arrival: "2027-03-03", departure: "2027-03-06", language });
  expect(last?.text).toContain(booking?.code);
  expect(house().rows("SELECT reference FROM pms_journal WHERE state = 'firm'").length).toBeGreaterThan(0);
  await expectOneFateEach(house());
});

scenario("reservation", "group over four split over rooms", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [offer] = await guest.say(said.group);
  // Six adults fit into two family rooms, or three doubles: said so, and never handed over.
  expect(offer?.text).toMatch(/[23] × /);
  expect(guest.conversation().mode).toBe("bot");
  const chosen = await guest.tap(
    button(offer, offer?.buttons.some(({ id }) => id.startsWith("yes#")) ? "yes" : "choice:1"),
  );
  expect(chosen.text).toMatch(/[23] × /);
  const [data] = await guest.say(said.details);
  const last = await confirm(guest, data);
  const [booking] = guest.bookings();
  const rooms: unknown = JSON.parse(booking?.rooms ?? "[]");
  expect(Array.isArray(rooms) && rooms.length).toBeGreaterThanOrEqual(2);
  expect(last?.text).toContain(booking?.code);
  expect(last?.text).toMatch(/[23] × /);
  await expectOneFateEach(house());
});

scenario("reservation", "everything in one message", async ({ said, newcomer, language }) => {
  const guest = newcomer(house());
  const [first] = await guest.say(said.everything);
  const last = await confirm(guest, first);
  expect(guest.bookings()).toMatchObject([{ ...MARCH, status: "firm", room_type: "double", language }]);
  expect(last?.text).toContain(guest.bookings()[0]?.code);
  expect(guest.guest.received()).toHaveLength(guest.fates().length);
  await expectOneFateEach(house());
});

scenario("reservation", "one slot a message", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const replies = await guest.say(...said.pieces);
  const last = await confirm(guest, replies.at(-1));
  expect(guest.bookings()).toMatchObject([{ ...MARCH, status: "firm", room_type: "double" }]);
  expect(last?.text).toContain(guest.bookings()[0]?.code);
  await expectOneFateEach(house());
});

scenario("reservation", "five turns in under 8 s", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const began = performance.now();
  await guest.say(...said.pieces.slice(0, 5));
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(guest.fates()).toEqual(Array(5).fill("answered"));
});
