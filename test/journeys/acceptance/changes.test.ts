import { expect } from "vitest";
import type { ReceivedMessage } from "../../../src/channels/whatsapp/sandbox/types.ts";
import { CHANGE_LINES } from "../support/change-lines.ts";
import { expectOneFateEach, type House, ownHouse } from "../support/house.ts";
import { type Kit, scenario, sharedHouse } from "../support/scenario.ts";
import { button, confirm, type Visitor } from "../support/visitor.ts";

const house = sharedHouse();
const DAY = 24 * 3_600_000;

/** A guest who has booked 3–5 March. */
async function booked({ said, newcomer }: Kit, of: House): Promise<Visitor> {
  const guest = newcomer(of);
  const [first] = await guest.say(said.everything);
  await confirm(guest, first);
  expect(guest.bookings()).toMatchObject([{ status: "firm", departure: "2027-03-05", total_minor: 178_00 }]);
  return guest;
}

function changes(of: House): unknown[] {
  return of.rows("SELECT reference FROM pms_change WHERE state NOT IN ('firm', 'refused')");
}

async function ends(of: House): Promise<void> {
  await expectOneFateEach(of);
  expect(changes(of)).toEqual([]);
  expect(of.rows("SELECT night FROM house_room_night GROUP BY room, night HAVING count(*) > 1")).toEqual([]);
}

scenario("modify", "dates", async (kit) => {
  const lines = CHANGE_LINES[kit.language];
  const guest = await booked(kit, house());
  const [shown, read, again] = await guest.say(lines.lookUp, lines.longer, lines.correct);
  expect(shown?.text).toContain(guest.bookings()[0]?.code);
  expect(read?.text).toMatch(/6/);
  expect(guest.bookings()).toMatchObject([{ departure: "2027-03-05" }]);
  expect(again?.text).toMatch(/7/);
  const yes = button(again, "yes");
  const done = await guest.tap(yes);
  expect(done.text).toContain(guest.bookings()[0]?.code);
  expect(guest.bookings()).toMatchObject([
    { status: "firm", arrival: "2027-03-03", departure: "2027-03-07" },
  ]);
  await guest.tap(yes);
  expect(
    house().rows("SELECT reference FROM pms_change WHERE conversation_id = ?", guest.conversation().id),
  ).toHaveLength(1);
  await ends(house());
});

scenario("modify", "room upgrade with the difference", async (kit) => {
  const guest = await booked(kit, house());
  const [first] = await guest.say(CHANGE_LINES[kit.language].suite);
  const others = first?.buttons.some(({ id }) => id.startsWith("choice:"))
    ? first
    : await guest.tap(button(first, "modify:room"));
  const read = await guest.tap(button(others, "choice:1"));
  const before = guest.bookings()[0]?.total_minor ?? 0;
  const done = await guest.tap(button(read, "yes"));
  const [after] = guest.bookings();
  expect(after).toMatchObject({ status: "firm", arrival: "2027-03-03", departure: "2027-03-05" });
  expect(after?.room_type).not.toBe("double");
  expect(read.text).toContain(String(Math.abs((after?.total_minor ?? 0) - before) / 100));
  expect(done.text).toContain(after?.code);
  await ends(house());
});

scenario("modify", "add breakfast or parking", async (kit) => {
  const guest = await booked(kit, house());
  await guest.say(CHANGE_LINES[kit.language].breakfast);
  const wishes = house().rows(
    "SELECT kind, state FROM request WHERE conversation_id = ?",
    guest.conversation().id,
  );
  expect(wishes).toMatchObject([{ kind: "extra", state: "open" }]);
  expect(guest.bookings()).toMatchObject([{ status: "firm", total_minor: 178_00 }]);
  await ends(house());
});

scenario("modify", "unknown booking", async (kit) => {
  const guest = kit.newcomer(house());
  const { cancel } = CHANGE_LINES[kit.language];
  await guest.say(cancel, "QQQ4477 Nadie", "QQQ4478 Nadie");
  expect(guest.conversation()).toMatchObject({ mode: "bot" });
  await guest.say("QQQ4479 Nadie");
  expect(guest.conversation()).toMatchObject({ mode: "person", waiting_reason: "existing_booking" });
  await ends(house());
});

scenario("modify", "refused by the PMS", async (kit) => {
  const own = await ownHouse();
  const guest = await booked(kit, own);
  const [read] = await guest.say(CHANGE_LINES[kit.language].longer);
  // The front desk sells the last rooms between the read-back and the yes.
  await fillBehind(own);
  const answer = await guest.tap(button(read, "yes"));
  expect(guest.bookings()).toMatchObject([{ status: "firm", departure: "2027-03-05" }]);
  expect(answer.text).not.toBe("");
  await ends(own);
});

/** Every double is sold for the night of the fifth while the guest thinks. */
async function fillBehind(own: House): Promise<void> {
  own.meddle(`INSERT INTO house_booking (code, reference, room_type, rooms, arrival, departure, party, guest, total_minor,
      currency, language, channel, status, created_at, updated_at)
    SELECT 'D' || number, 'desk-' || number, 'double', json_array(number), '2027-03-05', '2027-03-06',
      '{"adults":1,"children":0}', '{"name":"Otro","email":"o@example.com","phone":"+34600999999"}', 100, 'EUR', 'es',
      'desk', 'firm', 0, 0 FROM house_room WHERE room_type = 'double'`);
  own.meddle(`INSERT INTO house_room_night (room, night, booking_id)
    SELECT substr(reference, 6), '2027-03-05', id FROM house_booking WHERE reference LIKE 'desk-%'`);
}

/** The read-back of a cancellation and what follows a yes. */
async function cancelled(kit: Kit, of: House, guest: Visitor): Promise<ReceivedMessage> {
  const [read] = await guest.say(CHANGE_LINES[kit.language].cancel);
  expect(guest.bookings()).toMatchObject([{ status: "firm" }]);
  const done = await guest.tap(button(read, "yes"));
  expect(guest.bookings()).toMatchObject([{ status: "cancelled" }]);
  expect(done.text).toContain(guest.bookings()[0]?.code);
  await ends(of);
  return read ?? done;
}

scenario("cancel", "more than 48 h ahead", async (kit) => {
  const guest = await booked(kit, house());
  const read = await cancelled(kit, house(), guest);
  expect(read.text).toMatch(/no cuesta nada|costs nothing|não custa nada/);
});

scenario("cancel", "less than 24 h ahead", async (kit) => {
  const own = await ownHouse();
  const guest = await booked(kit, own);
  own.meddle(`UPDATE house_booking SET arrival = '2027-02-02', departure = '2027-02-04'`);
  own.pass(DAY);
  const read = await cancelled(kit, own, guest);
  expect(read.text).toMatch(/44,50|44\.50/);
});

scenario("cancel", "non-refundable", async (kit) => {
  const own = await ownHouse({ yaml: (text) => `${text}\ncancellation:\n  non_refundable: [double]\n` });
  const guest = await booked(kit, own);
  const read = await cancelled(kit, own, guest);
  expect(read.text).toContain("178");
});

scenario("cancel", "another mind at the read-back", async (kit) => {
  const lines = CHANGE_LINES[kit.language];
  const guest = await booked(kit, house());
  const [, kept] = await guest.say(lines.cancel, lines.never);
  expect(kept?.text).toContain(guest.bookings()[0]?.code);
  expect(guest.bookings()).toMatchObject([{ status: "firm" }]);
  expect(
    house().rows("SELECT reference FROM pms_change WHERE conversation_id = ?", guest.conversation().id),
  ).toEqual([]);
  await ends(house());
});
