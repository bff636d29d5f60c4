import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { type Guest, newGuest, type Said, START } from "./support/guest.ts";
import { hotel } from "./support/hotel.ts";

const MARCH = { arrival: "2026-03-03", departure: "2026-03-05" };
const WANTED = { stay: MARCH, adults: 2, roomType: "double" };
const kinds = (said: Said): string[] => said.requests.map((request) => request.kind);

function atReadBack(guest: Guest): Said {
  guest.say("book", { ...WANTED, name: "Ana Pérez", email: "ana@example.com" });
  return guest.say("", { phone: "+34600111222" });
}

describe("dates that cannot be used are asked about, each in its own words", () => {
  const cases = [
    [
      "past by understanding",
      { arrival: "2026-01-20", flag: "past" },
      /ya ha pasado.*¿Te refieres al miércoles 20 de enero de 2027\?/s,
    ],
    ["past by the calendar", { arrival: "2026-02-01", departure: "2026-02-03" }, /ya ha pasado/],
    [
      "too far",
      { arrival: "2027-02-03", departure: "2027-02-05" },
      /llegamos hasta el martes 2 de febrero de 2027/,
    ],
    ["31 nights", { arrival: "2026-03-01", departure: "2026-04-01" }, /hasta 30 noches/],
    ["departure first", { arrival: "2026-03-05", departure: "2026-03-03" }, /después de la llegada/],
    ["reversed", { flag: "reversed" }, /después de la llegada/],
    ["no such day", { flag: "impossible" }, /no existe en el calendario/],
  ] as const;
  it.each(cases)("%s", (_name, stay, sentence) => {
    const guest = newGuest();
    const said = guest.say("availability", { stay, adults: 2 });
    expect(said.text).toMatch(sentence);
    expect(kinds(said)).toEqual([]);
    expect(["stay", "departure", "which_date"]).toContain(guest.state.question);
  });

  it("too late for today is sent to the desk's phone", () => {
    const guest = newGuest("es", { at: Date.parse("2026-02-02T21:30:00Z") });
    const said = guest.say("book", { stay: { arrival: "2026-02-02", departure: "2026-02-03" }, adults: 1 });
    expect(said.text).toContain("+34942000000");
  });

  it("two readings are offered, and the chosen one keeps the rest of what was said", () => {
    const guest = newGuest();
    const candidates = ["2026-03-04", "2026-04-03"];
    const said = guest.say("availability", { stay: { flag: "ambiguous", candidates, nights: 2 }, adults: 2 });
    expect(said.text).toContain("¿Te refieres al miércoles 4 de marzo o al viernes 3 de abril?");
    expect(said.buttons.map((button) => button.title)).toEqual(["mié 4 de marzo", "vie 3 de abril"]);
    expect(kinds(guest.tap(guest.button("choice:2")))).toEqual(["quote"]);
    expect(guest.state.draft).toMatchObject({ arrival: "2026-04-03", departure: "2026-04-05" });
  });

  it("a past date confirmed for next year is taken", () => {
    const guest = newGuest();
    guest.say("availability", { stay: { arrival: "2026-01-20", nights: 1, flag: "past" }, adults: 2 });
    guest.say("affirm");
    expect(guest.state.draft).toMatchObject({ arrival: "2027-01-20", departure: "2027-01-21" });
  });
});

describe("too many people", () => {
  it("11 guests go to the desk as a group, with what they asked for", () => {
    const guest = newGuest();
    const said = guest.say("availability", { stay: MARCH, adults: 11 });
    expect(said.text).toContain("10 personas como máximo");
    expect(said.requests).toMatchObject([{ kind: "handover", reason: "group" }]);
    expect(said.requests[0]).toHaveProperty("summary", expect.stringContaining("11 adultos"));
    expect(guest.state.mode).toBe("person");
  });

  it("more rooms than we sell at once go to the desk too", () => {
    const guest = newGuest();
    const said = guest.say("availability", { stay: MARCH, adults: 10 });
    expect(said.text).toContain("Más de 4 habitaciones");
    expect(guest.state.mode).toBe("person");
  });

  it("children alone need an adult", () => {
    const guest = newGuest();
    expect(guest.say("book", { stay: MARCH, adults: 0, children: 2 }).text).toContain("al menos un adulto");
    expect(guest.state.question).toBe("party");
  });
});

