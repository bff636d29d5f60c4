import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { type Guest, newGuest, type Said } from "./support/guest.ts";
import { quoteFor } from "./support/hotel.ts";

const MARCH = { arrival: "2026-03-03", departure: "2026-03-05" };
const ALL = { stay: MARCH, adults: 2, roomType: "double", name: "Ana Pérez", email: "ana@example.com" };
const kinds = (said: Said): string[] => said.requests.map((request) => request.kind);

/** A guest who has everything read back and only owes the yes. */
function atReadBack(guest: Guest): Said {
  guest.say("availability", ALL);
  return guest.say("", { phone: "+34600111222" });
}

const DATES = {
  es: ["martes 3 de marzo", "jueves 5 de marzo"],
  en: ["Tuesday 3 March", "Thursday 5 March"],
  pt: ["terça-feira, 3 de março", "quinta-feira, 5 de março"],
} as const;

describe.each(LANGUAGES)("booking in %s", (language) => {
  it("takes everything in one message, reads it back and books on a yes", () => {
    const guest = newGuest(language, { phone: "+34600111222" });
    const first = guest.say("availability", ALL);
    expect(kinds(first)).toEqual(["quote", "hold"]);
    expect(first.text).toContain("10:20");
    expect(first.text).toContain("+34600111222");
    const readBack = guest.tap(guest.button("yes"));
    for (const fact of [
      ...DATES[language],
      "240",
      "Ana Pérez",
      "ana@example.com",
      "+34600111222",
      "24",
      "15:00",
    ]) {
      expect(readBack.text).toContain(fact);
    }
    expect(kinds(readBack)).toEqual([]);
    const done = guest.say("affirm");
    expect(kinds(done)).toEqual(["book"]);
    expect(done.text).toContain("MIR7Q1");
    expect(done.speech).toContain("M, I, R, 7, Q, 1");
    expect(guest.state).toMatchObject({ step: "done", booking: { code: "MIR7Q1" } });
    expect(guest.state.draft).toBeUndefined();
  });

  it("asks one thing a message when that is all it gets", () => {
    const guest = newGuest(language);
    const asked = [
      guest.say("greeting"),
      guest.say("book"),
      guest.say("", { stay: { arrival: MARCH.arrival } }),
      guest.say("", { stay: { nights: 2 } }),
      guest.say("", { number: 2 }),
      guest.say("", { choice: 1 }),
      guest.say("", { name: "Ana Pérez" }),
      guest.say("", { email: "ana@example.com" }),
      guest.say("", { phone: "+351910000000" }),
    ];
    expect(asked.map((said) => said.text.match(/\?/g)?.length ?? 0)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(guest.state.question).toBe("confirm");
    expect(kinds(guest.say("affirm"))).toEqual(["book"]);
    expect(guest.state.booking?.stay).toEqual(MARCH);
  });
});

describe("prices", () => {
  it("shows one wanted type with its total, and several as numbered choices with buttons", () => {
    const guest = newGuest();
    const one = guest.say("price", { stay: MARCH, adults: 2, roomType: "double" });
    expect(one.text).toContain("240 €");
    expect(one.buttons.map((button) => button.title)).toEqual(["Sí, resérvala", "No, gracias"]);
    const other = newGuest();
    const many = other.say("price", { stay: MARCH, adults: 2 });
    expect(many.text).toMatch(/1\. Habitación doble: 240 €\n2\. Suite con vistas al mar: 420 €/);
    expect(many.buttons.map((button) => button.title)).toEqual(["Habitación doble", "Suite con vistas al…"]);
    expect(kinds(other.say("", { choice: 2 }))).toEqual(["hold"]);
    expect(other.state.draft?.quote?.roomType).toBe("suite");
  });

  it.each([
    ["cheapest", {}, "double"],
    ["dearest", {}, "suite"],
    ["cheapest", { double: 21_000, suite: 12_000 }, "suite"],
    ["dearest", { double: 21_000, suite: 12_000 }, "double"],
  ] as const)(
    "takes the %s of what was offered, whatever the order (%j)",
    (choicePrice, perNight, roomType) => {
      const guest = newGuest();
      Object.assign(guest.pms.perNight, perNight);
      guest.say("price", { stay: MARCH, adults: 2 });
      expect(kinds(guest.say("", { choicePrice }))).toEqual(["hold"]);
      expect(guest.state.draft?.quote?.roomType).toBe(roomType);
    },
  );

  it("asks which one when a yes meets several, and when a number is not on the list", () => {
    const guest = newGuest();
    guest.say("price", { stay: MARCH, adults: 2 });
    for (const said of [guest.say("affirm"), guest.say("", { choice: 5 })]) {
      expect(said.text).toMatch(/Son 2 opciones: dime el número.*¿Cuál prefieres\?/s);
      expect(kinds(said)).toEqual([]);
    }
  });

  it("never offers a type with fewer rooms left than are needed", () => {
    const guest = newGuest();
    guest.say("price", { stay: MARCH, adults: 4, rooms: 2 });
    const { stay, party } = guest.state.draft?.offered?.[0] ?? {};
    if (!stay || !party) throw new Error("nothing offered");
    const quotes = [
      quoteFor("double", stay, party, 2, guest.now, { free: 1 }),
      quoteFor("suite", stay, party, 2, guest.now, { free: 2 }),
    ];
    const said = guest.event({ kind: "quotes", stay, party, quotes, alternatives: [] });
    expect(said.text).toContain("2 × suite con vistas al mar");
    expect(said.text).not.toContain("doble");
  });

  it("holds nothing for a guest who only asks", () => {
    const guest = newGuest();
    expect(kinds(guest.say("price", { stay: MARCH, adults: 2, roomType: "double" }))).toEqual(["quote"]);
    expect(guest.state.draft?.heldUntil).toBeUndefined();
  });

  it("asks the PMS again before it sells a price older than five minutes", () => {
    const guest = newGuest();
    guest.say("availability", { stay: MARCH, adults: 2, roomType: "double" });
    guest.now += 5 * 60_000 + 1;
    expect(kinds(guest.say("affirm"))).toEqual(["quote", "hold"]);
  });

  it("says so when the new price is another one, and holds only after a new yes", () => {
    const guest = newGuest();
    guest.say("availability", { stay: MARCH, adults: 2, roomType: "double" });
    guest.now += 6 * 60_000;
    guest.pms.perNight = { double: 140_00 };
    const changed = guest.say("affirm");
    expect(kinds(changed)).toEqual(["quote"]);
    expect(changed.text).toContain("eran 240 € y ahora son 280 €");
    expect(kinds(guest.say("affirm"))).toEqual(["hold"]);
    expect(guest.state.draft?.quote?.total.minor).toBe(280_00);
  });

  it("offers other rooms when the wanted type is gone", () => {
    const guest = newGuest();
    guest.pms.free = { double: 0 };
    const said = guest.say("book", { stay: MARCH, adults: 2, roomType: "double" });
    expect(said.text).toContain("ya no queda habitación doble");
    expect(said.text).toContain("Suite con vistas al mar");
    expect(kinds(said)).toEqual(["quote"]);
  });

  it("offers the nearest dates when nothing is free, and takes the chosen one", () => {
    const guest = newGuest();
    guest.pms.free = { single: 0, double: 0, suite: 0 };
    const said = guest.say("book", { stay: MARCH, adults: 2 });
    expect(said.text).toContain("No nos queda ninguna habitación libre del martes 3 al jueves 5 de marzo");
    expect(said.text).toContain("1. Habitación doble, del miércoles 4 al viernes 6 de marzo: 240 €");
    expect(said.buttons.map((button) => button.title)).toEqual([
      "4 mar – 6 mar",
      "2 mar – 4 mar",
      "5 mar – 7 mar",
    ]);
    guest.pms.free = {};
    expect(kinds(guest.tap(guest.button("choice:3")))).toEqual(["hold"]);
    expect(guest.state.draft).toMatchObject({ arrival: "2026-03-05", departure: "2026-03-07" });
  });

  it("says who comes, children too", () => {
    const said = newGuest().say("price", { stay: MARCH, adults: 2, children: 1, roomType: "double" });
    expect(said.text).toContain("(2 noches, 2 adultos y 1 niño)");
  });

  it("splits a party over rooms and says it", () => {
    const guest = newGuest();
    const said = guest.say("availability", { stay: MARCH, adults: 5, roomType: "double" });
    expect(said.text).toContain("Para 5 personas hacen falta al menos 3 habitaciones");
    expect(said.requests).toMatchObject([{ kind: "quote", rooms: 3 }]);
    expect(said.text).toContain("720 €");
  });

  it("does not put a party into a room too small for it", () => {
    const guest = newGuest();
    const said = guest.say("book", { stay: MARCH, adults: 2, roomType: "single" });
    expect(said.text).toContain("Habitación individual es para 1 adulto como máximo");
    expect(said.text).not.toContain("individual:");
    expect(guest.state.question).toBe("offer");
  });
});

describe("corrections", () => {
  it("changes the dates, keeps the rest, prices anew and reads back anew", () => {
    const guest = newGuest();
    atReadBack(guest);
    const said = guest.say("deny", { stay: { arrival: "2026-03-06" } });
    expect(kinds(said)).toEqual(["release_hold", "quote", "hold"]);
    expect(said.text).toContain("viernes 6 de marzo");
    expect(said.text).toContain("domingo 8 de marzo");
    expect(said.text).toContain("Ana Pérez");
    expect(guest.state.question).toBe("confirm");
  });

  it("keeps the departure when the new arrival is before it", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.say("", { stay: { arrival: "2026-03-04" } });
    expect(guest.state.draft).toMatchObject({ arrival: "2026-03-04", departure: "2026-03-05" });
  });

  it("remembers the wanted room when the party grows too large for it and shrinks again", () => {
    const guest = newGuest();
    guest.say("book", { stay: MARCH, adults: 1, roomType: "single" });
    expect(guest.say("", { adults: 2 }).text).toContain("es para 1 adulto como máximo");
    const said = guest.say("", { adults: 1 });
    expect(kinds(said)).toEqual(["quote", "hold"]);
    expect(said.text).toContain("habitación individual");
  });

  it("moves the whole stay when the new arrival is weeks earlier", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.say("", { stay: { arrival: "2026-02-10" } });
    expect(guest.state.draft).toMatchObject({ arrival: "2026-02-10", departure: "2026-02-12" });
  });

  it("takes a yes with a change as the change, never as the yes", () => {
    const guest = newGuest();
    atReadBack(guest);
    const said = guest.say("affirm", { adults: 1 });
    expect(kinds(said)).not.toContain("book");
    expect(said.text).toContain("1 adulto");
    expect(kinds(guest.say("affirm"))).toEqual(["book"]);
  });

  it("changes room, name and e-mail at the read-back", () => {
    const guest = newGuest();
    atReadBack(guest);
    const other = guest.say("", { roomType: "suite" });
    expect(kinds(other)).toEqual(["release_hold", "quote", "hold"]);
    expect(other.text).toContain("420 €");
    expect(guest.say("", { name: "Ana Pérez Gil" }).text).toContain("A nombre de Ana Pérez Gil");
    expect(guest.say("", { email: "otra@example.com" }).text).toContain("otra@example.com");
    expect(guest.state.draft?.heldUntil).toBeDefined();
  });

  it("asks what to change on a bare no, and drops everything on a second one", () => {
    const guest = newGuest();
    atReadBack(guest);
    const what = guest.say("deny");
    expect(what.buttons.map((button) => button.title)).toEqual([
      "Las fechas",
      "Otra habitación",
      "No reservar",
    ]);
    const dropped = guest.say("deny");
    expect(kinds(dropped)).toEqual(["release_hold"]);
    expect(guest.state).toMatchObject({ step: "idle" });
    expect(guest.state.draft).toBeUndefined();
  });

  it("offers the rooms again when the room is to be changed", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.say("deny");
    const rooms = guest.tap(guest.button("change:room"));
    expect(kinds(rooms)).toEqual(["release_hold", "quote"]);
    expect(rooms.text).toContain("1. Habitación doble: 240 €");
  });
});

