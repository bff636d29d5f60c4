import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { DIALOGUES } from "./support/dialogues.ts";
import { expectOneFateEach, type House, openHouse } from "./support/house.ts";
import { button, confirm, visitor } from "./support/visitor.ts";

const MINIMUM = { act: "minimum" as const, by: "Marta", weekdays: [], from: "2027-03-03" };
const LONG = {
  es: /la estancia mínima es de 4 noches/,
  en: /the minimum stay is 4 nights/,
  pt: /a estadia mínima é de 4 noites/,
};
const OF_TYPE = {
  es: /mínima de 3 noches, pero hay/,
  en: /minimum stay of 3 nights, but/,
  pt: /mínima de 3 noites, mas/,
};

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe("a room type with a minimum stay", () => {
  beforeAll(async () => {
    await house.control.house.changeRates({ ...MINIMUM, roomType: "double", nights: 3 });
  });

  it.each(LANGUAGES)("is told as the reason, and other types are offered: %s", async (language) => {
    const said = DIALOGUES[language];
    const guest = visitor(house, `${said.phone}52`);
    const [offer] = await guest.say(said.everything);
    expect(offer?.text).toMatch(OF_TYPE[language]);
    expect(guest.bookings()).toEqual([]);
    expect(offer?.buttons.map(({ id }) => id.split("#")[0])).toContain("choice:1");
  });
});

describe("rooms of several types, one with a minimum stay", () => {
  it("are refused with that reason, and the others are offered", async () => {
    const guest = visitor(house, "+34600999153");
    const [offer] = await guest.say("quiero una doble y una familiar del 3 al 5 de marzo para 4 adultos");
    expect(offer?.text).toMatch(/oble tiene una estancia mínima de 3 noches/);
    expect(guest.bookings()).toEqual([]);
  });
});

describe("a day with a minimum stay", () => {
  beforeAll(async () => {
    for (const roomType of ["double", "sea_view", "family"]) {
      await house.control.house.changeRates({ ...MINIMUM, roomType, nights: 4 });
    }
  });

  it.each(LANGUAGES)("is told, the shortest stay is offered, and booked: %s", async (language) => {
    const said = DIALOGUES[language];
    const guest = visitor(house, `${said.phone}51`);
    const [offer] = await guest.say(said.asks);
    expect(offer?.text).toMatch(LONG[language]);
    expect(guest.holds()).toEqual([]);
    await guest.tap(button(offer, "choice:1"));
    const replies = await guest.say(said.details);
    await confirm(guest, replies.at(-1));
    expect(guest.bookings()).toMatchObject([
      { status: "firm", arrival: "2027-03-03", departure: "2027-03-07", room_type: "double" },
    ]);
    await expectOneFateEach(house);
  });
});
