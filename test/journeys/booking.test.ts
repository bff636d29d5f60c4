import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReceivedMessage } from "../../src/channels/whatsapp/sandbox/types.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { DIALOGUES } from "./support/dialogues.ts";
import { expectOneFateEach, fill, type House, openHouse, ownHouse } from "./support/house.ts";
import { button, confirm, type Visitor, visitor } from "./support/visitor.ts";

const MARCH = { arrival: "2027-03-03", departure: "2027-03-05" };

/** The guest's one booking, firm in the PMS, its code in the last reply, and one reply a message. */
function expectFirm(guest: Visitor, last: ReceivedMessage | undefined, facts: Record<string, unknown>): void {
  const bookings = guest.bookings();
  expect(bookings).toMatchObject([{ status: "firm", ...facts }]);
  expect(last?.text).toContain(bookings[0]?.code);
  expect(guest.state()).toMatchObject({ step: "done", booking: { code: bookings[0]?.code } });
  expect(new Set(guest.fates())).toEqual(new Set(["answered"]));
  expect(guest.guest.received()).toHaveLength(guest.fates().length);
  expect(guest.holds()).toEqual([]);
}

describe.each(LANGUAGES)("a guest who writes %s", (language) => {
  const said = DIALOGUES[language];
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it("books with everything in one message and a yes", async () => {
    const guest = visitor(house, `${said.phone}01`);
    const [first] = await guest.say(said.everything);
    const last = await confirm(guest, first);
    expectFirm(guest, last, { ...MARCH, room_type: "double", language, total_minor: 178_00 });
    const [booking] = guest.bookings();
    const details = { name: said.name, email: said.email, phone: `${said.phone}01` };
    expect(JSON.parse(booking?.guest ?? "")).toEqual(details);
    expect(JSON.parse(booking?.party ?? "")).toMatchObject({ adults: 2, children: 0 });
    await expectOneFateEach(house);
  });

  it("books with one thing a message", async () => {
    const guest = visitor(house, `${said.phone}02`);
    const replies = await guest.say(...said.pieces);
    const last = await confirm(guest, replies.at(-1));
    expectFirm(guest, last, { ...MARCH, room_type: "double", language, total_minor: 178_00 });
    const details = { name: said.name, email: said.email };
    expect(JSON.parse(guest.bookings()[0]?.guest ?? "")).toMatchObject(details);
    await expectOneFateEach(house);
  });

  it("changes the dates in the middle, and books the ones said last", async () => {
    const guest = visitor(house, `${said.phone}03`);
    const replies = await guest.say(said.asks, said.corrects, said.yes, said.details);
    const last = await confirm(guest, replies.at(-1));
    expectFirm(guest, last, { arrival: "2027-03-05", departure: "2027-03-07", total_minor: 218_00 });
    await expectOneFateEach(house);
  });

  it("asks a price, then about the garage, and goes on to book what was priced", async () => {
    const guest = visitor(house, `${said.phone}04`);
    const [price, parking] = await guest.say(said.price, said.parking);
    expect(price?.text).toContain("178");
    expect(parking?.text).toMatch(/18 €|€18/);
    expect(guest.holds()).toEqual([]);
    const replies = await guest.say(said.booksIt, said.details);
    const last = await confirm(guest, replies.at(-1));
    expectFirm(guest, last, { arrival: "2027-03-10", departure: "2027-03-12", total_minor: 178_00 });
    await expectOneFateEach(house);
  });

  it("starts over: what was kept is free again, and the old dates are forgotten", async () => {
    const guest = visitor(house, `${said.phone}05`);
    await guest.say(said.everything);
    expect(guest.holds()).toHaveLength(1);
    await guest.say(said.startOver);
    expect(guest.holds()).toEqual([]);
    expect(guest.state().draft ?? {}).not.toHaveProperty("arrival");
    const replies = await guest.say(said.another, said.yes, said.details);
    const last = await confirm(guest, replies.at(-1));
    expectFirm(guest, last, { arrival: "2027-03-20", departure: "2027-03-22", room_type: "single" });
    await expectOneFateEach(house);
  });

  it("asks for a person: is told so once, hotelbot falls silent, and the desk sees who waits", async () => {
    const guest = visitor(house, `${said.phone}06`);
    await guest.say(said.person);
    await guest.guest.say(said.asks).acknowledged;
    // Another guest's answer comes after it: the house PMS is asked without leaving the process.
    await visitor(house, `${said.phone}07`).say(said.parking);
    await expectOneFateEach(house);
    expect(guest.fates()).toEqual(["answered", "for_person"]);
    expect(guest.guest.received()).toHaveLength(1);
    const { id, mode } = guest.conversation();
    expect(mode).toBe("person");
    // The guests of these tests share an e-mail address and nights, which the desk is told of as well.
    const { waiting } = await house.control.status();
    expect(waiting.find((each) => each.id === id)).toMatchObject({ channel: "whatsapp", reason: "asked" });
  });

  it("finds no room on the dates asked, is offered the nearest ones, and books one of them", async () => {
    const full = await ownHouse({ before: (pms) => fill(pms, { double: 9, sea_view: 4, family: 3 }) });
    const guest = visitor(full, `${said.phone}08`);
    const [offer] = await guest.say(said.asks);
    const choices = offer?.buttons.map(({ id }) => id.split("#")[0]);
    expect(choices).toEqual(["choice:1", "choice:2", "choice:3"]);
    expect(guest.bookings()).toEqual([]);
    expect(guest.holds()).toEqual([]);
    await guest.tap(button(offer, "choice:1"));
    const replies = await guest.say(said.details);
    const last = await confirm(guest, replies.at(-1));
    expectFirm(guest, last, { room_type: "double" });
    const free = full.rows("SELECT night FROM house_room_night GROUP BY room, night HAVING count(*) > 1");
    expect(free).toEqual([]);
    expect(guest.bookings()[0]?.arrival).not.toBe("2027-03-03");
    await expectOneFateEach(full);
  });
});
