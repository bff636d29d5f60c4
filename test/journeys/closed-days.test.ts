import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { DIALOGUES } from "./support/dialogues.ts";
import { expectOneFateEach, type House, openHouse } from "./support/house.ts";
import { button, confirm, visitor } from "./support/visitor.ts";

const CLOSED = { act: "closed" as const, by: "Marta", weekdays: [] };
const TYPES = ["single", "double", "sea_view", "family"];
const ARRIVAL = {
  es: /No se puede llegar el miércoles 3 de marzo: ese día no empieza ninguna estancia/,
  en: /You can't arrive on Wednesday 3 March: no stays begin that day/,
  pt: /Nesse dia de chegada \(quarta-feira, 3 de março\) não começa nenhuma estadia/,
};
const DEPARTURE = {
  es: /No se puede salir el sábado 6 de marzo/,
  en: /You can't leave on Saturday 6 March/,
  pt: /Nesse dia de saída \(sábado, 6 de março\)/,
};
const OF_TYPE = {
  es: /oble no admite llegadas el miércoles 3 de marzo, pero hay otras/,
  en: /ouble room takes no arrivals on Wednesday 3 March, but there are others/,
  pt: /uplo não aceita chegadas nesse dia \(quarta-feira, 3 de março\), mas há outros/,
};

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const close = async (roomTypes: readonly string[], day: string, closed?: ("arrival" | "departure")[]) => {
  for (const roomType of roomTypes)
    await house.control.house.changeRates({ ...CLOSED, roomType, from: day, ...(closed ? { closed } : {}) });
};

describe("a room type that is closed to arrivals", () => {
  beforeAll(() => close(["double"], "2027-03-03", ["arrival"]));
  afterAll(() => close(["double"], "2027-03-03"));

  it.each(LANGUAGES)("is told as the reason, and other types are offered: %s", async (language) => {
    const said = DIALOGUES[language];
    const guest = visitor(house, `${said.phone}62`);
    const [offer] = await guest.say(said.everything);
    expect(offer?.text).toMatch(OF_TYPE[language]);
    expect(guest.holds()).toEqual([]);
    expect(offer?.buttons.map(({ id }) => id.split("#")[0])).toContain("choice:1");
  });
});

describe("a day that is closed to departures", () => {
  beforeAll(() => close(TYPES, "2027-03-06", ["departure"]));
  afterAll(() => close(TYPES, "2027-03-06"));

  it.each(LANGUAGES)("is told, and the nearest stay that fits is offered: %s", async (language) => {
    const said = DIALOGUES[language];
    const guest = visitor(house, `${said.phone}63`);
    const [offer] = await guest.say(said.asks);
    expect(offer?.text).toMatch(DEPARTURE[language]);
    await guest.tap(button(offer, "choice:1"));
    const replies = await guest.say(said.details);
    await confirm(guest, replies.at(-1));
    expect(guest.bookings()).toMatchObject([
      { status: "firm", arrival: "2027-03-03", departure: "2027-03-07", room_type: "double" },
    ]);
  });
});

describe("a day that is closed to arrivals", () => {
  beforeAll(() => close(TYPES, "2027-03-03", ["arrival"]));
  afterAll(() => close(TYPES, "2027-03-03"));

  it.each(LANGUAGES)("is told, and the stay that is chosen instead is booked: %s", async (language) => {
    const said = DIALOGUES[language];
    const guest = visitor(house, `${said.phone}61`);
    const [offer] = await guest.say(said.asks);
    expect(offer?.text).toMatch(ARRIVAL[language]);
    await guest.tap(button(offer, "choice:1"));
    const replies = await guest.say(said.details);
    await confirm(guest, replies.at(-1));
    expect(guest.bookings()).toMatchObject([
      { status: "firm", arrival: "2027-03-02", departure: "2027-03-06", room_type: "double" },
    ]);
    await expectOneFateEach(house);
  });
});

describe("a booking that has a closed day already", () => {
  afterAll(async () => {
    for (const day of ["2027-03-03", "2027-03-06"]) await close(TYPES, day);
  });

  it("may keep it, and is not moved onto another one", async () => {
    const said = DIALOGUES.es;
    const guest = visitor(house, `${said.phone}64`);
    const replies = await guest.say(said.everything);
    await confirm(guest, replies.at(-1));
    await close(TYPES, "2027-03-03", ["arrival"]);
    await close(TYPES, "2027-03-06", ["departure"]);
    const [refused] = await guest.say("quiero cambiar mi reserva: salir el 6 de marzo");
    expect(refused?.text).toMatch(DEPARTURE.es);
    const [read] = await guest.say("hasta el 7 de marzo");
    expect(read?.text).toMatch(/domingo 7 de marzo.*¿Lo confirmo\?/s);
    await guest.tap(button(read, "yes"));
    expect(guest.bookings()).toMatchObject([{ arrival: "2027-03-03", departure: "2027-03-07" }]);
  });
});
