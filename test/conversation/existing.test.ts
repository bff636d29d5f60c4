import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { keptBooking } from "./support/existing-pms.ts";
import { type Guest, newGuest, type Said } from "./support/guest.ts";
import { hotel } from "./support/hotel.ts";

const OWN = "+34600111222";
const kinds = (said: Said): string[] => said.requests.map((request) => request.kind);

/** A guest with a booking of 3–5 March, writing from its telephone unless said otherwise. */
function withBooking(phone: string | undefined = OWN, language: (typeof LANGUAGES)[number] = "es"): Guest {
  const guest = newGuest(language, phone === undefined ? {} : { phone });
  guest.pms.kept = [{ booking: keptBooking(), own: false }];
  return guest;
}

describe("whose booking it is", () => {
  it.each(LANGUAGES)("shows all of it to the telephone it was made with, in %s", (language) => {
    const said = withBooking(OWN, language).say("lookup_booking");
    for (const fact of ["K7Q4MX", "240", "15:00", "12:00"]) expect(said.text).toContain(fact);
    expect(said.text).toMatch(/martes 3|Tuesday 3|terça-feira, 3/);
    expect(said.text).toMatch(/confirmada|confirmed/);
    expect(said.speech).toContain("K, 7, Q, 4, M, X");
  });

  it.each([
    ["awaited", undefined, "pendiente"],
    ["part", { minor: 50_00, currency: "EUR" }, "50 €, falta"],
    ["paid", { minor: 72_00, currency: "EUR" }, "recibido (72 €)"],
  ] as const)("says how far it is paid where the PMS knows: %s", (deposit, paid, sentence) => {
    const guest = withBooking();
    const booking = keptBooking({ deposit, ...(paid ? { paid } : {}) });
    guest.pms.kept = [{ booking, own: false }];
    expect(guest.say("lookup_booking").text).toContain(sentence);
  });

  it("says where the rooms of a cancelled booking are not certain", () => {
    const guest = withBooking("+351910000000");
    guest.say("lookup_booking");
    const kept = keptBooking({ status: "cancelled", roomsUnclear: true });
    guest.pms.kept = [{ booking: kept, own: false }];
    expect(guest.say("", {}, { text: "k7q4mx, perez" }).text).toMatch(/cancelada.*se anulara antes/s);
  });

  it("asks another telephone for code and surname, accents and case aside", () => {
    const guest = withBooking("+351910000000");
    expect(guest.say("lookup_booking").text).toContain("código de la reserva y el apellido");
    const said = guest.say("", {}, { text: "k7q4mx, perez" });
    expect(said.text).toContain("habitación doble".replace("h", "H"));
    expect(guest.state.wrongTries).toBeUndefined();
  });

  it("uses a code in the first message at once, and asks for the surname only", () => {
    const guest = withBooking("+351910000000");
    const asked = guest.say("cancel_booking", { bookingCode: "K7Q4MX" }, { text: "cancelar la K7Q4MX" });
    expect(asked.text).toContain("¿Con qué apellido");
    expect(asked.text).not.toContain("240");
    expect(guest.say("", { name: "Núñez" }, { text: "Núñez" }).text).toContain("¿La cancelo?");
  });

  it("does not tell a stranger whether a code exists", () => {
    const wrong = (code: string): string => {
      const guest = withBooking("+351910000000");
      guest.say("lookup_booking", { bookingCode: code }, { text: `reserva ${code}` });
      return guest.say("", { name: "García" }, { text: "García" }).text;
    };
    expect(wrong("K7Q4MX")).toBe(wrong("AAAA11"));
  });

  it("goes to a person after the third wrong try, and shows nothing", () => {
    const guest = withBooking("+351910000000");
    guest.say("lookup_booking");
    guest.say("", {}, { text: "K7Q4MX García" });
    guest.say("", {}, { text: "K7Q4MX López" });
    expect(guest.state).toMatchObject({ mode: "bot", wrongTries: 2 });
    const third = guest.say("", {}, { text: "K7Q4MX Ruiz" });
    expect(third.requests).toContainEqual(
      expect.objectContaining({ kind: "handover", reason: "existing_booking" }),
    );
    expect(third.text).not.toContain("doble");
    expect(guest.state.mode).toBe("person");
  });

  it("asks which of several, by button or number", () => {
    const guest = withBooking();
    const other = keptBooking({
      code: "M3X9TT",
      pmsId: "78",
      stay: { arrival: "2026-04-10", departure: "2026-04-12" },
    });
    guest.pms.kept = [...guest.pms.kept, { booking: other, own: false }];
    const asked = guest.say("cancel_booking");
    expect(asked.buttons.map(({ title }) => title)).toEqual(["K7Q4MX · 3 mar", "M3X9TT · 10 abr"]);
    expect(guest.say("", { number: 2 }).text).toContain("M3X9TT");
    expect(guest.state.question).toBe("confirm_cancel");
  });
});