describe("what is not understood", () => {
  it("says what it can do once, then fetches a person and tells when", () => {
    const guest = newGuest();
    const first = guest.say("", {}, { text: "asdf" });
    expect(first.text).toContain("no te he entendido");
    expect(first.text).toContain("disponibilidad y precios");
    const second = guest.say("", {}, { text: "qwer" });
    expect(second.requests).toMatchObject([{ kind: "handover", reason: "not_understood" }]);
    expect(second.text).toContain("Recepción atiende hasta las 21:00");
    expect(guest.say("greeting").text).toBe("");
  });

  it("asks the open question again, and forgets the miss once it is answered", () => {
    const guest = newGuest();
    guest.say("book");
    expect(guest.say("").text).toMatch(/no te he entendido.*¿Para qué fechas\?/s);
    guest.say("", { stay: MARCH });
    expect(guest.state.misses).toBe(0);
    guest.say("");
    expect(guest.state.mode).toBe("bot");
  });

  it("asks between two likely readings instead of guessing, and acts on the tap", () => {
    const guest = newGuest();
    const said = guest.say("breakfast cancel_booking", {}, { band: "ask" });
    expect(said.text).toContain("¿Qué necesitas: desayuno o cancelar mi reserva?");
    expect(guest.tap(guest.button("intent:breakfast")).text).toContain("7:30");
    expect(guest.state).toMatchObject({ misses: 0, mode: "bot" });
    expect(guest.state.question).toBeUndefined();
  });

  it("never acts on a guess", () => {
    const guest = newGuest();
    atReadBack(guest);
    const said = guest.say("affirm", {}, { band: "ask" });
    expect(kinds(said)).toEqual([]);
    expect(said.text).toContain("Repaso la reserva");
  });

  it("a voice note without words asks for another, the second one fetches a person", () => {
    const guest = newGuest();
    expect(guest.event({ kind: "unheard", why: "unclear" }).text).toContain("No he podido entender el audio");
    expect(kinds(guest.event({ kind: "unheard", why: "unclear" }))).toEqual(["handover"]);
  });

  it("says that it cannot listen when the engine is missing, however often", () => {
    const guest = newGuest();
    for (let n = 0; n < 3; n++) {
      expect(guest.event({ kind: "unheard", why: "engine" }).text).toContain("no puedo escuchar audios");
    }
    expect(guest.state.mode).toBe("bot");
  });
});

