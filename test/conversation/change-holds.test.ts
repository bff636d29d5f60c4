import { expect, it } from "vitest";
import { keptBooking } from "./support/existing-pms.ts";
import { type Guest, newGuest, type Said } from "./support/guest.ts";

const MINUTE = 60_000;
const kinds = (said: Said): string[] => said.requests.map((request) => request.kind);

/** A guest with a booking of 3–5 March to whom one night more was read back. */
function changing(): Guest {
  const guest = newGuest("es", { phone: "+34600111222" });
  guest.pms.kept = [{ booking: keptBooking(), own: false }];
  guest.say("modify_booking", { stay: { departure: "2026-03-06" } });
  expect(guest.state).toMatchObject({
    question: "confirm_change",
    existing: { heldUntil: expect.any(Number) },
  });
  return guest;
}

it("a change that needs no more room than the booking has holds nothing", () => {
  const guest = newGuest("es", { phone: "+34600111222" });
  guest.pms.kept = [{ booking: keptBooking(), own: false }];
  const read = guest.say("modify_booking", { stay: { departure: "2026-03-04" } });
  expect(read.text).not.toContain("Te guardo");
  expect(guest.state.existing?.heldUntil).toBeUndefined();
  expect(kinds(guest.say("affirm"))).toEqual(["amend"]);
});

it.each([
  ["a no", (guest: Guest) => guest.say("deny")],
  ["a mind changed", (guest: Guest) => guest.tap(guest.button("keep"))],
  ["another booking asked for", (guest: Guest) => guest.say("lookup_booking", { bookingCode: "ZZ99ZZ" })],
  ["starting over", (guest: Guest) => guest.say("restart")],
] as const)("%s gives the new room back", (_what, leave) => {
  const guest = changing();
  const left = leave(guest);
  // A plain no asks what to change instead: what it then becomes is held anew, or given back.
  const later = guest.state.existing?.heldUntil === undefined ? left : guest.tap(guest.button("keep"));
  expect(kinds(later)).toContain("release_hold");
  expect(guest.state.existing?.heldUntil).toBeUndefined();
});

it("what the PMS refuses gives it back, and so does a person who has the conversation then", () => {
  const refused = changing();
  refused.pms.amends = "refused";
  expect(kinds(refused.say("affirm"))).toContain("release_hold");
  const taken = changing();
  taken.pms.amends = "wait";
  taken.say("affirm");
  taken.event({ kind: "taken_over", by: "Marta" });
  expect(kinds(taken.event({ kind: "amend_refused", why: "no" }))).toContain("release_hold");
});

it("somebody faster: what else there is is shown, and nothing is changed", () => {
  const guest = newGuest("es", { phone: "+34600111222" });
  guest.pms.kept = [{ booking: keptBooking(), own: false }];
  guest.pms.refusesHold = true;
  const said = guest.say("modify_booking", { stay: { departure: "2026-03-06" } });
  expect(said.text).toContain("acaba de ocupar");
  expect(guest.state.question).toBe("modify_room");
  expect(kinds(guest.say("affirm"))).not.toContain("amend");
});

it("a yes while it is held needs no new read-back; after that everything is read again first", () => {
  const early = changing();
  early.now += 15 * MINUTE;
  expect(kinds(early.say("affirm"))).toContain("amend");
  const late = changing();
  late.now += 21 * MINUTE;
  const again = late.say("affirm");
  expect(kinds(again)).not.toContain("amend");
  expect(again.text).toContain("Repaso el cambio");
  expect(kinds(late.say("affirm"))).toContain("amend");
});

it("when the time is over the guest is told once, asked, and a yes looks again without writing", () => {
  const guest = changing();
  guest.now += 20 * MINUTE;
  const told = guest.event({ kind: "hold_lapsed" });
  expect(told.text).toMatch(/K7Q4MX, que sigue como estaba.*¿Lo intento otra vez\?/s);
  expect(guest.event({ kind: "hold_lapsed" }).text).toBe("");
  const again = guest.say("affirm");
  expect(kinds(again)).not.toContain("amend");
  expect(again.text).toContain("Repaso el cambio");
});

it("of a new booking too: told with room and days, and a yes holds it again", () => {
  const guest = newGuest("es");
  const stay = { arrival: "2026-03-06", departure: "2026-03-08" };
  guest.say("book", { stay, adults: 2, roomType: "double" });
  expect(guest.state.draft?.heldUntil).toBeDefined();
  guest.now += 20 * MINUTE;
  const told = guest.event({ kind: "hold_lapsed" });
  expect(told.text).toMatch(/habitación doble, .*6.*8 de marzo.*¿Lo intento otra vez\?/s);
  expect(guest.event({ kind: "hold_lapsed" }).text).toBe("");
  const again = guest.say("affirm");
  expect(kinds(again)).toEqual(["quote", "hold"]);
  expect(again.text).toContain("apartar otra vez");
});

it("only one thing is held at a time: a change takes the place of what was being booked", () => {
  const guest = newGuest("es", { phone: "+34600111222" });
  guest.pms.kept = [{ booking: keptBooking(), own: false }];
  guest.say("book", {
    stay: { arrival: "2026-03-16", departure: "2026-03-18" },
    adults: 2,
    roomType: "double",
  });
  expect(guest.state.draft?.heldUntil).toBeDefined();
  guest.say("modify_booking", { bookingCode: "K7Q4MX" });
  guest.tap(guest.button("modify:dates"));
  guest.say("", { stay: { arrival: "2026-03-03", departure: "2026-03-06" } });
  expect(guest.state.existing?.heldUntil).toBeDefined();
  expect(guest.state.draft?.heldUntil).toBeUndefined();
});
