import { expect } from "vitest";
import type { Pms } from "../../../src/pms/port.ts";
import { expectOneFateEach, type House, ownHouse } from "../support/house.ts";
import { type Kit, scenario, sharedHouse } from "../support/scenario.ts";
import { confirm, type Visitor } from "../support/visitor.ts";

const house = sharedHouse();

interface Wish {
  readonly id: number;
  readonly kind: string;
  readonly words: string;
  readonly room: string | null;
  readonly state: string;
  readonly due_at: number | null;
}

function wishes(of: House, guest: Visitor): Wish[] {
  return of.rows<Wish>(
    "SELECT * FROM request WHERE conversation_id = ? ORDER BY id",
    guest.conversation().id,
  );
}

/** A guest who has booked 3–5 March. */
async function booked({ said, newcomer }: Kit, of: House): Promise<Visitor> {
  const guest = newcomer(of);
  const [first] = await guest.say(said.everything);
  await confirm(guest, first);
  expect(guest.bookings()).toMatchObject([
    { status: "firm", arrival: "2027-03-03", departure: "2027-03-05" },
  ]);
  return guest;
}

/** Doubles that are taken from the day the guest leaves. */
function arriving(count: number): (pms: Pms) => Promise<void> {
  return async (pms) => {
    for (let n = 0; n < count; n += 1) {
      await pms.create({
        reference: `desk-${n}`,
        roomType: "double",
        stay: { arrival: "2027-03-05", departure: "2027-03-08" },
        party: { adults: 1, children: 0 },
        rooms: 1,
        guest: { name: "Otro Huésped", email: "otro@example.com", phone: "+34600999999" },
        total: { minor: 100_00, currency: "EUR" },
        language: "es",
        channel: "desk",
      });
    }
  };
}

scenario("stay", "early check-in", async (kit) => {
  const guest = await booked(kit, house());
  await guest.say(kit.said.early);
  expect(wishes(house(), guest)).toMatchObject([{ kind: "early_check_in", state: "open" }]);
});

scenario("stay", "late checkout granted", async (kit) => {
  const own = await ownHouse();
  const guest = await booked(kit, own);
  const [granted] = await guest.say(kit.said.late);
  expect(granted?.text).toContain("14:00");
  expect(granted?.text).not.toContain("€");
  expect(wishes(own, guest)).toMatchObject([{ kind: "late_checkout" }]);
});

scenario("stay", "late checkout priced", async (kit) => {
  const own = await ownHouse({ before: arriving(1) });
  const guest = await booked(kit, own);
  const [priced] = await guest.say(kit.said.late);
  // Half a night, and nothing is done before a yes.
  expect(priced?.text).toMatch(/44,50 €|€44\.50|54,50 €|€54\.50/);
  expect(wishes(own, guest)).toEqual([]);
  await guest.say(kit.said.yes);
  expect(wishes(own, guest)).toMatchObject([{ kind: "late_checkout" }]);
});

scenario("stay", "late checkout refused", async (kit) => {
  const own = await ownHouse({ before: arriving(9) });
  const guest = await booked(kit, own);
  const [refused] = await guest.say(kit.said.late);
  expect(refused?.text).toContain("12:00");
  expect(wishes(own, guest)).toEqual([]);
});

scenario("stay", "wake-up call", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [readBack] = await guest.say(said.wakeUp);
  expect(readBack?.text).toContain("7:00");
  expect(wishes(house(), guest)).toEqual([]);
  await guest.say(said.yes);
  const [wish] = wishes(house(), guest);
  expect(wish).toMatchObject({ kind: "wake_up_call", room: "204" });
  expect(wish?.due_at).toBe(Date.parse("2027-02-02T06:00:00Z"));
});

scenario("stay", "towels", async ({ said, newcomer, language }) => {
  const guest = newcomer(house());
  await guest.say(said.towels);
  const [wish] = wishes(house(), guest);
  expect(wish).toMatchObject({ kind: "housekeeping", room: "204", state: "open" });
  // Staff close it, and the guest is told.
  await house().control.work.moveRequest(wish?.id ?? 0, { act: "done", by: "marta" });
  expect((await guest.guest.waitFor()).text).toMatch(said.done);
  expect(guest.state().language).toBe(language);
  await expectOneFateEach(house());
});

scenario("stay", "broken air conditioning", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  await guest.say(said.broken);
  expect(wishes(house(), guest)).toMatchObject([{ kind: "maintenance", room: "204", state: "open" }]);
  await expectOneFateEach(house());
});

scenario("stay", "invoice at checkout", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  const [told] = await guest.say(said.invoice);
  expect(told?.text.length).toBeGreaterThan(20);
  expect(guest.conversation().mode).toBe("bot");
  await expectOneFateEach(house());
});

scenario("stay", "lost object", async ({ said, newcomer }) => {
  const guest = newcomer(house());
  await guest.say(said.lost);
  expect(wishes(house(), guest)).toMatchObject([{ kind: "lost_and_found", state: "open" }]);
  await expectOneFateEach(house());
});
