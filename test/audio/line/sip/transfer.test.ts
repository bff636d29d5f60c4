import { describe, expect, it } from "vitest";
import type { SipConfig } from "../../../../audio/line/sip/context.ts";
import { header, type SipMessage } from "../../../../audio/line/sip/message.ts";
import { virtualExchange } from "../support/virtual-exchange.ts";

async function transferring(config: Partial<SipConfig> = {}) {
  const pbx = await virtualExchange(config);
  const { call, caller } = await pbx.guestCalls();
  let outcome: string | undefined;
  void call.transfer("9").then((result) => {
    outcome = result;
  });
  await pbx.pass(1);
  let number = 10;
  const notify = async (status: number, last: boolean) => {
    const state = last ? "terminated;reason=noresource" : "active;expires=600";
    const body = `SIP/2.0 ${status} x\n`;
    const head = caller.inDialog("NOTIFY", number++, `Event: refer\nSubscription-State: ${state}\n`, body);
    pbx.deliver(head.replace("application/sdp", "message/sipfrag;version=2.0"));
    await pbx.pass(1);
  };
  return { ...pbx, call, caller, notify, outcome: () => outcome };
}

describe("putting a caller through", () => {
  it.each([
    [486, "busy"],
    [480, "no_answer"],
    [404, "refused"],
  ])("loses nobody when reception answers %i", async (status, outcome) => {
    const one = await transferring();
    const invite = one.took("INVITE").message;
    expect(invite.kind === "request" && invite.uri).toBe("sip:9@127.0.0.1");
    expect(header(invite, "from")).toContain('"Habitación 101" <sip:700@127.0.0.1>');
    one.reply(invite, status);
    await one.pass(1);
    expect(one.outcome()).toBe(outcome);
    expect(one.said.some(({ message }) => message.kind === "request" && message.method === "BYE")).toBe(
      false,
    );
    expect(one.line.state().calls).toBe(1);
    one.call.hangUp();
    await one.line.stop();
  });

  it("gives up after 25 s of ringing and cancels", async () => {
    const one = await transferring();
    const invite = one.took("INVITE").message;
    one.reply(invite, 180);
    await one.pass(25_100);
    one.reply(one.took("CANCEL").message, 200);
    one.reply(invite, 487);
    await one.pass(1);
    expect(one.outcome()).toBe("no_answer");
    await one.line.stop();
  });

  it("joins the two when reception answers, and leaves both", async () => {
    const one = await transferring();
    const invite = one.took("INVITE").message;
    one.answered(invite);
    await one.pass(1);
    const refer = one.took("REFER").message;
    expect(decodeURIComponent(header(refer, "refer-to") ?? "")).toBe(
      `<sip:9@127.0.0.1?Replaces=${header(invite, "call-id")};to-tag=pbx;from-tag=${/tag=(\w+)/.exec(header(invite, "from") ?? "")?.[1]}>`,
    );
    one.reply(refer, 202);
    await one.notify(100, false);
    expect(one.outcome()).toBeUndefined();
    await one.notify(200, true);
    expect(one.outcome()).toBe("done");
    expect(await one.call.ended).toBe("transferred");
    const bye = one.took("BYE").message;
    expect(header(bye, "call-id")).toBe("guest");
    one.reply(bye, 200);
    // The exchange did not hang up on our call with reception: we do.
    await one.pass(3_100);
    expect(header(one.took("BYE").message, "call-id")).toBe(header(invite, "call-id"));
    expect(one.line.state().calls).toBe(0);
    await one.line.stop();
  });

  it("keeps the caller when reception hangs up before the two were joined", async () => {
    const one = await transferring();
    const invite = one.took("INVITE").message;
    one.answered(invite);
    await one.pass(1);
    one.reply(one.took("REFER").message, 202);
    await one.notify(100, false);
    one.deliver(byeFromReception(invite));
    await one.pass(1);
    expect(one.outcome()).toBeUndefined();
    await one.notify(503, true);
    expect(one.outcome()).toBe("refused");
    expect(one.line.state().calls).toBe(1);
    await one.line.stop();
  });

  it("believes the exchange's report, which may come a moment after reception's call has ended", async () => {
    const one = await transferring();
    const invite = one.took("INVITE").message;
    one.answered(invite);
    await one.pass(1);
    one.reply(one.took("REFER").message, 202);
    one.deliver(byeFromReception(invite));
    await one.pass(2_000);
    await one.notify(200, true);
    expect(one.outcome()).toBe("done");
    await one.line.stop();
  });

  it("keeps the caller when reception's call has ended and no report comes", async () => {
    const one = await transferring();
    const invite = one.took("INVITE").message;
    one.answered(invite);
    await one.pass(1);
    one.reply(one.took("REFER").message, 202);
    one.deliver(byeFromReception(invite));
    await one.pass(2_900);
    expect(one.outcome()).toBeUndefined();
    await one.pass(200);
    expect(one.outcome()).toBe("refused");
    expect(one.line.state().calls).toBe(1);
    await one.line.stop();
  });

  it.each(["attended", "blind"] as const)(
    "%s is no success when the report ends with «trying»",
    async (way) => {
      const one = await transferring({ transfer: way });
      if (way === "attended") {
        one.answered(one.took("INVITE").message);
        await one.pass(1);
      }
      one.reply(one.took("REFER").message, 202);
      await one.notify(100, true);
      expect(one.outcome()).not.toBe("done");
      expect(one.outcome()).toBeDefined();
      await one.line.stop();
    },
  );

  it("keeps the caller and hangs up on reception where the exchange knows no REFER", async () => {
    const one = await transferring();
    one.answered(one.took("INVITE").message);
    await one.pass(1);
    one.reply(one.took("REFER").message, 405);
    await one.pass(1);
    expect(one.outcome()).toBe("unsupported");
    expect(header(one.took("BYE").message, "call-id")).not.toBe("guest");
    expect(one.line.state().calls).toBe(1);
    await one.line.stop();
  });

  it("stops ringing at reception when the caller hangs up meanwhile", async () => {
    const one = await transferring();
    const invite = one.took("INVITE").message;
    one.reply(invite, 180);
    await one.pass(1_000);
    one.deliver(one.caller.inDialog("BYE", 2));
    await one.pass(1);
    expect(header(one.took("CANCEL").message, "call-id")).toBe(header(invite, "call-id"));
    expect(one.outcome()).toBe("refused");
    expect(one.line.state().calls).toBe(0);
    await one.line.stop();
  });

  it("takes no target that would be more than a number", async () => {
    const pbx = await virtualExchange();
    const { call } = await pbx.guestCalls();
    expect(await call.transfer("9@evil.example>")).toBe("refused");
    expect(pbx.said).toEqual([]);
    await pbx.line.stop();
  });
});

/** Reception's phone ends its call with us. */
function byeFromReception(invite: SipMessage): string {
  const from = `<sip:9@127.0.0.1>;tag=pbx`;
  return `BYE sip:700@127.0.0.1:5700 SIP/2.0
Via: SIP/2.0/UDP 127.0.0.1:5060;rport;branch=z9hG4bKPjreception
From: ${from}
To: ${header(invite, "from")}
Call-ID: ${header(invite, "call-id")}
CSeq: 1 BYE
Max-Forwards: 70
Content-Length: 0

`;
}
