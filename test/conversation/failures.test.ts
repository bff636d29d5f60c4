import { describe, expect, it } from "vitest";
import { type Guest, newGuest, type Said } from "./support/guest.ts";

const MARCH = { arrival: "2026-03-03", departure: "2026-03-05" };
const WANTED = { stay: MARCH, adults: 2, roomType: "double" };
const kinds = (said: Said): string[] => said.requests.map((request) => request.kind);
const MINUTE = 60_000;

/** A yes after the hold ran out. */
function wait(guest: Guest, meanwhile: () => void = () => undefined): Said {
  guest.now += 21 * MINUTE;
  meanwhile();
  return guest.say("affirm");
}

function atReadBack(guest: Guest): Said {
  guest.say("book", { ...WANTED, name: "Ana Pérez", email: "ana@example.com" });
  return guest.say("", { phone: "+34600111222" });
}

describe("a hold", () => {
  it("that ran out is asked for again at the yes, told, and read back before anything is written", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.now += 21 * MINUTE;
    const said = guest.say("affirm");
    expect(kinds(said)).toEqual(["quote", "hold"]);
    expect(said.text).toContain("Se había pasado el tiempo de espera, pero lo he podido apartar otra vez");
    expect(said.text).toContain("Repaso la reserva");
    expect(kinds(guest.say("affirm"))).toEqual(["book"]);
  });

  it("that ran out while the guest was asked for data is asked for again, and told", () => {
    const guest = newGuest();
    guest.say("book", WANTED);
    guest.now += 30 * MINUTE;
    const said = guest.say("", { name: "Ana Pérez" });
    expect(kinds(said)).toEqual(["quote", "hold"]);
    expect(said.text).toMatch(/Se había pasado el tiempo de espera.*Gracias, Ana|Se había pasado.*correo/s);
  });

  it("that ran out and is gone leads to the other rooms", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.now += 21 * MINUTE;
    guest.pms.free = { double: 0 };
    const said = guest.say("affirm");
    expect(kinds(said)).toEqual(["quote"]);
    expect(said.text).toContain("entretanto se ha ocupado: habitación doble ya no está libre");
    expect(said.text).toContain("Suite con vistas al mar");
  });

  it("nobody waits for any more is given back without a word", () => {
    const guest = newGuest();
    guest.say("book", WANTED);
    const quote = guest.state.draft?.quote;
    if (!quote) throw new Error("no quote");
    guest.say("restart");
    const said = guest.event({ kind: "held", quote, expiresAt: guest.now + MINUTE });
    expect(said.text).toBe("");
    expect(kinds(said)).toEqual(["release_hold"]);
    expect(guest.state.draft).toBeUndefined();
  });

  it("lost to the front desk at the last moment is given back, and the other rooms are offered", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.pms.books = "wait";
    guest.say("affirm");
    const quote = guest.state.draft?.quote;
    if (!quote) throw new Error("no quote");
    guest.pms.free = { double: 0 };
    const said = guest.event({ kind: "hold_refused", quote });
    expect(kinds(said)).toEqual(["release_hold", "quote"]);
    expect(said.text).toMatch(/ya no está libre.*Suite con vistas al mar/s);
    expect(guest.state.question).toBe("offer");
  });

  it("that is refused is never announced; the rest is offered", () => {
    const guest = newGuest();
    guest.pms.refusesHold = true;
    const said = guest.say("book", WANTED);
    expect(kinds(said)).toEqual(["quote", "hold", "quote"]);
    expect(said.text).not.toContain("Apartado");
    expect(said.text).toContain("se nos acaba de ocupar");
    expect(guest.state.question).toBe("offer");
  });
});

