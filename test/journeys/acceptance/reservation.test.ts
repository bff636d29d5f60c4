import { expect } from "vitest";
import { CHANGE_LINES } from "../support/change-lines.ts";
import { expectOneFateEach, type House, ownHouse } from "../support/house.ts";
import { type Kit, scenario, sharedHouse } from "../support/scenario.ts";
import { button, confirm, type Visitor } from "../support/visitor.ts";

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
  // Six adults fit into a family room and a double, two family rooms or three doubles: said so, and never handed over.
  expect(offer?.text).toMatch(/[123] × /);
  expect(guest.conversation().mode).toBe("bot");
  const chosen = await guest.tap(
    button(offer, offer?.buttons.some(({ id }) => id.startsWith("yes#")) ? "yes" : "choice:1"),
  );
  expect(chosen.text).toMatch(/[123] × /);
  const [data] = await guest.say(said.details);
  const last = await confirm(guest, data);
  const [booking] = guest.bookings();
  const rooms: unknown = JSON.parse(booking?.rooms ?? "[]");
  expect(Array.isArray(rooms) && rooms.length).toBeGreaterThanOrEqual(2);
  expect(last?.text).toContain(booking?.code);
  expect(last?.text).toMatch(/[123] × /);
  await expectOneFateEach(house());
});

scenario("reservation", "rooms of several types, all or none", async ({ said, newcomer, language }) => {
  const guest = newcomer(house());
  const [held] = await guest.say(said.mixed);
  expect(held?.text).toMatch(/1 × .* 1 × /);
  expect(house().rows("SELECT * FROM hold_night WHERE night = '2027-03-24'")).toHaveLength(2);
  const [data] = await guest.say(said.details);
  const last = await confirm(guest, data);
  const [booking] = guest.bookings();
  expect(booking).toMatchObject({ status: "firm", arrival: "2027-03-24" });
  const taken = house().rows<{ room_type: string }>(
    `SELECT DISTINCT house_room.room_type FROM house_room_night JOIN house_room ON number = room
     JOIN house_booking ON house_booking.id = booking_id WHERE code = ? ORDER BY 1`,
    booking?.code,
  );
  expect(taken.map((row) => row.room_type)).toEqual(["double", "family"]);
  expect(last?.text).toMatch(/1 × .* 1 × /);
  // Shown and cancelled as one; nothing of it stays taken.
  const [read] = await guest.say(CHANGE_LINES[language].cancel);
  expect(read?.text).toMatch(/1 × .* 1 × /);
  await guest.tap(button(read, "yes"));
  // A slow machine is told of first, and then what came of it.
  while (guest.bookings()[0]?.status !== "cancelled") await guest.guest.waitFor();
  expect(house().rows("SELECT * FROM house_room_night WHERE night = '2027-03-24'")).toEqual([]);
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

/** A hotel that asks for 30 % by transfer. */
function withDeposit(text: string): string {
  const asks = text.replace("deposit_percent: 0", "deposit_percent: 30");
  return `${asks}\ndeposit: { holder: Hotel Miramar SL, account: ES91 2100 0418 4502 0005 1332 }\n`;
}

/** A guest whose booking waits for a deposit, and who has sent a picture of the transfer. */
async function paid({ said, newcomer }: Kit): Promise<{ own: House; guest: Visitor; deposit: number }> {
  const own = await ownHouse({ yaml: withDeposit });
  const guest = newcomer(own);
  const [first] = await guest.say(said.everything);
  const last = await confirm(guest, first);
  // 30 % of 178 €.
  expect(last?.text).toMatch(/53,40 €|€53\.40/);
  expect(last?.text).toContain("ES91 2100 0418 4502 0005 1332");
  const image = guest.guest.image(Buffer.from("a picture of a transfer"), undefined, "image/png");
  const received = await guest.answered(image);
  // Never a confirmation: people look at it.
  expect(received.text).not.toMatch(/53[.,]40/);
  const { deposits } = await own.control.work.deposits(false);
  const [waiting] = deposits;
  expect(waiting).toMatchObject({ state: "proof_received" });
  return { own, guest, deposit: waiting?.id ?? 0 };
}

scenario("reservation", "deposit proof approved", async (kit) => {
  const { own, guest, deposit } = await paid(kit);
  await own.control.work.decideDeposit(deposit, { act: "approve", by: "marta" });
  const told = await guest.guest.waitFor();
  expect(told.text).toContain(guest.bookings()[0]?.code);
  expect(guest.state().language).toBe(kit.language);
  expect(own.rows("SELECT state FROM deposit")).toEqual([{ state: "approved" }]);
});

scenario("reservation", "deposit proof rejected", async (kit) => {
  const { own, guest, deposit } = await paid(kit);
  const reason = "IBAN ???";
  await own.control.work.decideDeposit(deposit, { act: "reject", by: "marta", reason });
  expect((await guest.guest.waitFor()).text).toContain(reason);
  expect(own.rows("SELECT state FROM deposit")).toEqual([{ state: "rejected" }]);
  expect(guest.bookings()).toMatchObject([{ status: "firm" }]);
});
