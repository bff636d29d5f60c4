import { expect } from "vitest";
import { CHANGE_LINES } from "../support/change-lines.ts";
import { type Kit, scenario } from "../support/scenario.ts";
import { type SpokenGuest, spokenHouse } from "../support/spoken-house.ts";

// What callers say reaches the pipeline as the ears write it down; the sound itself is phone.test.ts's and audio's.
const house = spokenHouse();
let callers = 10;

const calls = ({ said, language }: Kit): SpokenGuest => house().call(`${said.phone}${callers++}`, language);

/** A caller who has booked 3–5 March. */
async function booked(kit: Kit): Promise<SpokenGuest> {
  const { said } = kit;
  const guest = calls(kit);
  await guest.say(said.everything);
  for (let n = 0; n < 5 && guest.state().step !== "done"; n++) await guest.say(said.yes);
  expect(await guest.bookings()).toMatchObject([{ status: "firm", stay: { departure: "2027-03-05" } }]);
  return guest;
}

/** Nothing that is spoken reads like a screen. */
function forTheEar(spoken: string): void {
  expect(spoken).not.toMatch(/[•{}]|https?:|not spoken/);
  expect(spoken.trim()).not.toBe("");
}

scenario("phone", "booking, everything in one breath", async (kit) => {
  const guest = await booked(kit);
  const [booking] = await guest.bookings();
  expect(booking?.guest).toMatchObject({ name: kit.said.name, email: kit.said.email });
});

scenario("phone", "booking, one thing at a time", async (kit) => {
  const guest = calls(kit);
  for (const piece of kit.said.pieces) forTheEar(await guest.say(piece));
  for (let n = 0; n < 6 && guest.state().step !== "done"; n++) forTheEar(await guest.say(kit.said.yes));
  expect(await guest.bookings()).toMatchObject([{ status: "firm", stay: { arrival: "2027-03-03" } }]);
});

scenario("phone", "correction before the yes", async (kit) => {
  const guest = calls(kit);
  forTheEar(await guest.say(kit.said.asks));
  forTheEar(await guest.say(kit.said.corrects));
  expect(guest.state().draft).toMatchObject({ arrival: "2027-03-05", departure: "2027-03-07" });
  expect(await guest.bookings()).toEqual([]);
});

scenario("phone", "change of dates, read out and held", async (kit) => {
  const lines = CHANGE_LINES[kit.language];
  const guest = await booked(kit);
  forTheEar(await guest.say(lines.longer));
  expect(guest.state()).toMatchObject({
    question: "confirm_change",
    existing: { heldUntil: expect.any(Number) },
  });
  expect(await guest.bookings()).toMatchObject([{ stay: { departure: "2027-03-05" } }]);
  forTheEar(await guest.say(kit.said.yes));
  expect(await guest.bookings()).toMatchObject([{ status: "firm", stay: { departure: "2027-03-06" } }]);
});

scenario("phone", "cancellation, another mind and then a yes", async (kit) => {
  const lines = CHANGE_LINES[kit.language];
  const guest = await booked(kit);
  forTheEar(await guest.say(lines.cancel));
  forTheEar(await guest.say(lines.never));
  expect(await guest.bookings()).toMatchObject([{ status: "firm" }]);
  await guest.say(lines.cancel);
  forTheEar(await guest.say(kit.said.yes));
  expect(await guest.bookings()).toMatchObject([{ status: "cancelled" }]);
});

scenario("phone", "towels, a repair and a wake-up call", async (kit) => {
  const guest = calls(kit);
  for (const line of [kit.said.towels, kit.said.broken, kit.said.wakeUp]) forTheEar(await guest.say(line));
  forTheEar(await guest.say(kit.said.yes));
  expect(guest.requests().map(({ kind, room }) => `${kind} ${room}`)).toEqual([
    "housekeeping 204",
    "maintenance 204",
    "wake_up_call 204",
  ]);
});

scenario("phone", "past dates, 31 nights and 11 guests", async (kit) => {
  for (const line of [kit.said.past, kit.said.month, kit.said.eleven]) {
    const guest = calls(kit);
    forTheEar(await guest.say(line));
    expect(guest.state().draft?.heldUntil).toBeUndefined();
    expect(await guest.bookings()).toEqual([]);
  }
});

scenario("phone", "complaint to a person", async (kit) => {
  const guest = calls(kit);
  forTheEar(await guest.say(kit.said.complaint));
  expect(guest.waitingReason()).toBe("complaint");
});