describe("the PMS", () => {
  it("that is down is told honestly, the draft is kept and the desk is told once", () => {
    const guest = newGuest();
    guest.pms.down = true;
    const said = guest.say("book", WANTED);
    expect(kinds(said)).toEqual(["quote", "handover"]);
    expect(said.requests[1]).toMatchObject({ reason: "pms_unavailable" });
    expect(said.text).toContain("no responde");
    expect(said.text).toContain("del martes 3 al jueves 5 de marzo");
    expect(kinds(guest.say("affirm"))).toEqual(["quote"]);
    expect(guest.state.mode).toBe("bot");
    guest.pms.down = false;
    expect(kinds(guest.tap(guest.button("yes")))).toEqual(["quote", "hold"]);
  });

  it("that is down at the booking keeps the room and reads everything back for another yes", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.pms.books = "down";
    const said = guest.say("affirm");
    expect(said.text).toContain("la reserva no se ha hecho");
    expect(said.text).toContain("Repaso la reserva");
    guest.pms.books = "firm";
    expect(guest.say("affirm").requests).toMatchObject([{ kind: "book", draft: 2 }]);
  });

  it("that is down at a caller's yes: nothing is read again, a yes tries the very same once more", () => {
    const guest = newGuest("es", { onCall: true });
    atReadBack(guest);
    guest.pms.books = "down";
    for (let times = 0; times < 2; times++) {
      const said = guest.say("affirm");
      expect(kinds(said)).toContain("book");
      expect(said.speech).toMatch(/la reserva no se ha hecho.*\n¿Lo intento otra vez\?$/s);
      expect(said.speech).not.toContain("Repaso la reserva");
    }
    guest.pms.books = "firm";
    const said = guest.say("affirm");
    expect(said.requests).toMatchObject([
      { kind: "book", draft: 3, booking: { guest: { name: "Ana Pérez" } } },
    ]);
    expect(said.speech).toContain("confirmada");
  });

  it.each([
    ["the guest puts something right", (guest: Guest) => guest.say("", { name: "Eva Ruiz" })],
    ["the hold ran out meanwhile", (guest: Guest) => wait(guest)],
    [
      "the price is another one",
      (guest: Guest) => wait(guest, () => (guest.pms.perNight = { double: 150_00 })),
    ],
  ])("that was down at a caller's yes: all is read anew when %s", (_when, change) => {
    const guest = newGuest("es", { onCall: true });
    atReadBack(guest);
    guest.pms.books = "down";
    guest.say("affirm");
    guest.pms.books = "firm";
    const said = change(guest);
    expect(kinds(said)).not.toContain("book");
    expect(said.speech).toMatch(/Repaso la reserva|eran 240 euros y ahora son 300 euros/);
  });

  it("that is down at a caller's yes: a yes said over the question tries nothing", () => {
    const guest = newGuest("es", { onCall: true });
    atReadBack(guest);
    guest.pms.books = "down";
    guest.say("affirm");
    const said = guest.say("affirm", {}, { interrupted: true });
    expect(kinds(said)).toEqual([]);
    expect(said.speech).toBe("¿Lo intento otra vez?");
  });

  it("that refuses a booking is told, others are offered; a second refusal fetches a person", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.pms.books = "refused";
    const said = guest.say("affirm");
    expect(said.text).toContain("no hay nada reservado");
    expect(kinds(said)).toEqual(["book", "release_hold", "quote"]);
    guest.say("", { choice: 1 });
    const second = guest.say("affirm");
    expect(second.requests).toContainEqual(
      expect.objectContaining({ kind: "handover", reason: "pms_refused" }),
    );
    expect(guest.state.mode).toBe("person");
  });

  it("whose answer is unknown: said as it is, the desk is told, and the confirmation follows when it comes", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.pms.books = "unknown";
    const said = guest.say("affirm");
    expect(said.text).toContain("todavía no sé si la reserva ha quedado hecha");
    expect(said.text).not.toContain("confirmada");
    expect(said.requests.at(-1)).toMatchObject({ kind: "handover", reason: "outcome_unknown" });
    expect(kinds(guest.say("affirm"))).toEqual([]);
    expect(kinds(guest.event({ kind: "booking_unknown" }))).toEqual([]);
    const booking = { ...bookedLike(guest), code: "LATE77" };
    expect(guest.event({ kind: "booked", booking }).text).toContain("LATE77");
    expect(guest.event({ kind: "booked", booking }).text).toBe("");
  });

  it("that changed the price before the write: nothing is written and everything is read back", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.pms.books = "wait";
    guest.say("affirm");
    const quote = guest.state.draft?.quote;
    if (!quote) throw new Error("no quote");
    const said = guest.event({
      kind: "repriced",
      quote: { ...quote, total: { minor: 300_00, currency: "EUR" } },
    });
    expect(said.text).toContain("eran 240 € y ahora son 300 €");
    expect(said.text).toContain("Total: 300 €");
    expect(guest.say("affirm").requests).toMatchObject([
      { kind: "book", booking: { total: { minor: 300_00 } } },
    ]);
  });
});

describe("while the booking is being written", () => {
  it("a second yes, a double tap, a change and a restart do nothing but tell so", () => {
    const guest = newGuest();
    atReadBack(guest);
    const yes = guest.button("yes");
    guest.pms.books = "wait";
    expect(kinds(guest.tap(yes))).toEqual(["book"]);
    for (const said of [
      guest.tap(yes),
      guest.say("affirm"),
      guest.say("", { adults: 3 }),
      guest.say("restart"),
      guest.say("book"),
      guest.say("modify_booking"),
      guest.say("greeting"),
      guest.say("", {}, { text: "asdf" }),
    ]) {
      expect(said.text).toContain("Estoy haciendo la reserva");
      expect(kinds(said)).toEqual([]);
    }
    expect(guest.state.step).toBe("booking");
  });

  it("a question is still answered", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.pms.books = "wait";
    guest.say("affirm");
    expect(guest.say("breakfast").text).toBe("El desayuno es de 7:30 a 10:30.");
  });

  it("a confirmation that comes while a person has the conversation is told when they give it back", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.pms.books = "wait";
    guest.say("affirm");
    const booking = bookedLike(guest);
    guest.event({ kind: "taken_over", by: "Marta" });
    expect(guest.event({ kind: "booked", booking }).text).toBe("");
    expect(guest.event({ kind: "given_back" }).text).toContain("MIR7Q1");
  });
});

function bookedLike(guest: Guest) {
  const quote = guest.state.draft?.quote;
  if (!quote) throw new Error("no quote");
  return {
    pmsId: "1",
    code: "MIR7Q1",
    reference: "r",
    roomType: quote.roomType,
    roomNumbers: ["101"],
    stay: quote.stay,
    party: quote.party,
    guest: { name: "Ana Pérez", email: "ana@example.com", phone: "+34600111222" },
    total: quote.total,
    status: "firm",
    createdAt: guest.now,
  } as const;
}
