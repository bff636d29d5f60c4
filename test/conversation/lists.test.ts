import { describe, expect, it } from "vitest";
import { messageBody } from "../../src/channels/whatsapp/payload.ts";
import { checkInteractive } from "../../src/channels/whatsapp/sandbox/validate-interactive.ts";
import { initialState } from "../../src/conversation/state.ts";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { type List, rowsOf } from "../../src/domain/list.ts";
import { compose } from "../../src/pipeline/compose.ts";
import { type Guest, newGuest, type Said } from "./support/guest.ts";
import { hotel, quoteFor } from "./support/hotel.ts";

const ARRIVAL = { stay: { arrival: "2026-03-03" } };
const STAY = { stay: { arrival: "2026-03-03", departure: "2026-03-05" }, adults: 2 };

/** Meta takes it, and no row is without words. */
function legal(said: Said): List {
  const { list, text } = said;
  if (!list) throw new Error(`no list under «${text}»`);
  const body = messageBody({ phone: "34600" }, { kind: "text", text, list }, { callbackId: "o" });
  expect(checkInteractive(JSON.parse(JSON.stringify(body)).interactive)).toBeUndefined();
  for (const row of rowsOf(list)) expect(JSON.stringify(row)).not.toMatch(/[{}].*[{}].*[{}]|undefined|NaN/);
  return list;
}

const titles = (list: List): string[] => rowsOf(list).map(({ title }) => title);

/** Who has a booking is not asked whose it is. */
function booked(language: Language): Guest {
  const guest = newGuest(language, { phone: "+34600111222" });
  guest.say("book", { ...STAY, roomType: "double" });
  guest.say("", { name: "Ana Pérez Gil" });
  guest.say("", { email: "ana@example.com" });
  guest.tap(guest.button("yes"));
  guest.tap(guest.button("yes"));
  return guest;
}

/** Every list a conversation can put, in one language. */
function everyList(language: Language): Record<string, List> {
  const guest = newGuest(language, { phone: "+34600" });
  const menu = legal(guest.say("help"));
  const dates = legal(guest.say("book", ARRIVAL));
  const rating = legal(newGuest(language).say("review"));
  const call = legal(newGuest(language).say("wake_up_call", { roomNumber: "204" }));
  const late = legal(booked(language).say("late_checkout"));
  const early = legal(booked(language).say("early_check_in"));
  const taxi = legal(newGuest(language).say("taxi"));
  return { menu, dates, rating, call, late, early, taxi };
}

describe.each(LANGUAGES)("the lists in %s", (language) => {
  it("are all within Meta's limits, in full words", () => {
    const lists = everyList(language);
    for (const [name, list] of Object.entries(lists)) {
      expect(rowsOf(list).length, name).toBeGreaterThan(3);
      // A title that was cut would be a phrase too long for its row.
      for (const title of [...titles(list), list.button]) expect(title, name).not.toContain("…");
    }
    expect(titles(lists.rating as List)).toHaveLength(5);
    expect(lists.menu?.sections).toHaveLength(3);
  });

  it("hold rooms, and bookings, that are more than buttons can show", () => {
    const guest = newGuest(language);
    const stay = STAY.stay;
    const offered = ["single", "double", "suite", "attic", "loft"].map((type) =>
      quoteFor(type, stay, { adults: 2, children: 0 }, 1, guest.now),
    );
    const draft = { ...stay, rooms: 1, adults: 2, enquiry: true, offered };
    guest.state = {
      ...guest.state,
      greeted: true,
      step: "choosing",
      question: "offer",
      asked: "choice",
      draft,
    };
    const rooms = legal(guest.say("thanks"));
    expect(rooms.elsewhere).toBe("told");
    expect(titles(rooms)).toHaveLength(5);
    guest.say("", { number: 4 }, { text: "4" });
    expect(guest.state.draft?.quote?.roomType).toBe("attic");

    const owner = booked(language);
    const [one] = owner.pms.kept;
    if (!one) throw new Error("nothing was booked");
    owner.pms.kept = [1, 2, 3, 4, 5].map((n) => ({ ...one, booking: { ...one.booking, code: `MIR7Q${n}` } }));
    owner.state = { ...initialState(language), greeted: true };
    const bookings = legal(owner.say("lookup_booking"));
    expect(rowsOf(bookings).map(({ description }) => description)).not.toContain(undefined);
    expect(owner.tap(rowsOf(bookings)[3]?.id ?? "").text).toContain("MIR7Q4");
  });

  it("are answered by a tap, by the title and, where it is shown, by the number", () => {
    for (const how of ["tap", "title", "number"] as const) {
      const guest = newGuest(language);
      const list = legal(guest.say("help"));
      const at = rowsOf(list).findIndex(({ id }) => id.startsWith("topic:breakfast"));
      const row = rowsOf(list)[at];
      const said =
        how === "tap"
          ? guest.tap(row?.id ?? "")
          : guest.say("", {}, { text: how === "title" ? (row?.title ?? "") : `${at + 1}.` });
      expect(said.text).toContain(hotel.faq.breakfast?.[language]);
    }
  });
});