describe("topic change and return", () => {
  it("answers and asks the open question again", () => {
    const guest = newGuest();
    guest.say("book", { stay: MARCH });
    const said = guest.say("breakfast");
    expect(said.text).toMatch(/7:30 a 10:30.*¿Para cuántas personas\?/s);
    expect(guest.state.draft).toMatchObject(MARCH);
  });

  it("does not take a day in a question about breakfast for a new arrival", () => {
    const guest = newGuest();
    atReadBack(guest);
    const said = guest.say("breakfast", { stay: { arrival: "2026-03-07" } });
    expect(guest.state.draft).toMatchObject(MARCH);
    expect(said.text).toContain("martes 3 de marzo");
  });

  it("reads everything back again after an interruption, so that the yes that follows is to it", () => {
    const guest = newGuest();
    atReadBack(guest);
    for (const said of [guest.say("breakfast"), guest.event({ kind: "picture" }), guest.say("thanks")]) {
      expect(said.text).toContain("Repaso la reserva");
    }
    expect(kinds(guest.say("affirm"))).toEqual(["book"]);
  });

  it("tells the price of the held room in the middle of the data, and goes on", () => {
    const guest = newGuest();
    guest.say("book", WANTED);
    expect(guest.say("price").text).toMatch(/Habitación doble, del martes 3.*240 €.*A nombre de quién/s);
  });

  it("answers two subjects and a price in one turn", () => {
    const guest = newGuest();
    const said = guest.say("breakfast check_in_time price", WANTED);
    expect(said.text).toMatch(/7:30.*15:00.*240 €/s);
    expect(kinds(said)).toEqual(["quote"]);
  });

  it("gives a season's answer in its season only, and the desk's where there is no other", () => {
    const text = (es: string) => ({ es, en: es, pt: es });
    const winter = { from: "12-20", to: "02-10" };
    const seasonalFaq = [
      { subject: "pool", when: winter, answer: text("Cerrada en invierno.") },
      { subject: "kayaks", when: { from: "2026-06-01", to: "2026-09-30" }, answer: text("10 € la hora.") },
    ];
    const own = {
      ...hotel,
      seasonalFaq,
      faq: { ...hotel.faq, pool: text("Abierta.") },
      questions: ["kayaks"],
    };
    const asked = (intent: string, at: string) =>
      newGuest("es", { hotel: own, at: Date.parse(at) }).say(intent).text;
    expect(asked("pool", "2026-02-02T09:00:00Z")).toContain("Cerrada en invierno.");
    expect(asked("pool", "2026-02-11T09:00:00Z")).toContain("Abierta.");
    expect(asked("kayaks", "2026-07-02T09:00:00Z")).toContain("10 € la hora.");
    expect(asked("kayaks", "2026-10-02T09:00:00Z")).toContain("eso no lo sé con seguridad");
  });

  it("says honestly that it does not know, and asks the desk without falling silent", () => {
    const guest = newGuest();
    const said = guest.say("pool", {}, { text: "¿la piscina está climatizada?" });
    expect(said.text).toContain("Piscina: eso no lo sé con seguridad");
    expect(said.requests).toMatchObject([
      { kind: "handover", reason: "question", summary: expect.stringContaining("climatizada") },
    ]);
    expect(guest.state.mode).toBe("bot");
  });

  it.each(LANGUAGES)("answers from the hotel's facts (%s)", (language) => {
    const guest = newGuest(language);
    expect(guest.say("check_in_time").text).toContain("15:00");
    expect(guest.say("check_out_time").text).toContain("12:00");
    expect(guest.say("location").text).toContain("Paseo del Mar 12");
    expect(guest.say("opening_hours").text).toMatch(/9:00.*21:00/);
    expect(guest.say("cancellation_policy").text).toContain("24");
    expect(guest.say("room_types").text).toContain(language === "en" ? "• Double room" : "•");
  });
});

describe("requests", () => {
  it.each([
    ["housekeeping", "limpieza y toallas"],
    ["maintenance", "Siento la molestia"],
    ["lost_and_found", "objeto perdido"],
  ])("%s is passed on to the desk, and the booking goes on", (intent, words) => {
    const guest = newGuest();
    guest.say("book", { stay: MARCH });
    const said = guest.say(intent, {}, { text: "por favor, dos toallas a la habitación 204" });
    expect(said.text).toContain(words);
    expect(said.text).toContain("¿Para cuántas personas?");
    expect(said.requests).toMatchObject([
      { kind: "errand", errand: { kind: intent, room: "204" } },
      { kind: "handover", reason: "request", summary: expect.stringContaining("dos toallas") },
    ]);
    expect(guest.state.mode).toBe("bot");
  });

  it("tells the desk even where the hotel has an answer", () => {
    const faq = {
      ...hotel.faq,
      taxi: { es: "Tarda cinco minutos.", en: "Five minutes.", pt: "Cinco minutos." },
    };
    const said = newGuest("es", { hotel: { ...hotel, faq } }).say("taxi", { time: "18:00" });
    expect(said.text).toMatch(/Tarda cinco minutos\..*Se lo paso a recepción \(taxi\)/s);
    expect(kinds(said)).toEqual(["errand", "handover"]);
  });

  it("never takes a payment for made", () => {
    expect(newGuest().say("payment_proof").text).toContain("no doy nada por pagado");
  });

  it("STOP drops what was open, asks nothing and tells the desk", () => {
    const guest = newGuest();
    atReadBack(guest);
    const said = guest.say("stop", {}, { text: "BAJA" });
    expect(kinds(said)).toEqual(["release_hold", "stop", "handover"]);
    expect(said.text).not.toContain("?");
    expect(said.requests[2]).toMatchObject({ reason: "privacy" });
  });

  it("erasing personal data is asked of the desk, not done on a word", () => {
    const said = newGuest().say("erase_data");
    expect(said.text).toContain("comprobarán que eres tú");
    expect(said.requests).toMatchObject([{ reason: "privacy" }]);
  });
});

