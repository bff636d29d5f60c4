import { describe, expect, it } from "vitest";
import { USUAL_RULES } from "../../src/domain/desk-rules.ts";
import type { Booking } from "../../src/domain/hotel.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { newGuest, type Said } from "./support/guest.ts";
import { hotel } from "./support/hotel.ts";

const errands = (said: Said) =>
  said.requests.flatMap((each) => (each.kind === "errand" ? [each.errand] : []));

/** In the house from 1 to 4 February 2026, in room 101; now is the 2nd. */
const STAYING: Booking = {
  pmsId: "1",
  code: "MIR7Q1",
  reference: "miramar-1-1",
  roomType: "double",
  roomNumbers: ["101"],
  stay: { arrival: "2026-02-01", departure: "2026-02-04" },
  party: { adults: 2, children: 0 },
  guest: { name: "Ana Pérez", email: "ana@example.com", phone: "+34600000001" },
  total: { minor: 300_00, currency: "EUR" },
  status: "in_house",
  createdAt: 0,
};

function staying(language: "es" | "en" | "pt" = "es", rules = USUAL_RULES) {
  const guest = newGuest(language, { hotel: { ...hotel, depositPercent: 30, rules } });
  guest.state = { ...guest.state, greeted: true, booking: STAYING };
  return guest;
}

describe("what the desk must know", () => {
  it("is asked for once; who does not say it is passed on all the same", () => {
    const guest = newGuest();
    expect(guest.say("housekeeping", {}, { text: "faltan toallas" }).text).toContain(
      "¿En qué habitación estás?",
    );
    const said = guest.say("", {}, { text: "no sé, la del fondo" });
    expect(errands(said)).toEqual([{ kind: "housekeeping", words: "faltan toallas\nno sé, la del fondo" }]);
    expect(said.text).toContain("Se lo paso a recepción");
  });

  it.each(LANGUAGES)("a bare number answers the question for the room (%s)", (language) => {
    const guest = newGuest(language);
    guest.say("maintenance", {}, { text: "no va el aire" });
    expect(errands(guest.say("", { number: 204 }, { text: "204" }))).toMatchObject([{ room: "204" }]);
  });

  it("is known of a guest in the house", () => {
    const said = staying().say("maintenance", {}, { text: "no va el aire" });
    expect(errands(said)).toMatchObject([{ room: "101", bookingCode: "MIR7Q1" }]);
  });

  it("a taxi for an hour alone is for the next one", () => {
    const said = newGuest().say("taxi", { time: "08:00" }, { text: "un taxi a las 8" });
    expect(errands(said)).toMatchObject([{ kind: "taxi", date: "2026-02-03", time: "08:00" }]);
  });

  it("can wait while the guest asks something else, and is not lost when they book instead", () => {
    const guest = newGuest();
    guest.say("taxi", {}, { text: "necesito un taxi" });
    const between = guest.say("breakfast");
    expect(between.text).toMatch(/El desayuno es.*¿Para qué día y a qué hora\?/s);
    const said = guest.say("book", { stay: { arrival: "2026-03-03", departure: "2026-03-05" } });
    expect(errands(said)).toMatchObject([{ kind: "taxi", agreed: false }]);
    expect(guest.state.errand).toBeUndefined();
  });

  it("who is handed to a person takes their wish along", () => {
    const guest = newGuest();
    guest.say("taxi", {}, { text: "necesito un taxi" });
    expect(errands(guest.say("person"))).toMatchObject([{ kind: "taxi" }]);
  });

  it("breakfast is added to a booking when that is what is said, and told of otherwise", () => {
    expect(errands(staying().say("breakfast", {}, { text: "¿hay desayuno?" }))).toEqual([]);
    const said = staying().say("breakfast modify_booking", {}, { text: "quiero añadir el desayuno" });
    expect(errands(said)).toMatchObject([{ kind: "extra", bookingCode: "MIR7Q1" }]);
  });
});

