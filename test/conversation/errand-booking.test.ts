import { describe, expect, it } from "vitest";
import { keptBooking } from "./support/existing-pms.ts";
import { type Guest, newGuest, type Said } from "./support/guest.ts";

const PHONE = "+34600111222";
/** In the house from 1 to 4 February 2026, in room 101; now is the 2nd. */
const STAYING = keptBooking({
  status: "in_house",
  stay: { arrival: "2026-02-01", departure: "2026-02-04" },
});

const errands = (said: Said) =>
  said.requests.flatMap((each) => (each.kind === "errand" ? [each.errand] : []));
const kinds = (said: Said): string[] => said.requests.map((request) => request.kind);

/** A guest whose booking was made elsewhere, writing from this telephone. */
function newcomer(phone: string | undefined, bookings = [STAYING]): Guest {
  const guest = newGuest("es", phone === undefined ? {} : { phone });
  guest.pms.kept = bookings.map((booking) => ({ booking, own: false }));
  return guest;
}

describe("a guest whose booking this conversation did not make", () => {
  it("is known by their telephone: the desk sees room and booking, and they are asked for neither", () => {
    const said = newcomer(PHONE).say("housekeeping", {}, { text: "faltan toallas" });
    expect(errands(said)).toEqual([
      { kind: "housekeeping", words: "faltan toallas", room: "101", bookingCode: "K7Q4MX" },
    ]);
    expect(said.text).not.toContain("K7Q4MX");
  });

  it("who says the room is not looked for", () => {
    const said = newcomer(PHONE).say("housekeeping", {}, { text: "toallas a la habitación 204" });
    expect(kinds(said)).not.toContain("find_bookings");
    expect(errands(said)).toMatchObject([{ room: "204" }]);
  });

  it("gets a late departure from the PMS for the stay they are in", () => {
    const said = newcomer(PHONE).say("late_checkout", { time: "13:30" });
    expect(kinds(said)).toEqual(["find_bookings", "turnover", "errand"]);
    expect(errands(said)).toMatchObject([{ bookingCode: "K7Q4MX", room: "101", agreed: true }]);
  });

  it("of two stays at once is asked for the room, and no stay is guessed", () => {
    const other = { ...STAYING, code: "M3X9TT", pmsId: "78", roomNumbers: ["102"] };
    const guest = newcomer(PHONE, [STAYING, other]);
    expect(guest.say("housekeeping", {}, { text: "faltan toallas" }).text).toContain("¿En qué habitación");
    const said = guest.say("", { number: 102 }, { text: "102" });
    expect(errands(said)[0]).toEqual({ kind: "housekeeping", words: "faltan toallas", room: "102" });
  });

  it("goes back to what was being asked before", () => {
    const guest = newcomer(PHONE);
    guest.say("book", { stay: { arrival: "2026-03-20", departure: "2026-03-22" } });
    expect(guest.state.question).toBe("party");
    guest.say("taxi", { time: "08:00" }, { text: "un taxi a las 8" });
    expect(guest.state.question).toBe("party");
  });

  it("two wishes in one message are two rows", () => {
    const said = newcomer(PHONE).say(
      "housekeeping taxi",
      { time: "08:00" },
      { text: "toallas, y un taxi a las 8" },
    );
    expect(
      errands(said)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["housekeeping", "taxi"]);
  });

  it("while the PMS is down the desk has the wish all the same", () => {
    const guest = newcomer(PHONE);
    guest.pms.down = true;
    expect(guest.say("housekeeping", {}, { text: "faltan toallas" }).text).toContain("¿En qué habitación");
    expect(errands(guest.say("late_checkout", { time: "13:00" })).map(({ kind }) => kind)).toEqual([
      "housekeeping",
      "late_checkout",
    ]);
  });
});

describe("another telephone", () => {
  it("is asked for code and surname where the desk can do nothing without the stay", () => {
    const guest = newcomer("+351910000000");
    expect(guest.say("late_checkout", { time: "13:30" }).text).toContain(
      "código de la reserva y el apellido",
    );
    const said = guest.say("", {}, { text: "K7Q4MX, Pérez" });
    expect(errands(said)).toMatchObject([{ bookingCode: "K7Q4MX", room: "101", time: "13:30" }]);
    expect(guest.state.existing).toBeUndefined();
  });

  it("never learns of somebody else's stay: neither the desk's row nor a word to them names it", () => {
    const guest = newcomer("+351910000000");
    const said = guest.say("housekeeping", {}, { text: "faltan toallas" });
    for (const secret of ["101", "K7Q4MX", "Pérez", "doble"]) expect(said.text).not.toContain(secret);
    expect(JSON.stringify(guest.state)).not.toMatch(/K7Q4MX|Pérez/);
    expect(errands(guest.say("", { number: 305 }, { text: "305" }))).toEqual([
      { kind: "housekeeping", words: "faltan toallas", room: "305" },
    ]);
  });

  it("a code without its surname opens nothing; after three the desk has the wish and the guest", () => {
    const guest = newcomer("+351910000000");
    guest.say("late_checkout", { time: "13:30" });
    for (const name of ["García", "López"]) guest.say("", {}, { text: `K7Q4MX ${name}` });
    const third = guest.say("", {}, { text: "K7Q4MX Ruiz" });
    expect(errands(third)).toMatchObject([{ kind: "late_checkout", time: "13:30" }]);
    expect(errands(third)[0]).not.toHaveProperty("room");
    expect(guest.state.mode).toBe("person");
  });

  it("who does not want to say it is passed on; so is who goes on to something else", () => {
    const guest = newcomer(undefined);
    guest.say("late_checkout", { time: "13:30" });
    const said = guest.say("deny");
    expect(errands(said)).toMatchObject([{ kind: "late_checkout", time: "13:30" }]);
    expect(said.text).toContain("Se lo paso a recepción");
    const other = newcomer(undefined);
    other.say("invoice", {}, { text: "necesito la factura" });
    expect(other.state.question).toBe("identify");
    expect(errands(other.say("breakfast"))).toEqual([]);
    expect(other.state.question).toBe("identify");
    expect(errands(other.say("person"))).toMatchObject([{ kind: "invoice" }]);
  });
});