describe("a guest who comes back", () => {
  const HOUR = 3_600_000;

  it("after hours is reminded of the draft, and its price and hold are looked at anew", () => {
    const guest = newGuest();
    guest.say("book", WANTED);
    guest.now += 9 * HOUR;
    const said = guest.say("greeting");
    expect(said.text).toMatch(
      /Hola de nuevo.*del martes 3 al jueves 5 de marzo, 2 adultos, habitación doble/s,
    );
    expect(kinds(said)).toEqual(["quote", "hold"]);
    expect(said.text).toMatch(/apartar otra vez.*A nombre de quién/s);
  });

  it("within the hour is not", () => {
    const guest = newGuest();
    guest.say("book", { stay: MARCH });
    guest.now += HOUR;
    expect(guest.say("greeting").text).toBe("¿Para cuántas personas? Si vienen niños, dime cuántos.");
  });

  it("after the dates have passed starts afresh", () => {
    const guest = newGuest();
    guest.say("book", { stay: { arrival: "2026-02-03", departure: "2026-02-05" } });
    guest.now += 72 * HOUR;
    expect(guest.say("greeting").text).toBe("¿En qué te ayudo?");
    expect(guest.state.draft).toBeUndefined();
  });
});

describe("starting over and leaving", () => {
  it("drops the draft and gives the room back", () => {
    const guest = newGuest();
    atReadBack(guest);
    const said = guest.say("restart");
    expect(kinds(said)).toEqual(["release_hold"]);
    expect(said.text).toContain("empezamos de cero");
    expect(guest.state.draft).toBeUndefined();
  });

  it("«cancel it» with an open draft means the draft", () => {
    const guest = newGuest();
    atReadBack(guest);
    expect(kinds(guest.say("cancel_booking"))).toEqual(["release_hold"]);
    expect(guest.state.mode).toBe("bot");
  });
});

describe("buttons", () => {
  it("of an earlier question do nothing and show where things stand", () => {
    const guest = newGuest("es", { phone: "+34600111222" });
    guest.say("availability", WANTED);
    const old = guest.button("yes");
    guest.tap(old);
    const again = guest.tap(old);
    expect(again.text).toContain("Esa opción era de un mensaje anterior");
    expect(again.text).toContain("A nombre de quién");
    expect(kinds(again)).toEqual([]);
  });

  it("of last week, after the booking, book nothing and name the booking", () => {
    const guest = newGuest();
    atReadBack(guest);
    const yes = guest.button("yes");
    guest.tap(yes);
    guest.now += 7 * 86_400_000;
    const said = guest.tap(yes);
    expect(kinds(said)).toEqual([]);
    expect(said.text).toContain("Tu reserva MIR7Q1 ya está confirmada");
  });

  it("of a draft that was dropped do not bring it back", () => {
    const guest = newGuest();
    atReadBack(guest);
    const yes = guest.button("yes");
    guest.say("restart");
    expect(kinds(guest.tap(yes))).toEqual([]);
  });

  it("of the previous read-back are not a yes to the corrected one", () => {
    const guest = newGuest();
    atReadBack(guest);
    const yes = guest.button("yes");
    guest.say("", { adults: 1 });
    const said = guest.tap(yes);
    expect(kinds(said)).toEqual([]);
    expect(said.text).toContain("Repaso la reserva");
  });
});

