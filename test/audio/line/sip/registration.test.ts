import { describe, expect, it } from "vitest";
import { header } from "../../../../audio/line/sip/message.ts";
import { virtualExchange } from "../support/virtual-exchange.ts";

const CHALLENGE =
  'WWW-Authenticate: Digest realm="asterisk",nonce="1/a",opaque="o",algorithm=MD5,qop="auth"\n';
const registering = () => virtualExchange({ register: true });

describe("registration", () => {
  it("is renewed at half of what was granted to our own contact", async () => {
    const pbx = await registering();
    await pbx.pass(1);
    const first = pbx.took("REGISTER").message;
    expect(header(first, "supported")).toBe("path");
    expect(pbx.line.state().state).toBe("starting");
    pbx.reply(
      first,
      200,
      "Contact: <sip:other@127.0.0.9:5060>;expires=20, <sip:700@127.0.0.1:5700>;expires=600\nExpires: 3600\n",
    );
    expect(pbx.line.state()).toMatchObject({ state: "up", text: "registered as 700 at 127.0.0.1" });
    await pbx.pass(299_000);
    expect(pbx.said).toEqual([]);
    await pbx.pass(1_001);
    const again = pbx.took("REGISTER").message;
    expect(header(again, "call-id")).toBe(header(first, "call-id"));
    expect(header(again, "cseq")).toBe("2 REGISTER");
  });

  it("with a wrong password tries twice, then after 30 s, 60 s and at most 10 minutes", async () => {
    const pbx = await registering();
    const refuse = async () => {
      await pbx.pass(1);
      pbx.reply(pbx.took("REGISTER").message, 401, CHALLENGE);
      await pbx.pass(1);
      pbx.reply(pbx.took("REGISTER").message, 401, CHALLENGE);
    };
    const waits: number[] = [];
    for (let n = 0; n < 7; n++) {
      await refuse();
      const began = pbx.world.clock.now();
      await pbx.world.run(began + 700_000, () => pbx.said.length > 0);
      waits.push(Math.round((pbx.world.clock.now() - began) / 1_000));
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 600, 600]);
    expect(pbx.line.state()).toMatchObject({ state: "down" });
    expect(pbx.line.state().text).toMatch(/does not take our password, for \d+ min$/);
    await expect(pbx.line.call("101")).rejects.toMatchObject({ code: "LINE_DOWN" });
  });

  it("waits a minute where another phone has our place", async () => {
    const pbx = await registering();
    await pbx.pass(1);
    pbx.reply(pbx.took("REGISTER").message, 403);
    await pbx.pass(59_000);
    expect(pbx.said).toEqual([]);
    await pbx.pass(1_001);
    pbx.took("REGISTER");
  });

  it("repeats what is not answered for 32 s, and tries again within half a minute", async () => {
    const pbx = await registering();
    await pbx.pass(32_100);
    const times = pbx.said.map(({ ms }) => Math.round(ms / 100) / 10);
    expect(times).toEqual([0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]);
    expect(pbx.line.state().text).toContain("does not answer");
    pbx.said.length = 0;
    await pbx.pass(30_000);
    expect(pbx.said.length).toBeGreaterThan(0);
  });

  it("asks for as long as the exchange wants at least", async () => {
    const pbx = await registering();
    await pbx.pass(1);
    pbx.reply(pbx.took("REGISTER").message, 423, "Min-Expires: 7200\n");
    await pbx.pass(1);
    expect(header(pbx.took("REGISTER").message, "expires")).toBe("7200");
  });

  it("is given up when the line stops", async () => {
    const pbx = await registering();
    await pbx.pass(1);
    pbx.reply(pbx.took("REGISTER").message, 200, "Expires: 3600\n");
    const stopping = pbx.line.stop();
    await pbx.pass(1);
    const goodbye = pbx.took("REGISTER").message;
    expect(header(goodbye, "expires")).toBe("0");
    pbx.reply(goodbye, 200);
    await stopping;
    expect(pbx.world.open).toEqual([]);
  });
});
