import { expect, it } from "vitest";
import { buildRtp } from "../../../../audio/line/rtp/packet.ts";
import type { Endpoint } from "../../../../audio/line/udp.ts";
import { virtualExchange } from "../support/virtual-exchange.ts";

it.each([
  ["a stranger's address", "10.6.6.6", false],
  ["the exchange's own address", "127.0.0.1", true],
  ["an address of phone.allow", "10.0.0.7", true],
])("the sound of a silent call may come from %s: %s, %s", async (_, address, believed) => {
  const pbx = await virtualExchange({ allow: ["10.0.0.0/24"] });
  const { call } = await pbx.guestCalls();
  const port = pbx.world.open.find((one) => one.port !== 5_700)?.port ?? 0;
  let target: Endpoint | undefined;
  pbx.world.onSent = (_bytes, from, to) => {
    if (from.port === port) target = to;
  };
  for (let sequence = 0; sequence < 8; sequence++) {
    const payload = new Uint8Array(160).fill(0x2a);
    const packet = { type: 8, marker: false, sequence, timestamp: sequence * 160, source: 9, payload };
    pbx.world.deliver(buildRtp(packet), { address, port: 6_000 }, { address: "127.0.0.1", port });
  }
  await pbx.pass(100);
  expect(target).toEqual(believed ? { address, port: 6_000 } : { address: "127.0.0.1", port: 30_000 });
  call.hangUp();
  await pbx.line.stop();
});
