import { expect, it } from "vitest";
import { header } from "../../../../audio/line/sip/message.ts";
import { ownAddress } from "../../../../audio/line/sip/own-address.ts";
import { guest } from "../support/exchange.ts";
import { virtualExchange } from "../support/virtual-exchange.ts";

const ANYWHERE = { bind: { address: "0.0.0.0", port: 5_700 } };
const PBX = { address: "127.0.0.1", port: 5_060 };

/** A line that listens everywhere, on a network that a test can take away. */
async function online(register: boolean, first: { name: boolean; own: string | undefined }) {
  const now = { ...first };
  const pbx = await virtualExchange(
    { ...ANYWHERE, register },
    {
      resolve: async (host) => {
        if (!now.name) throw new Error(`getaddrinfo EAI_AGAIN ${host}`);
        return PBX.address;
      },
      ownAddress: async () => now.own,
    },
  );
  const deliver = (text: string) =>
    pbx.world.deliver(Buffer.from(text.replace(/\r?\n/g, "\r\n")), PBX, ANYWHERE.bind);
  return { ...pbx, now, deliver };
}

it("a machine without a route has no address, and never 0.0.0.0", async () => {
  expect(await ownAddress({ address: "127.0.0.1", port: 5_060 })).toBe("127.0.0.1");
  // No socket may be connected there: the system answers with an error, as it does without a network.
  expect(await ownAddress({ address: "255.255.255.255", port: 5_060 })).toBeUndefined();
});

it("a line that starts before the network registers as soon as it is there, from the address it got", async () => {
  const pbx = await online(true, { name: false, own: undefined });
  await pbx.pass(1);
  expect(pbx.line.state()).toMatchObject({ state: "down" });
  expect(pbx.line.state().text).toContain("the name 127.0.0.1 is not known");
  pbx.now.name = true;
  await pbx.pass(5_000);
  expect(pbx.line.state().text).toContain("this machine has no address in the network yet");
  expect(pbx.said).toEqual([]);
  pbx.now.own = "10.0.0.5";
  await pbx.pass(5_000);
  expect(header(pbx.took("REGISTER").message, "contact")).toBe("<sip:700@10.0.0.5:5700>");
  await pbx.line.stop();
});

it("each registration and each call says the address that is ours now", async () => {
  const pbx = await online(true, { name: true, own: "10.0.0.5" });
  await pbx.pass(1);
  const first = pbx.took("REGISTER").message;
  const granted = (to: typeof first) => {
    const copied = ["Via", "From", "To", "Call-ID", "CSeq"].map(
      (name) => `${name}: ${header(to, name.toLowerCase())}`,
    );
    pbx.deliver(`SIP/2.0 200 OK\n${copied.join("\n")}\nExpires: 600\nContent-Length: 0\n\n`);
  };
  granted(first);
  expect(pbx.line.state().state).toBe("up");
  pbx.now.own = "10.0.0.9";
  pbx.deliver(guest({ port: PBX.port, rtpPort: 30_000 }, "guest", 5_700).invite);
  await pbx.pass(1);
  void pbx.calls[0]?.answer().catch(() => undefined);
  await pbx.pass(1);
  const ok = pbx.took(200).message;
  expect(header(ok, "contact")).toBe("<sip:700@10.0.0.9:5700>");
  expect(ok.body).toContain("c=IN IP4 10.0.0.9");
  // A name server that is away does not take a line down whose exchange is known.
  pbx.now.name = false;
  pbx.now.own = "10.0.0.11";
  await pbx.pass(300_000);
  expect(header(pbx.took("REGISTER").message, "contact")).toBe("<sip:700@10.0.0.11:5700>");
  await pbx.line.stop();
});

it("without registering it takes calls once it knows the exchange and itself, and refuses them before", async () => {
  const pbx = await online(false, { name: true, own: undefined });
  expect(pbx.line.state()).toMatchObject({
    state: "down",
    text: "no calls from 127.0.0.1: this machine has no address in the network yet",
  });
  await expect(pbx.line.call("101")).rejects.toMatchObject({ code: "LINE_DOWN" });
  pbx.deliver(guest({ port: PBX.port, rtpPort: 30_000 }, "early", 5_700).invite);
  await pbx.pass(1);
  pbx.took(480);
  pbx.now.own = "10.0.0.5";
  await pbx.pass(5_000);
  expect(pbx.line.state().state).toBe("up");
  pbx.deliver(guest({ port: PBX.port, rtpPort: 30_000 }, "later", 5_700).invite);
  await pbx.pass(1);
  expect(header(pbx.took(180).message, "contact")).toBe("<sip:700@10.0.0.5:5700>");
  await pbx.line.stop();
});

it("a name server that does not answer keeps the line from listening for two seconds at most", async () => {
  const never = new Promise<string>(() => undefined);
  let up = false;
  const pbx = await virtualExchange({ register: true }, { resolve: () => never, late: true });
  void pbx.line.start().then(() => {
    up = true;
  });
  await pbx.pass(1_900);
  expect(up).toBe(false);
  await pbx.pass(101);
  expect(up).toBe(true);
});
