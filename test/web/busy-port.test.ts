import { createServer } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { ownHouse } from "../journeys/support/house.ts";

it("a page whose port is taken silences no receptionist: guests are answered, and the check says what to do", async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const house = await ownHouse({ yaml: (text) => `${text}\ndesk_page: { port: ${port} }\n` });
  const { page } = await house.control.status();
  expect(page).toEqual({ state: "down", address: null, text: `Port ${port} on 127.0.0.1 is taken.` });
  const { checks } = await house.control.health();
  expect(checks.find(({ name }) => name === "desk-page")).toMatchObject({
    state: "warning",
    cure: expect.stringContaining("desk_page.port"),
  });
  await expect(house.control.page.link({ by: "Marta" })).rejects.toMatchObject({ code: "DESK_PAGE_OFF" });
  const ana = house.sandbox.guest("+34611222333", "Ana");
  await ana.say("hola").acknowledged;
  expect((await ana.waitFor()).text).not.toBe("");
}, 60_000);

it("a hotel that wants no page has none, and nothing to be warned of", async () => {
  const house = await ownHouse({ yaml: (text) => `${text}\ndesk_page: { enabled: false }\n` });
  expect((await house.control.status()).page).toMatchObject({ state: "off", address: null });
  const { checks } = await house.control.health();
  expect(checks.find(({ name }) => name === "desk-page")?.state).toBe("ok");
}, 60_000);