describe("a change", () => {
  it("of dates is priced, read back with the difference, and written only after a yes", () => {
    const guest = withBooking();
    const read = guest.say("modify_booking", { stay: { departure: "2026-03-06" } });
    expect(kinds(read)).toEqual(["find_bookings", "change_quote", "change_hold"]);
    for (const fact of [
      "10:20",
      "martes 3 de marzo",
      "viernes 6 de marzo",
      "360 €",
      "120 € más",
      "24 horas",
    ]) {
      expect(read.text).toContain(fact);
    }
    const done = guest.say("affirm");
    expect(kinds(done)).toEqual(["amend", "release_hold"]);
    expect(done.text).toContain("La reserva K7Q4MX queda así");
    expect(guest.pms.kept[0]?.booking.stay.departure).toBe("2026-03-06");
    expect(guest.state).toMatchObject({ step: "idle" });
    expect(guest.state.existing).toBeUndefined();
  });

  it("is corrected in the middle: the new words replace the old ones", () => {
    const guest = withBooking();
    guest.say("modify_booking", { stay: { departure: "2026-03-06" } });
    const read = guest.say("deny", { stay: { departure: "2026-03-08" } });
    expect(read.text).toContain("domingo 8 de marzo");
    expect(read.text).toContain("360 € más");
    expect(kinds(guest.say("affirm"))).toContain("amend");
    expect(guest.pms.kept[0]?.booking.stay.departure).toBe("2026-03-08");
  });

  it("keeps its place while another question is answered", () => {
    const guest = withBooking();
    guest.say("modify_booking", { stay: { departure: "2026-03-06" } });
    const said = guest.say("breakfast");
    expect(said.text).toMatch(/desayuno.*Repaso el cambio/s);
    expect(kinds(guest.say("affirm"))).toContain("amend");
  });

  it("to a better room shows what it costs more", () => {
    const guest = withBooking();
    guest.say("modify_booking");
    const others = guest.tap(guest.button("modify:room"));
    expect(others.text).toContain("1. Suite con vistas al mar: 420 € (180 € más)");
    const read = guest.tap(guest.button("choice:1"));
    expect(read.text).toContain("180 € más");
    guest.tap(guest.button("yes"));
    expect(guest.pms.kept[0]?.booking.roomType).toBe("suite");
  });

  it("of people is read back too, and a mind changed keeps the booking", () => {
    const guest = withBooking();
    guest.say("modify_booking", { adults: 2, children: 1 });
    const kept = guest.tap(guest.button("keep"));
    expect(kept.text).toContain("se queda como está");
    expect(kinds(guest.say("affirm"))).not.toContain("amend");
    expect(guest.pms.kept[0]?.booking.party.children).toBe(0);
  });

  it("for nights that are full changes nothing and says so", () => {
    const guest = withBooking();
    guest.pms.free = { double: 0, suite: 0, single: 0 };
    const said = guest.say("modify_booking", { stay: { arrival: "2026-03-20", departure: "2026-03-22" } });
    expect(said.text).toContain("la reserva K7Q4MX sigue como está");
    expect(guest.state.question).toBe("modify_what");
  });

  it("that the PMS refuses goes to the desk with all of it", () => {
    const guest = withBooking();
    guest.pms.amends = "refused";
    guest.say("modify_booking", { stay: { departure: "2026-03-06" } });
    const said = guest.say("affirm");
    expect(said.text).toContain("sigue como estaba");
    const desk = said.requests.find((request) => request.kind === "handover");
    expect(desk).toMatchObject({
      reason: "pms_refused",
      summary: expect.stringMatching(/K7Q4MX.*Quería: 3 noches.*360/s),
    });
    expect(guest.state.mode).toBe("person");
  });

  it("of unknown outcome is said as it is, once, and its truth when it comes", () => {
    const guest = withBooking();
    guest.pms.amends = "unknown";
    guest.say("modify_booking", { stay: { departure: "2026-03-06" } });
    expect(guest.say("affirm").text).toContain("todavía no sé");
    expect(guest.event({ kind: "amend_unknown" }).text).toBe("");
    expect(kinds(guest.say("affirm"))).toEqual([]);
    const before = keptBooking();
    const change = {
      stay: { ...before.stay, departure: "2026-03-06" },
      roomType: "double",
      party: before.party,
      total: { minor: 360_00, currency: "EUR" },
    };
    const booking = { ...before, ...change };
    const said = guest.event({ kind: "amended", amendment: { kind: "change", before, change }, booking });
    expect(said.text).toContain("queda así");
    expect(
      guest.event({ kind: "amended", amendment: { kind: "change", before, change }, booking }).text,
    ).toBe("");
  });

  it("survives a PMS that is down: told, kept, and tried again", () => {
    const guest = withBooking();
    guest.pms.down = true;
    const said = guest.say("modify_booking", { stay: { departure: "2026-03-06" } });
    expect(said.text).toContain("no responde");
    expect(kinds(said)).toContain("handover");
    guest.pms.down = false;
    expect(guest.tap(guest.button("yes")).text).toContain("viernes 6 de marzo");
  });

  it("is not made again by its old button", () => {
    const guest = withBooking();
    guest.say("modify_booking", { stay: { departure: "2026-03-06" } });
    const yes = guest.button("yes");
    guest.tap(yes);
    const again = guest.tap(yes);
    expect(again.text).toContain("Esa opción era de un mensaje anterior");
    expect(kinds(again)).toEqual([]);
  });

  it("that came out while a person had the conversation is told afterwards", () => {
    const guest = withBooking();
    guest.pms.amends = "wait";
    guest.say("modify_booking", { stay: { departure: "2026-03-06" } });
    const [amend] = guest.say("affirm").requests;
    if (amend?.kind !== "amend" || amend.amendment.kind !== "change") throw new Error("no change");
    guest.event({ kind: "taken_over", by: "Marta" });
    const booking = { ...amend.amendment.before, ...amend.amendment.change };
    expect(guest.event({ kind: "amended", amendment: amend.amendment, booking }).text).toBe("");
    expect(guest.event({ kind: "given_back" }).text).toContain("queda así");
  });
});

