import { expect } from "vitest";
import { expectOneFateEach, fill, ownHouse } from "../support/house.ts";
import { parsedPhrases } from "../support/phrases.ts";
import { scenario, sharedHouse } from "../support/scenario.ts";
import { button, confirm } from "../support/visitor.ts";

const house = sharedHouse();
const DAY = 86_400_000;

scenario("edge", "no rooms: the nearest dates", async ({ said, newcomer }) => {
  const full = await ownHouse({ before: (pms) => fill(pms, { double: 9, sea_view: 4, family: 3 }) });
  const guest = newcomer(full);
  const [offer] = await guest.say(said.asks);
  expect(offer?.buttons.map(({ id }) => id.split("#")[0])).toEqual(["choice:1", "choice:2", "choice:3"]);
  await guest.tap(button(offer, "choice:1"));
  const [data] = await guest.say(said.details);
  await confirm(guest, data);
  expect(guest.bookings()).toMatchObject([{ status: "firm" }]);
  expect(guest.bookings()[0]?.arrival).not.toBe("2027-03-03");
  expect(full.rows("SELECT room FROM house_room_night GROUP BY room, night HAVING count(*) > 1")).toEqual([]);
  await expectOneFateEach(full);
});

scenario("edge", "incomplete data: asks", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [dates] = await guest.say(said.incomplete);
  expect(dates?.text).toContain("?");
  expect(guest.state()).toMatchObject({ question: "stay", draft: { adults: 2, roomType: "double" } });
  await guest.say(said.fillsIn);
  expect(guest.holds()).toHaveLength(1);
  expect(guest.state().question).toBe("name");
  const [email] = await guest.say(said.name);
  expect(email?.text).toContain("?");
  expect(guest.state().question).toBe("email");
  expect(guest.bookings()).toEqual([]);
});

scenario("edge", "duplicate booking", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [first] = await guest.say(said.everything);
  await confirm(guest, first);
  const [booking] = guest.bookings();
  const [again] = await guest.say(said.everything);
  expect(again?.text).toContain(booking?.code);
  expect(guest.state().question).toBe("duplicate");
  await guest.tap(button(again, "no"));
  expect(guest.bookings()).toHaveLength(1);
  await expectOneFateEach(house());
});

scenario("edge", "past dates", async ({ said, newcomer, language }) => {
  const guest = newcomer(house());
  const [asks] = await guest.say(said.past);
  expect(asks?.text).toContain(parsedPhrases(language).stay.past);
  expect(asks?.text).toContain("2028");
  expect(guest.state().question).toBe("which_date");
  expect(guest.holds()).toEqual([]);
});

scenario("edge", "31 nights", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [asks] = await guest.say(said.month);
  expect(asks?.text).toContain("30");
  expect(guest.state()).toMatchObject({ question: "departure", draft: { arrival: "2027-03-01" } });
  expect(guest.holds()).toEqual([]);
});

scenario("edge", "11 guests", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [told] = await guest.say(said.eleven);
  expect(told?.text).toContain("10");
  expect(guest.conversation()).toMatchObject({ mode: "person", waiting_reason: "group" });
  const { waiting } = await house().control.status();
  expect(waiting.some(({ id, reason }) => id === guest.conversation().id && reason === "group")).toBe(true);
});

scenario("edge", "two guests at once for the last room", async ({ said, newcomer }) => {
  const last = await ownHouse({ before: (pms) => fill(pms, { double: 8 }) });
  const rivals = [newcomer(last), newcomer(last)];
  const offers = await Promise.all(rivals.map((each) => each.say(said.asks)));
  await Promise.all(rivals.map((each, n) => each.tap(button(offers[n]?.[0], "yes"))));
  expect(rivals.map((each) => each.holds().length).sort()).toEqual([0, 1]);
  const winner = rivals.find((each) => each.holds().length === 1);
  const loser = rivals.find((each) => each.holds().length === 0);
  const [data] = (await winner?.say(said.details)) ?? [];
  if (winner) await confirm(winner, data);
  expect(winner?.bookings()).toMatchObject([{ status: "firm", room_type: "double" }]);
  expect(loser?.bookings()).toEqual([]);
  expect(loser?.state().question).toBe("offer");
  await expectOneFateEach(last);
});

scenario("edge", "double tap on a button", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [first] = await guest.say(said.everything);
  const readBack = await guest.tap(button(first, "yes"));
  const taps = [1, 2].map(() => guest.guest.tap(button(readBack, "yes")));
  await Promise.all(taps.map((tap) => tap.acknowledged));
  await guest.guest.waitFor();
  await expectOneFateEach(house());
  expect(guest.bookings()).toHaveLength(1);
});

scenario("edge", "a button from last week", async ({ said, newcomer, language }) => {
  const own = await ownHouse();
  const guest = newcomer(own);
  const [offer] = await guest.say(said.asks);
  await guest.say(said.corrects);
  own.pass(7 * DAY);
  const reply = await guest.tap(button(offer, "yes"));
  expect(reply.text).toContain(parsedPhrases(language).stale_button);
  expect(guest.holds()).toEqual([]);
  expect(guest.bookings()).toEqual([]);
  expect(guest.state().draft).toMatchObject({ arrival: "2027-03-05", departure: "2027-03-07" });
});