describe("a wake-up call", () => {
  it.each(LANGUAGES)("is read back with day, hour and room, and stands after a yes (%s)", (language) => {
    const guest = staying(language);
    const asked = guest.say("wake_up_call", { time: "07:00" });
    expect(asked.text).toContain("7:00");
    expect(asked.text).toContain("101");
    expect(errands(asked)).toEqual([]);
    const said = guest.say("affirm");
    expect(errands(said)).toMatchObject([{ date: "2026-02-03", time: "07:00", room: "101", agreed: true }]);
    expect(said.text).toContain("7:00");
  });

  it("is today while the hour is to come; another hour is read back anew, a no drops it", () => {
    const guest = staying();
    expect(guest.say("wake_up_call", { time: "18:00" }).text).toContain("lunes 2 de febrero");
    expect(guest.say("", { time: "06:30" }, { text: "mejor a las 6:30" }).text).toContain(
      "martes 3 de febrero a las 6:30",
    );
    const said = guest.say("deny");
    expect([errands(said), guest.state.errand]).toEqual([[], undefined]);
  });
});

describe("leaving late", () => {
  it("is granted free of charge when nobody comes into the room", () => {
    const said = staying().say("late_checkout", { time: "13:30" });
    expect(said.text).toContain("hasta las 13:30, sin coste");
    expect(errands(said)).toMatchObject([{ kind: "late_checkout", time: "13:30", agreed: true }]);
  });

  it("costs half a night when somebody has to be moved for it, and only after a yes", () => {
    const guest = staying();
    guest.pms.turnover = "paid";
    const asked = guest.say("late_checkout", { time: "14:00" });
    expect(asked.text).toContain("50 €");
    expect(errands(asked)).toEqual([]);
    expect(errands(guest.say("affirm"))).toMatchObject([{ price: { minor: 50_00, currency: "EUR" } }]);
  });

  it("is refused when the room is needed, and never later than the latest hour", () => {
    const guest = staying();
    guest.pms.turnover = "needed";
    const said = guest.say("late_checkout", { time: "16:00" });
    expect(said.text).toMatch(/son las 14:00.*la habitación hace falta/s);
    expect(errands(said)).toEqual([]);
  });

  it("is the desk's where it wants the last word, and where the PMS is down", () => {
    const rules = { ...USUAL_RULES, lateCheckout: { ...USUAL_RULES.lateCheckout, approval: true } };
    expect(staying("es", rules).say("late_checkout", { time: "13:00" }).text).toContain(
      "tiene que aprobarlo",
    );
    const guest = staying();
    guest.pms.down = true;
    expect(guest.say("late_checkout", { time: "13:00" }).text).toContain("Se lo paso a recepción");
  });

  it("coming early: the room when it is ready, else the luggage and a request", () => {
    const coming = (turnover: "free" | "needed") => {
      const guest = staying();
      const stay = { arrival: "2026-02-09", departure: "2026-02-12" };
      guest.state = { ...guest.state, booking: { ...STAYING, status: "firm", stay } };
      guest.pms.turnover = turnover;
      return guest.say("early_check_in", { time: "11:00" });
    };
    expect(coming("free").text).toContain("desde las 11:00");
    const taken = coming("needed");
    expect(taken.text).toContain("dejar el equipaje");
    expect(errands(taken)).toMatchObject([{ kind: "early_check_in" }]);
  });
});

describe("a review", () => {
  const asked = () => {
    const guest = staying("es", {
      ...USUAL_RULES,
      review: { ...USUAL_RULES.review, links: ["https://r.example"] },
    });
    guest.event({ kind: "review_due", booking: STAYING });
    return guest;
  };

  it("from four on is asked to be public", () => {
    const said = asked().say("", { number: 5 }, { text: "5" });
    expect(said.text).toContain("https://r.example");
    expect(errands(said)).toEqual([]);
  });

  it("up to three goes to the manager alone, with what was wrong", () => {
    const guest = asked();
    const said = guest.say("", { number: 2 }, { text: "2" });
    expect(said.text).not.toContain("https://");
    expect(errands(said)).toMatchObject([
      { kind: "review", rating: 2, alarm: expect.stringContaining("2 of 5") },
    ]);
    const why = guest.say("", {}, { text: "mucho ruido" });
    expect(why.requests).toMatchObject([
      { kind: "handover", summary: expect.stringContaining("mucho ruido") },
    ]);
  });

  it("is never guessed from words", () => {
    const said = asked().say("", {}, { text: "una estancia maravillosa, genial" });
    expect(errands(said)).toEqual([]);
    expect(said.text).toContain("Del 1 al 5");
  });
});

