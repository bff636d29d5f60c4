import { describe, expect, it } from "vitest";
import type { ConversationRequest } from "../../src/conversation/contract.ts";
import { isMixed, partsOf } from "../../src/domain/parts.ts";
import { type Guest, newGuest, type Said } from "./support/guest.ts";

const STAY = { stay: { arrival: "2026-03-03", departure: "2026-03-05" } };
const MIX = [
  { roomType: "double", rooms: 1 },
  { roomType: "suite", rooms: 1 },
];

const asked = <K extends ConversationRequest["kind"]>(said: Said, kind: K) =>
  said.requests.filter((each): each is Extract<ConversationRequest, { kind: K }> => each.kind === kind);

/** Gives name, e-mail and phone; answers the read-back. */
function details(guest: Guest): Said {
  guest.say("", { name: "Ana Pérez Gil" });
  guest.say("", { email: "ana@example.com" });
  return guest.say("", { phone: "+34600111222" });
}

describe("a group without a wish", () => {
  it("is offered the cheapest rooms together and one alternative, and holds and books all of them", () => {
    const guest = newGuest("es");
    const offer = guest.say("book", { ...STAY, adults: 5 });
    // Two doubles and a single at 320 € a night, or three doubles.
    expect(offer.text).toContain(
      "Lo más económico para todos: 1 × habitación individual y 2 × habitación doble",
    );
    expect(offer.text).toContain("640 € en total");
    expect(offer.text).toMatch(/También puede ser .*¿Te reservo lo primero\?/);
    expect(guest.state.draft?.offered).toHaveLength(2);
    const held = guest.say("affirm");
    const [hold] = asked(held, "hold");
    expect(hold && isMixed(hold.quote)).toBe(true);
    const read = details(guest);
    expect(read.text).toContain("• 1 × habitación individual: 160 €");
    expect(read.text).toContain("• 2 × habitación doble: 480 €");
    expect(read.text).toContain("• Total: 640 €");
    expect(read.speech).toContain("na habitación individual y 2 habitaciones del tipo habitación doble");
    const booked = guest.tap(guest.button("yes"));
    const [book] = asked(booked, "book");
    expect(book?.booking).toMatchObject({ rooms: 3, party: { adults: 5 }, total: { minor: 640_00 } });
    expect(book?.booking.parts?.map(({ roomType, rooms }) => [roomType, rooms])).toEqual([
      ["single", 1],
      ["double", 2],
    ]);
    expect(booked.text).toContain("1 × habitación individual y 2 × habitación doble");
  });

  it("has the rooms of one type where those cost least", () => {
    const guest = newGuest("es");
    guest.pms.free = { single: 0 };
    const offer = guest.say("book", { ...STAY, adults: 4 });
    expect(offer.text).toContain("2 × habitación doble");
    expect((guest.state.draft?.offered ?? []).some(isMixed)).toBe(false);
  });
});

describe.each([
  ["es", "1 × habitación doble y 1 × suite con vistas al mar"],
  ["en", "1 × double room and 1 × suite with sea view"],
  ["pt", "1 × quarto duplo e 1 × suíte com vista para o mar"],
] as const)("rooms that are named, in %s", (language, rooms) => {
  it("are held at once, read back each with its price, and booked as one", () => {
    const guest = newGuest(language);
    const held = guest.say("book", { ...STAY, adults: 4, rooms: 2, roomMix: MIX });
    expect(asked(held, "hold")).toHaveLength(1);
    expect(held.text).toContain(rooms);
    const read = details(guest);
    for (const part of partsOf(guest.state.draft?.quote as never))
      expect(read.text).toContain(part.roomType === "double" ? "240" : "420");
    const booked = guest.tap(guest.button("yes"));
    expect(booked.text).toContain(rooms);
    expect(guest.state.booking?.parts).toEqual(MIX);
  });

  it("are asked about before the people are known, and kept", () => {
    const guest = newGuest(language);
    guest.say("book", { ...STAY, rooms: 2, roomMix: MIX });
    expect(guest.state.question).toBe("party");
    const held = guest.say("", { adults: 4 });
    expect(held.text).toContain(rooms);
  });
});