describe("a guest who cannot tap", () => {
  it("types or says what a button says, and it counts as the tap", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.say("deny");
    const said = guest.say("", {}, { text: "otra habitacion." });
    expect(kinds(said)).toEqual(["release_hold", "quote"]);
    expect(guest.state.question).toBe("offer");
  });

  it("is told the way out when a needed answer is refused", () => {
    const guest = newGuest();
    guest.say("book", WANTED);
    const said = guest.say("deny");
    expect(said.text).toMatch(/Sin ese dato no puedo seguir.*A nombre de quién/s);
    expect(kinds(guest.say("restart"))).toEqual(["release_hold"]);
  });
});

describe("people", () => {
  it.each([
    ["10:00", "2026-02-02T09:00:00Z", "Recepción atiende hasta las 21:00"],
    ["7:00", "2026-02-02T06:00:00Z", "Recepción abre hoy a las 9:00"],
    ["22:00", "2026-02-02T21:00:00Z", "Recepción abre mañana a las 9:00"],
  ])("tells the truth about when a person answers at %s", (_time, at, sentence) => {
    const guest = newGuest("es", { at: Date.parse(at) });
    const said = guest.say("person");
    expect(said.text).toContain(sentence);
    expect(said.requests).toMatchObject([{ kind: "handover", reason: "asked" }]);
  });

  it.each([
    ["complaint", "complaint"],
    ["emergency", "emergency"],
  ])("%s goes to a person with the guest's words", (intent, reason) => {
    const guest = newGuest();
    const said = guest.say(intent, {}, { text: "mi reserva K7Q4" });
    expect(said.requests).toMatchObject([
      { kind: "handover", reason, summary: expect.stringContaining("mi reserva K7Q4") },
    ]);
    expect(said.text).not.toBe("");
    expect(guest.state.mode).toBe("person");
  });

  it("an emergency rings even while a person has the conversation, and even on a guess", () => {
    const guest = newGuest();
    guest.event({ kind: "taken_over", by: "Marta" });
    const said = guest.say("emergency");
    expect(kinds(said)).toEqual(["handover"]);
    expect(said.text).toBe("");
    expect(newGuest().say("emergency", {}, { band: "ask" }).text).toContain("112");
  });

  it("nothing is said until the conversation is given back; then the open question is put again", () => {
    const guest = newGuest();
    guest.say("book", { stay: MARCH });
    guest.event({ kind: "taken_over", by: "Marta" });
    for (const said of [guest.say("greeting"), guest.say("affirm"), guest.event({ kind: "picture" })]) {
      expect(said).toMatchObject({ text: "", requests: [] });
    }
    expect(guest.event({ kind: "given_back" }).text).toMatch(/Vuelvo a atenderte.*¿Para cuántas personas\?/s);
  });

  it("the desk reads the draft in the hotel's language", () => {
    const guest = newGuest("en");
    atReadBack(guest);
    const [request] = guest.say("person", {}, { text: "a human please" }).requests;
    const summary = request?.kind === "handover" ? request.summary : "";
    expect(summary.split("\n")).toEqual([
      "Motivo: pide hablar con una persona.",
      "Ha dicho: «a human please»",
      "del martes 3 al jueves 5 de marzo, 2 adultos, habitación doble",
      "Precio dicho: 240 €",
      "Apartada hasta las 10:20",
      "Ana Pérez, ana@example.com, +34600111222",
    ]);
  });
});