describe("guest data", () => {
  it("asks only for what is missing, and for the surname when there is one name", () => {
    const guest = newGuest();
    const held = guest.say("book", { stay: MARCH, adults: 2, roomType: "double", email: "ana@example.com" });
    expect(held.text).toContain("A nombre de quién");
    expect(guest.say("", { name: "Ana" }).text).toBe("Gracias, Ana. ¿Y el apellido?");
    expect(guest.say("", { name: "Pérez" }).text).toContain("teléfono");
    expect(guest.state.draft?.name).toBe("Ana Pérez");
  });

  it("puts first name and surnames together, unless the whole name is said again", () => {
    const ask = (second: string): string | undefined => {
      const guest = newGuest();
      guest.say("book", { stay: MARCH, adults: 2, roomType: "double", name: "Ana" });
      guest.say("", { name: second });
      return guest.state.draft?.name;
    };
    expect(ask("Pérez Gil")).toBe("Ana Pérez Gil");
    expect(ask("Ana Pérez")).toBe("Ana Pérez");
  });

  it("takes one name when the guest gives no other", () => {
    const guest = newGuest();
    guest.say("book", { stay: MARCH, adults: 2, roomType: "double", name: "Ana" });
    expect(guest.say("deny").text).toContain("correo");
  });

  it("offers the number the guest writes from, and takes another one", () => {
    const guest = newGuest("es", { phone: "+34600111222" });
    guest.say("book", ALL);
    expect(guest.state.question).toBe("phone_hint");
    expect(guest.say("deny").text).toContain("teléfono");
    guest.say("", { phone: "+351910000000" });
    expect(guest.state.draft?.phone).toBe("+351910000000");
    expect(guest.state.question).toBe("confirm");
  });

  it("who speaks and has no e-mail to give goes on without it, and it is read back so", () => {
    const guest = newGuest("es", { phone: "+34600111222" });
    guest.say("book", { stay: MARCH, adults: 2, roomType: "double", name: "Ana Pérez" });
    expect(guest.state.question).toBe("email");
    guest.say("deny", {}, { spoken: true });
    expect(guest.state.question).toBe("phone_hint");
    const readBack = guest.say("affirm");
    expect(readBack.text).toContain("A nombre de Ana Pérez, sin correo, ");
    expect(readBack.speech).toContain("Correo: ninguno.");
    const { requests } = guest.say("affirm");
    const guestOf = { name: "Ana Pérez", email: "", phone: "+34600111222" };
    expect(requests).toMatchObject([{ kind: "book", booking: { guest: guestOf } }]);
  });

  it("who writes is asked for the e-mail again", () => {
    const guest = newGuest();
    guest.say("book", { stay: MARCH, adults: 2, roomType: "double", name: "Ana Pérez" });
    guest.say("deny");
    expect(guest.state.question).toBe("email");
  });

  it("says back what was heard by voice, spelled for the ear", () => {
    const guest = newGuest();
    guest.say("book", { stay: MARCH, adults: 2, roomType: "double", name: "Ana Pérez" });
    const said = guest.say("", { email: "ana_p@example.com" }, { spoken: true });
    expect(said.text).toContain("He entendido: correo ana_p@example.com.");
    expect(said.speech).toContain("ana guion bajo p arroba example punto com");
  });

  it("says what it noted when something given before is replaced", () => {
    const guest = newGuest("es", { phone: "+34600111222" });
    guest.say("book", ALL);
    const said = guest.say("", { email: "otra@example.com" });
    expect(said.text).toMatch(/Anotado: correo otra@example\.com\..*este mismo número/s);
  });

  it("remembers the guest for a second booking", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.say("affirm");
    const again = guest.say("book", { stay: { arrival: "2026-04-01", departure: "2026-04-02" }, adults: 1 });
    expect(again.text).toContain("¿Cuál prefieres?");
    guest.say("", { choice: 1 });
    expect(guest.state.question).toBe("confirm");
    const second = guest.say("affirm");
    expect(second.requests).toMatchObject([
      { kind: "book", draft: 2, booking: { guest: { name: "Ana Pérez" } } },
    ]);
  });
});

describe("duplicates", () => {
  it("tells of the booking for the same nights before making another", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.say("affirm");
    const said = guest.say("book", { stay: MARCH, adults: 2, roomType: "double" });
    expect(said.text).toContain("Ya tienes la reserva MIR7Q1, del martes 3 al jueves 5 de marzo");
    expect(kinds(said)).toEqual([]);
    expect(kinds(guest.tap(guest.button("yes")))).toEqual(["quote", "hold"]);
  });

  it("drops the second one on a no and keeps the first", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.say("affirm");
    guest.say("book", { stay: MARCH, adults: 2, roomType: "double" });
    expect(guest.say("deny").text).toContain("Tu reserva MIR7Q1 sigue en pie");
    expect(guest.state.step).toBe("done");
  });
});