describe("rooms that cannot be", () => {
  it("had are told, with the best there is", () => {
    const guest = newGuest("es");
    guest.pms.free = { suite: 0 };
    const said = guest.say("book", { ...STAY, adults: 4, rooms: 2, roomMix: MIX });
    expect(said.text).toContain(
      "Esa combinación (1 × habitación doble y 1 × suite con vistas al mar) no está libre",
    );
    expect(said.text).toContain("2 × habitación doble");
    expect(asked(said, "hold")).toEqual([]);
  });

  it("had for so few nights are told with the minimum stay", () => {
    const guest = newGuest("es");
    guest.pms.free = { suite: 0 };
    guest.pms.minimums = [{ roomType: "suite", nights: 4 }];
    const said = guest.say("book", { ...STAY, adults: 4, rooms: 2, roomMix: MIX });
    expect(said.text).toContain("suite con vistas al mar tiene una estancia mínima de 4 noches");
    expect(said.text).toContain("2 × habitación doble");
  });

  it("slept in by all are told as too small", () => {
    const guest = newGuest("es");
    const said = guest.say("book", { ...STAY, adults: 6, rooms: 2, roomMix: MIX });
    expect(said.text).toContain("no caben 6 adultos");
    expect(guest.state.question).toBe("offer");
  });

  it("arranged here, for being too many, are the desk's", () => {
    const guest = newGuest("es");
    const many = [
      { roomType: "double", rooms: 4 },
      { roomType: "suite", rooms: 1 },
    ];
    const said = guest.say("book", { ...STAY, adults: 9, rooms: 5, roomMix: many });
    expect(said.requests).toMatchObject([{ kind: "handover", reason: "group" }]);
  });

  it("kept by the guest's own new number of people are looked for anew", () => {
    const guest = newGuest("es");
    guest.say("book", { ...STAY, adults: 5 });
    guest.tap(guest.button("yes"));
    expect(guest.state.draft?.mix).toBeDefined();
    const said = guest.say("", { adults: 2 });
    expect(guest.state.draft?.mix).toBeUndefined();
    expect(asked(said, "quote")).toMatchObject([{ rooms: 1 }]);
    expect(asked(said, "release_hold")).toHaveLength(1);
  });
});

describe("a booking of several types", () => {
  const booked = (): Guest => {
    const guest = newGuest("es", { phone: "+34600111222" });
    guest.say("book", { ...STAY, adults: 4, rooms: 2, roomMix: MIX });
    details(guest);
    guest.tap(guest.button("yes"));
    return guest;
  };

  it("is shown with all its rooms, and cancelled as one", () => {
    const guest = booked();
    const shown = guest.say("lookup_booking");
    expect(shown.text).toContain("1 × habitación doble y 1 × suite con vistas al mar");
    const read = guest.say("cancel_booking");
    expect(read.text).toContain("1 × habitación doble y 1 × suite con vistas al mar");
    expect(asked(guest.tap(guest.button("yes")), "amend")).toHaveLength(1);
  });

  it("is changed by a person, who is told so", () => {
    const guest = booked();
    const said = guest.say("modify_booking", { stay: { departure: "2026-03-07" } });
    expect(asked(said, "handover")).toMatchObject([{ reason: "existing_booking" }]);
    expect(said.text).toContain("recepción");
  });

  it("is priced anew when its price has moved, and its hold that ran out is asked for again whole", () => {
    const guest = newGuest("es");
    guest.say("book", { ...STAY, adults: 4, rooms: 2, roomMix: MIX });
    details(guest);
    guest.now += 25 * 60_000;
    guest.pms.perNight = { suite: 250_00 };
    const again = guest.say("affirm");
    expect(asked(again, "quote")).toMatchObject([{ mix: MIX }]);
    expect(again.text).toContain("eran 660 € y ahora son 740 €");
  });
});
