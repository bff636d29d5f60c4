import { expect, it } from "vitest";
import { virtualExchange } from "../support/virtual-exchange.ts";

async function stopping() {
  const pbx = await virtualExchange();
  const { call } = await pbx.guestCalls();
  let closed = false;
  void pbx.stopLine().then(() => {
    closed = true;
  });
  await pbx.pass(400);
  const bye = pbx.took("BYE").message;
  return { ...pbx, call, bye, closed: () => closed };
}

it("a line that stops waits until its goodbye has arrived: one that was lost is said again", async () => {
  const pbx = await stopping();
  expect(await pbx.call.ended).toBe("we_hung_up");
  expect(pbx.closed()).toBe(false);
  await pbx.pass(200);
  expect(pbx.took("BYE").message).toEqual(pbx.bye);
  expect(pbx.closed()).toBe(false);
  pbx.reply(pbx.bye, 200);
  await pbx.pass(1);
  expect(pbx.closed()).toBe(true);
});

it("an exchange that never answers it keeps nobody for longer than two seconds", async () => {
  const pbx = await stopping();
  await pbx.pass(1_500);
  expect(pbx.closed()).toBe(false);
  await pbx.pass(150);
  expect(pbx.closed()).toBe(true);
});
