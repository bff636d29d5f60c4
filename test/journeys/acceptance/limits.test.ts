import { expect } from "vitest";
import { expectOneFateEach } from "../support/house.ts";
import { scenario, sharedHouse } from "../support/scenario.ts";
import { confirm, visitor } from "../support/visitor.ts";

const house = sharedHouse();

scenario("limits", "a guest who hides the phone", async ({ said, language }) => {
  const guest = visitor(house(), `${{ es: "ES", en: "GB", pt: "PT" }[language]}.1349120865530274${language}`);
  await guest.say(said.asks, said.yes, said.details);
  // Nobody knows the number: it is asked for, never made up.
  expect(guest.state().question).toBe("phone");
  const [readBack] = await guest.say(`${said.phone}99`);
  await confirm(guest, readBack);
  const [booking] = guest.bookings();
  expect(booking).toMatchObject({ status: "firm", language });
  expect(booking?.guest).toContain(`${said.phone}99`);
  await expectOneFateEach(house());
});

scenario("limits", "injection in names", async ({ said, newcomer }) => {
  const evil = "<b>{name}</b> '); DROP TABLE guest;--";
  const guest = newcomer(house(), evil);
  await guest.say(said.asks, said.yes);
  await guest.say(`${said.name}'); DROP TABLE guest;--, ${said.email}`);
  expect(house().rows("SELECT id FROM guest").length).toBeGreaterThan(0);
  for (const { text } of guest.guest.received()) expect(text).not.toMatch(/\{\w+\}|undefined|\[object/);
  await expectOneFateEach(house());
});