describe("a cancellation", () => {
  it.each([
    ["2026-02-28T10:00:00Z", "no cuesta nada"],
    ["2026-03-03T08:00:00Z", "cuesta 60 €"],
  ])("at %s is read back with what it costs: %s", (at, sentence) => {
    const guest = withBooking();
    guest.now = Date.parse(at);
    const read = guest.say("cancel_booking");
    expect(read.text).toContain(sentence);
    const done = guest.say("affirm");
    expect(kinds(done)).toEqual(["amend"]);
    expect(done.text).toContain("está cancelada");
    expect(guest.pms.kept[0]?.booking.status).toBe("cancelled");
  });

  it("of a rate that is not given back says so", () => {
    const strict = { ...hotel, cancellation: { freeHours: 24, feePercent: 50, nonRefundable: ["double"] } };
    const guest = newGuest("es", { phone: OWN, hotel: strict });
    guest.pms.kept = [{ booking: keptBooking(), own: false }];
    expect(guest.say("cancel_booking").text).toContain("se pierden 240 €");
  });

  it("is read back anew when its free time ran out before the yes", () => {
    const guest = withBooking();
    guest.now = Date.parse("2026-03-02T13:58:00Z");
    expect(guest.say("cancel_booking").text).toContain("no cuesta nada");
    guest.now = Date.parse("2026-03-02T14:05:00Z");
    const again = guest.say("affirm");
    expect(kinds(again)).not.toContain("amend");
    expect(again.text).toContain("60 €");
    expect(kinds(guest.say("affirm"))).toEqual(["amend"]);
  });

  it("is not made when the guest thinks better of it", () => {
    const guest = withBooking();
    guest.say("cancel_booking");
    const kept = guest.say("deny");
    expect(kept.text).toContain("se queda como está");
    expect(guest.pms.kept[0]?.booking.status).toBe("firm");
  });

  it("forgets the booking this conversation made", () => {
    const guest = newGuest("es", { phone: OWN });
    const stay = keptBooking().stay;
    guest.say("book", {
      stay,
      adults: 2,
      roomType: "double",
      name: "Ana Pérez",
      email: "ana@example.com",
      phone: OWN,
    });
    guest.say("affirm");
    expect(guest.state.booking?.code).toBe("MIR7Q1");
    guest.say("cancel_booking");
    guest.say("affirm");
    expect(guest.state.booking).toBeUndefined();
    expect(guest.state.step).toBe("idle");
  });
});

describe("what the front desk did", () => {
  it("is told to the guest, and an open question is put again", () => {
    const guest = withBooking();
    guest.say("availability", { stay: { arrival: "2026-04-01", departure: "2026-04-03" } });
    const said = guest.event({
      kind: "desk_changed",
      what: "cancelled",
      booking: keptBooking({ status: "cancelled" }),
    });
    expect(said.text).toMatch(/Recepción ha cancelado la reserva K7Q4MX.*¿Para cuántas personas/s);
  });

  it("is not told while a person has the conversation", () => {
    const guest = withBooking();
    guest.event({ kind: "taken_over", by: "Marta" });
    expect(guest.event({ kind: "desk_changed", what: "changed", booking: keptBooking() }).text).toBe("");
  });
});
