import { describe, expect, it } from "vitest";
import { header } from "../../../../audio/line/sip/message.ts";
import { offer } from "../support/exchange.ts";
import { virtualExchange } from "../support/virtual-exchange.ts";

describe("a call without sound", () => {
  it("is lost after 30 s when the exchange does not answer for it either", async () => {
    const pbx = await virtualExchange();
    const { call } = await pbx.guestCalls();
    await pbx.pass(20_100);
    pbx.took("OPTIONS");
    expect(pbx.line.state().calls).toBe(1);
    await pbx.pass(10_000);
    expect(await call.ended).toBe("lost");
    pbx.took("BYE");
  });

  it("is kept for 90 s while the exchange says that it lives", async () => {
    const pbx = await virtualExchange();
    const { call } = await pbx.guestCalls();
    await pbx.pass(20_100);
    pbx.reply(pbx.took("OPTIONS").message, 200);
    await pbx.pass(60_000);
    expect(pbx.line.state().calls).toBe(1);
    await pbx.pass(10_000);
    expect(await call.ended).toBe("lost");
  });

  it("is over at once when the exchange knows nothing of it", async () => {
    const pbx = await virtualExchange();
    const { call } = await pbx.guestCalls();
    await pbx.pass(20_100);
    pbx.reply(pbx.took("OPTIONS").message, 481);
    await pbx.pass(10_000);
    expect(await call.ended).toBe("lost");
  });

  it("is ended after the minutes a call may last", async () => {
    const pbx = await virtualExchange({ maxMinutes: 1 });
    const { call } = await pbx.guestCalls();
    for (let n = 0; n < 6; n++) {
      const speech = Buffer.alloc(172, 0xd5);
      speech.writeUInt16BE(0x8008, 0);
      for (const at of pbx.world.open) {
        if (at.port !== 5_700) pbx.world.deliver(speech, { address: "127.0.0.1", port: 30_000 }, at);
      }
      await pbx.pass(10_100);
    }
    pbx.took("BYE");
    expect(await call.ended).toBe("we_hung_up");
  });
});

describe("a session timer that fell to us", () => {
  it.each([
    ["UPDATE", "Allow: INVITE, UPDATE\n"],
    ["INVITE", "Allow: INVITE\n"],
  ])("is renewed at half time by %s", async (method, allow) => {
    const pbx = await virtualExchange();
    const { call, caller } = await pbx.guestCalls();
    call.hangUp();
    pbx.said.length = 0;
    pbx.deliver(
      caller.invite
        .replaceAll("guest", "timed")
        .replace("Supported: 100rel, timer\n", `Require: timer\nSession-Expires: 90;refresher=uas\n${allow}`),
    );
    await pbx.pass(1);
    const answering = pbx.calls.at(-1)?.answer();
    await pbx.pass(1);
    const ok = pbx.took(200).message;
    expect(header(ok, "session-expires")).toBe("90;refresher=uas");
    pbx.deliver(
      caller
        .inDialog("ACK", 1)
        .replaceAll("guest", "timed")
        .replace(/^To: .*$/m, `To: ${header(ok, "to")}`),
    );
    await answering;
    pbx.said.length = 0;
    await pbx.pass(45_100 - 25_000);
    const alive = pbx.took("OPTIONS").message;
    pbx.reply(alive, 200);
    await pbx.pass(25_000);
    const renewal = pbx.took(method).message;
    pbx.reply(renewal, 200, "", method === "INVITE" ? offer(30_000) : "");
    await pbx.pass(1);
    if (method === "INVITE") pbx.took("ACK");
    await pbx.line.stop();
  });
});