describe("subjects the hotel turned off", () => {
  const without = (off: readonly string[]): Guest => {
    const guest = newGuest("es", { hotel: { ...hotel, off } });
    guest.state = { ...guest.state, greeted: true };
    return guest;
  };
  const offered = (guest: Guest): string[] => rowsOf(legal(guest.say("help"))).map(({ id }) => id);
  const all = offered(without([]));

  it("are not among what can be chosen, in any group", () => {
    for (const subject of ["wake_up_call", "taxi", "room_types", "check_in_time", "location"]) {
      expect(
        all.some((id) => id.startsWith(`topic:${subject}#`)),
        subject,
      ).toBe(true);
      const ids = offered(without([subject]));
      expect(
        ids.some((id) => id.startsWith(`topic:${subject}#`)),
        subject,
      ).toBe(false);
    }
    const few = without(["wake_up_call", "taxi", "housekeeping", "room_types", "check_in_time", "location"]);
    expect(offered(few).at(-1)).toContain("topic:person");
  });

  it("are not answered from an older list, nor offered as what may have been meant", () => {
    const guest = without(["taxi"]);
    expect(guest.tap("topic:taxi#1").text).not.toMatch(/taxi|hora/i);
    const unsure = without(["taxi"]);
    expect(unsure.say("taxi", {}, { band: "ask", text: "un coche" }).text).not.toMatch(/taxi/i);
  });

  it("are offered where the hotel teaches them itself", () => {
    const guest = newGuest("es", { hotel: { ...hotel, off: ["breakfast"] } });
    expect(offered(guest).some((id) => id.startsWith("topic:breakfast#"))).toBe(true);
  });
});

describe("the mark for a stay", () => {
  it.each([
    ["tap", 5, "Muchas gracias"],
    ["tap", 2, "sentimos"],
    ["number", 5, "Muchas gracias"],
    ["number", 1, "sentimos"],
    ["title", 4, "Muchas gracias"],
  ] as const)("by %s: %i", (how, mark, answer) => {
    const guest = newGuest("es");
    const row = rowsOf(legal(guest.say("review")))[mark - 1];
    const text = how === "number" ? String(mark) : (row?.title ?? "");
    const said = how === "tap" ? guest.tap(row?.id ?? "") : guest.say("", {}, { text });
    expect(said.text).toContain(answer);
  });

  it("is not taken twice from one list, and an old list says so", () => {
    const guest = newGuest("es");
    const [worst] = rowsOf(legal(guest.say("review")));
    guest.say("book", STAY);
    expect(guest.tap(worst?.id ?? "").text).toContain("Esa opción era de un mensaje anterior");
  });
});

describe("days and hours", () => {
  it("leave on the day that was tapped", () => {
    const guest = newGuest("es");
    const list = legal(guest.say("book", { ...ARRIVAL, adults: 2 }));
    expect(list.elsewhere).toBe("titles");
    guest.tap(rowsOf(list)[2]?.id ?? "");
    expect(guest.state.draft?.departure).toBe("2026-03-06");
  });

  it("take an hour by tap and by title, and never by a row's number", () => {
    const guest = newGuest("es");
    const hours = legal(guest.say("wake_up_call", {}, { text: "despertadme, habitación 204" }));
    const read = guest.tap(rowsOf(hours)[1]?.id ?? "");
    expect(read.text).toContain("6:30");
    const typed = newGuest("es");
    typed.say("wake_up_call", {}, { text: "despertadme, habitación 204" });
    expect(typed.say("", {}, { text: "7:30" }).text).toContain("7:30");
    const number = newGuest("es");
    number.say("wake_up_call", {}, { text: "despertadme, habitación 204" });
    expect(number.say("", { number: 7 }, { text: "7" }).text).toContain("7:00");
  });

  it("are not taken from a list of an earlier question", () => {
    const guest = newGuest("es");
    const list = legal(guest.say("book", { ...ARRIVAL, adults: 2 }));
    guest.say("", { stay: { departure: "2026-03-05" } });
    const said = guest.tap(rowsOf(list)[4]?.id ?? "");
    expect(said.text).toContain("Esa opción era de un mensaje anterior");
    expect(guest.state.draft?.departure).toBe("2026-03-05");
  });
});

describe("a subject of an old list", () => {
  it("is answered all the same, and the open question is put again", () => {
    const guest = newGuest("es");
    const row = rowsOf(legal(guest.say("help"))).find(({ id }) => id.startsWith("topic:breakfast"));
    guest.say("book", STAY);
    const said = guest.tap(row?.id ?? "");
    expect(said.text).toContain("El desayuno es de 7:30");
    expect(guest.state.question).toBe("offer");
  });
});

describe("a list beside a long text", () => {
  it("goes after it, and is written out where even its own text is too long", () => {
    const list = legal(newGuest("es").say("review"));
    const long = "a".repeat(4_090);
    expect(compose([{ text: long }, { text: "¿Qué nota?", list }])).toEqual([
      { kind: "text", text: long },
      { kind: "text", text: "¿Qué nota?", list },
    ]);
    const written = compose([{ text: `${long} ¿Qué nota?`, list }]);
    expect(written.every((each) => each.kind === "text" && each.list === undefined)).toBe(true);
    expect(JSON.stringify(written)).toContain("5. Muy bien");
  });
});
