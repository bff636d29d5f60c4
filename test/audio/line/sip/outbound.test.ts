import { createSocket } from "node:dgram";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { header } from "../../../../audio/line/sip/message.ts";
import { type Exchange, exchange, guest, offer } from "../support/exchange.ts";
import { realLine } from "../support/line.ts";
import { virtualExchange } from "../support/virtual-exchange.ts";

describe("a call of ours", () => {
  it("shows a name, answers the exchange's question, is answered and hung up", async () => {
    const pbx = await virtualExchange();
    const calling = pbx.line.call("102", { from: 'Hotel "Sol"' });
    await pbx.pass(1);
    const first = pbx.took("INVITE").message;
    expect(header(first, "from")).toMatch(/^"Hotel \\"Sol\\"" <sip:700@127\.0\.0\.1>;tag=/);
    pbx.reply(first, 401, 'WWW-Authenticate: Digest realm="asterisk",nonce="1/a",algorithm=MD5,qop="auth"\n');
    await pbx.pass(1);
    const ack = pbx.took("ACK").message;
    expect(header(ack, "via")).toBe(header(first, "via"));
    const second = pbx.took("INVITE").message;
    expect(header(second, "call-id")).toBe(header(first, "call-id"));
    expect(header(second, "cseq")).toBe("2 INVITE");
    expect(header(second, "authorization")).toContain('username="700"');
    pbx.reply(second, 100);
    pbx.answered(second);
    const call = await calling;
    expect(call).toMatchObject({ direction: "out", to: { number: "102" } });
    pbx.took("ACK");
    // A repeated 200 is acknowledged again, with the same ACK.
    pbx.answered(second);
    pbx.took("ACK");
    call.hangUp();
    expect(header(pbx.took("BYE").message, "cseq")).toBe("3 BYE");
    expect(await call.ended).toBe("we_hung_up");
    await pbx.line.stop();
  });

  it("that rings too long is cancelled; an answer that crosses is hung up", async () => {
    const pbx = await virtualExchange();
    const failed = expect(pbx.line.call("102", { ringMs: 4_000 })).rejects.toMatchObject({
      code: "LINE_NO_ANSWER",
    });
    await pbx.pass(1);
    const invite = pbx.took("INVITE").message;
    pbx.reply(invite, 180);
    await pbx.pass(4_001);
    pbx.reply(pbx.took("CANCEL").message, 200);
    pbx.answered(invite);
    await failed;
    pbx.took("ACK");
    pbx.took("BYE");
    expect(pbx.line.state().calls).toBe(0);
    await pbx.line.stop();
  });

  it("answered by two phones is with the first; the second is hung up", async () => {
    const pbx = await virtualExchange();
    const calling = pbx.line.call("102");
    await pbx.pass(1);
    const invite = pbx.took("INVITE").message;
    pbx.answered(invite);
    await calling;
    pbx.took("ACK");
    const contact = "Contact: <sip:127.0.0.1:5060>\n";
    const other = {
      ...invite,
      headers: invite.headers.map((one) =>
        one.name === "to" ? { ...one, value: `${one.value};tag=other` } : one,
      ),
    };
    pbx.reply(other, 200, contact, offer(31_002));
    pbx.took("ACK");
    expect(header(pbx.took("BYE").message, "to")).toContain("tag=other");
    expect(pbx.line.state().calls).toBe(1);
    // Each leg's repeated answer gets its own ACK again.
    pbx.reply(other, 200, contact, offer(31_002));
    expect(header(pbx.took("ACK").message, "to")).toContain("tag=other");
    pbx.answered(invite);
    expect(header(pbx.took("ACK").message, "to")).toContain("tag=pbx");
    await pbx.line.stop();
  });

  it.each([
    [486, "", "LINE_BUSY"],
    [603, "Reason: Q.850;cause=16\n", "LINE_NO_ANSWER"],
    [404, "Reason: Q.850;cause=3\n", "LINE_REFUSED"],
    [503, "", "LINE_REFUSED"],
  ])("refused with %i %s is %s", async (code, more, error) => {
    const pbx = await virtualExchange();
    const failed = expect(pbx.line.call("102")).rejects.toMatchObject({ code: error });
    await pbx.pass(1);
    pbx.reply(pbx.took("INVITE").message, code, more);
    await failed;
    await pbx.line.stop();
  });

  it("to an exchange that is gone fails after 32 s, and not at all to what is no number", async () => {
    const pbx = await virtualExchange();
    const failed = expect(pbx.line.call("102", { ringMs: 60_000 })).rejects.toMatchObject({
      code: "LINE_DOWN",
    });
    await pbx.pass(32_001);
    await failed;
    await expect(pbx.line.call("1;x=<y>")).rejects.toMatchObject({ code: "LINE_REFUSED" });
    await pbx.line.stop();
  });
});

describe("strangers", () => {
  let pbx: Exchange;
  let line: ReturnType<typeof realLine>;
  beforeEach(async () => {
    pbx = await exchange();
    // The exchange is elsewhere: 127.0.0.1 is a stranger now.
    line = realLine(pbx.port, { registrar: { host: "127.0.0.2", port: 5_060 }, allow: ["127.0.0.3/32"] });
    await line.start();
  });
  afterEach(async () => {
    await line.stop();
    pbx.close();
  });

  it("hear nothing, whatever they ask, while an address on the list is answered", async () => {
    const port = line.address()?.port ?? 0;
    const { invite } = guest(pbx, "scanner", port);
    for (const name of ["INVITE", "OPTIONS", "REGISTER"]) {
      pbx.send(invite.replace(/^INVITE/, name).replace("1 INVITE", `1 ${name}`), port);
    }
    const friend = createSocket("udp4");
    const answered = new Promise<string>((resolve) =>
      friend.on("message", (bytes) => resolve(bytes.toString())),
    );
    await new Promise<void>((resolve) => friend.bind(0, "127.0.0.3", resolve));
    const options = invite
      .replace(/^INVITE/, "OPTIONS")
      .replace("1 INVITE", "1 OPTIONS")
      .replace(`:${pbx.port};rport`, ";rport");
    friend.send(options.replace(/\n/g, "\r\n"), port, "127.0.0.1");
    expect(await answered).toMatch(/^SIP\/2\.0 200 OK/);
    friend.close();
    // What came before the friend's question was read before it.
    expect(pbx.messages).toEqual([]);
    expect(line.state().calls).toBe(0);
  });
});

describe("the port", () => {
  it("that another program has is told in words", async () => {
    const pbx = await exchange();
    const line = realLine(5_060, { bind: { address: "127.0.0.1", port: pbx.port } });
    await expect(line.start()).rejects.toMatchObject({
      code: "LINE_DOWN",
      message: expect.stringContaining("another program uses its port"),
    });
    pbx.close();
  });
});