describe("language and manners", () => {
  it("says once who answers", () => {
    const guest = newGuest();
    expect(guest.say("greeting").text).toContain("asistente virtual de Hotel Miramar");
    expect(guest.say("greeting").text).not.toContain("asistente virtual");
  });

  it("follows the guest into another language and keeps the draft", () => {
    const guest = newGuest();
    guest.say("book", { stay: MARCH });
    const said = guest.say("breakfast", {}, { language: "en" });
    expect(said.text).toMatch(/Breakfast is from 7:30.*For how many people\?/s);
    expect(guest.state.draft).toMatchObject(MARCH);
  });

  it("stays with a language the hotel speaks", () => {
    const guest = newGuest("es", { hotel: { ...hotel, languages: ["es"] } });
    expect(guest.say("greeting", {}, { language: "pt" }).text).toContain("¡Hola!");
  });

  it("takes thanks and an «ok» after the booking for what they are", () => {
    const guest = newGuest();
    atReadBack(guest);
    guest.say("affirm");
    expect(guest.say("thanks").text).toBe("¡A ti! Te esperamos el martes 3 de marzo.");
    expect(guest.say("affirm").text).toContain("Te esperamos");
    expect(guest.say("lookup_booking").text).toContain("Reserva MIR7Q1:\n• Habitación doble");
    expect(guest.state).toMatchObject({ mode: "bot", misses: 0 });
  });

  it("leaves out the buttons of a text too long for them", () => {
    const long = { es: "x".repeat(1000), en: "x".repeat(1000), pt: "x".repeat(1000) };
    const guest = newGuest("es", { hotel: { ...hotel, cancellationPolicy: long }, at: START });
    const said = atReadBack(guest);
    expect(said.text.length).toBeGreaterThan(1024);
    expect(said.buttons).toEqual([]);
    expect(kinds(guest.say("affirm"))).toEqual(["book"]);
  });
});

describe("what guests stumbled over", () => {
  it("two readings of a date are left behind by a date that reads one way", () => {
    const guest = newGuest("en");
    guest.say("availability", {
      stay: { flag: "ambiguous", arrival: "2026-02-06", candidates: ["2026-02-06", "2026-02-13"] },
    });
    expect(guest.state.question).toBe("which_date");
    guest.say("", { stay: { arrival: "2026-03-12", departure: "2026-03-14" }, adults: 2 });
    expect(guest.state.draft?.unsure).toBeUndefined();
    expect(guest.state.question).toBe("offer");
  });

  it("a stretch of days is asked about, and is not a date that does not exist", () => {
    const guest = newGuest("es");
    const within = { from: "2026-03-21", to: "2026-03-28" };
    const said = guest.say("book", { stay: { flag: "ambiguous", within } });
    expect(said.text).toContain("¿Para qué fechas?");
    expect(said.text).not.toContain("no existe");
  });

  it("a room for one is for one", () => {
    const guest = newGuest("es");
    guest.say("price", { stay: { arrival: "2026-03-03", departure: "2026-03-05" }, roomType: "single" });
    expect(guest.state).toMatchObject({ question: "offer", draft: { adults: 1 } });
  });

  it("«do you speak English?» is answered in English, and is no misunderstanding", () => {
    const guest = newGuest("es");
    guest.say("greeting");
    const said = guest.say("", {}, { language: "en", text: "do you speak English?" });
    expect(said.text).toContain("let's go on in English");
    expect(guest.state.misses).toBe(0);
  });
});

it("what is known already may be said again", () => {
  const guest = newGuest("en");
  guest.say("price", { stay: { arrival: "2026-03-03", departure: "2026-03-05" }, adults: 2 });
  for (const said of [guest.say("", { adults: 2 }), guest.say("", { adults: 2 })]) {
    expect(said.text).toContain("Which one would you like?");
    expect(said.text).not.toContain("didn't understand");
  }
  expect(guest.state.mode).toBe("bot");
});