it.each([
  ["es", "01:00", "¡Buenas noches! Es la 1:00"],
  ["en", "16:00", "Good afternoon! It's 16:00"],
  ["pt", "07:00", "Bom dia! São 7:00"],
] as const)("a wake-up message greets as one does at that hour (%s, %s)", (language, time, said) => {
  expect(staying(language).event({ kind: "wake_up_due", time }).text).toContain(said);
});

describe("deposits", () => {
  const paying = {
    ...USUAL_RULES,
    deposit: { holder: "Hotel Miramar SL", account: "ES91 2100 0418" },
  };

  it.each(LANGUAGES)(
    "are asked for after the booking, with the account and the share of the real total (%s)",
    (language) => {
      const guest = newGuest(language, { hotel: { ...hotel, depositPercent: 30, rules: paying } });
      const said = guest.event({ kind: "booked", booking: { ...STAYING, status: "firm" } });
      expect(said.text).toContain("ES91 2100 0418");
      expect(said.text).toMatch(/€\s?90|90\s?€/);
      expect(said.requests).toMatchObject([{ kind: "deposit", amount: { minor: 90_00 } }]);
    },
  );

  it.each(LANGUAGES)(
    "are spoken of on a call without the account, and the desk sends it (%s)",
    (language) => {
      const rules = { hotel: { ...hotel, depositPercent: 30, rules: paying }, onCall: true } as const;
      const guest = newGuest(language, rules);
      const said = guest.event({ kind: "booked", booking: { ...STAYING, status: "firm" } });
      expect(said.speech).toMatch(/90 euros/);
      expect(said.speech).not.toMatch(/ES91|2100|aquí|here|aqui/);
      expect(said.requests).toMatchObject([
        { kind: "handover", reason: "deposit_account", summary: expect.stringContaining("MIR7Q1") },
        { kind: "deposit", amount: { minor: 90_00 } },
      ]);
      expect(guest.state.mode).toBe("bot");
    },
  );

  it("a picture or a document is received, never a confirmation", () => {
    for (const document of [false, true]) {
      const said = staying().event({ kind: "picture", document });
      expect(said.text).toContain("no confirma nada");
      expect(said.requests).toMatchObject([{ kind: "proof", code: "MIR7Q1" }, { reason: "attachment" }]);
    }
  });

  it("one that comes while a person has the conversation is kept without a word", () => {
    const guest = staying();
    guest.event({ kind: "taken_over", by: "Marta" });
    const said = guest.event({ kind: "picture" });
    expect([said.text, said.requests]).toMatchObject(["", [{ kind: "proof" }]]);
  });
});

describe("STOP", () => {
  it("holds until START; questions are answered meanwhile; a person's conversation honours it too", () => {
    const guest = newGuest();
    guest.say("stop", {}, { text: "BAJA" });
    expect(guest.say("breakfast").text).toContain("desayuno");
    expect(guest.say("", {}, { text: "alta" }).requests).toEqual([{ kind: "stop", stopped: false }]);
    guest.event({ kind: "taken_over", by: "Marta" });
    const said = guest.say("stop", {}, { text: "STOP" });
    expect([said.text, said.requests]).toEqual(["", [{ kind: "stop", stopped: true }]]);
    const lifted = guest.say("", {}, { text: "START" });
    expect([lifted.text, lifted.requests]).toEqual(["", [{ kind: "stop", stopped: false }]]);
  });
});
