import { describe, expect, it } from "vitest";
import { newGuest } from "./support/guest.ts";
import { roomTypes } from "./support/hotel.ts";

const STAY = { stay: { arrival: "2026-03-03", departure: "2026-03-05" } };
const SAYS = {
  es: ["No tenemos habitaciones triples.", "suite con vistas al mar (máx.", "como máximo"],
  en: ["We have no triple rooms.", "suite with sea view (max.", "at most"],
  pt: ["Não temos quartos triplos.", "suíte com vista para o mar (máx.", "no máximo"],
} as const;

describe.each(["es", "en", "pt"] as const)("a kind of room the hotel lacks, in %s", (language) => {
  const [none, type, heard] = SAYS[language];

  it("is told with the types there are, and what is free is offered", () => {
    const guest = newGuest(language);
    const said = guest.say("book", { ...STAY, adults: 2, missingKind: "triple" });
    expect(said.text).toContain(none);
    expect(said.text).toContain(type);
    for (const each of roomTypes)
      expect(said.text.toLowerCase()).toContain(each.name[language].toLowerCase());
    expect(guest.state.question).toBe("offer");
    expect(said.requests.map(({ kind }) => kind)).toEqual(["quote"]);
  });

  it("is told to the ear without brackets", () => {
    const said = newGuest(language).say("book", { missingKind: "triple" }, { spoken: true });
    expect(said.speech).toContain(heard);
    expect(said.speech).not.toContain("(");
  });

  it("is told when nothing else is said, and the dates are asked for", () => {
    const guest = newGuest(language);
    expect(guest.say("", { missingKind: "triple" }).text).toContain(none);
    expect(guest.state.question).toBe("stay");
  });

  it("is told before the list of rooms, which is not given twice", () => {
    const said = newGuest(language).say("room_types", { missingKind: "triple" });
    expect(said.text).toContain(none);
    expect(said.text).not.toContain(type);
    expect(said.text).toContain("• ");
  });
});

describe("a kind of room the hotel lacks", () => {
  it("takes the place of a wish for another type, which is then not held", () => {
    const guest = newGuest("es");
    guest.say("book", { ...STAY, roomType: "double" });
    expect(guest.state.question).toBe("party");
    const said = guest.say("", { adults: 3, missingKind: "triple" });
    expect(said.requests.map(({ kind }) => kind)).not.toContain("hold");
    expect(guest.state.question).toBe("offer");
  });

  it("does not give back a room that is held", () => {
    const guest = newGuest("es");
    guest.say("book", { ...STAY, adults: 2, roomType: "double" });
    const until = guest.state.draft?.heldUntil;
    const said = guest.say("availability", { missingKind: "jacuzzi" });
    expect(said.text).toContain("No tenemos habitaciones con jacuzzi.");
    expect(guest.state.draft?.heldUntil).toBe(until);
    expect(guest.state.question).toBe("name");
  });
});
