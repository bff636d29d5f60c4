import { expect, it } from "vitest";
import { hotelOnAShop } from "./support/shop.ts";

it("a guest books a room in a QloApps shop, and monitors see how it answers", {
  timeout: 60_000,
}, async () => {
  const { double, control, say } = await hotelOnAShop();
  double.arm({ on: "POST bookings", kind: "done, 500 notice" });
  const said: string[] = [];
  let booking: { code: string; status: string } | null = null;
  for (const text of [
    "Hello! Do you have a general room from 3 to 5 March for two people?",
    "yes",
    "My name is Ana Pérez, ana.perez@example.com, +34600111222",
    "yes",
    "yes",
    "yes",
  ]) {
    const turn = await say(text);
    said.push(...turn.replies.map((reply) => reply.text));
    booking = turn.booking;
    if (booking) break;
  }
  const order = double.state.orders[0];
  expect(booking, said.join("\n")).toMatchObject({ code: order?.code, status: "firm" });
  expect(said.join("\n")).toContain(order?.code);
  expect(order?.source).toMatch(/^hotelbot:prime-\d+-\d+/);
  expect(double.state.orders).toHaveLength(1);

  const { checks } = await control.health();
  expect(checks.find(({ name }) => name === "pms")).toMatchObject({ state: "ok", text: "qloapps answers" });
  double.down();
  for (let time = 0; time < 3; time += 1) await control.health();
  const pms = (await control.health()).checks.find(({ name }) => name === "pms");
  expect(pms).toMatchObject({ state: "critical" });
  expect(pms?.text).toMatch(/missed 3 answers in a row .*left alone for a moment/);
  const refused = await say("Do you have a room from 10 to 12 April for two?");
  expect(refused.replies.length).toBeGreaterThan(0);
  expect(refused.replies.map((reply) => reply.text).join()).not.toMatch(/\$\d/);
});
