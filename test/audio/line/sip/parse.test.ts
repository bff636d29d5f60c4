import { describe, expect, it } from "vitest";
import { parseNameAddr, parseUri } from "../../../../audio/line/sip/address.ts";
import { serialise } from "../../../../audio/line/sip/build.ts";
import { chooseChallenge } from "../../../../audio/line/sip/digest.ts";
import { header, headerValues } from "../../../../audio/line/sip/message.ts";
import { parseMessage } from "../../../../audio/line/sip/parse.ts";
import { stampVia } from "../../../../audio/line/sip/via.ts";

const OPTIONS = `OPTIONS sip:700@10.0.0.2 SIP/2.0
v: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;rport
f: "García, José" <sip:101@10.0.0.1>;tag=a
t: <sip:700@10.0.0.2>
i: 1@10.0.0.1
CSEQ: 7 OPTIONS
k: timer,
  path
m: <sip:a@10.0.0.1>, "b, c" <sip:b@10.0.0.1;x=1,2>
l:   3

abcdef`;
const parse = (text: string) => parseMessage(Buffer.from(text));

describe("a SIP message", () => {
  it("is read with compact names, folded lines, bare line feeds and a padded length", () => {
    for (const text of [OPTIONS, OPTIONS.replace(/\n/g, "\r\n")]) {
      const message = parse(text);
      if (!message) throw new Error("not understood");
      expect(headerValues(message, "supported")).toEqual(["timer", "path"]);
      expect(headerValues(message, "contact").length).toBe(2);
      expect(parseNameAddr(header(message, "from"))).toMatchObject({ display: "García, José" });
      expect(message.body).toBe("abc");
    }
  });

  it("written again is the same message", () => {
    const message = parse(OPTIONS);
    if (!message) throw new Error("not understood");
    const again = parseMessage(serialise(message));
    expect(again?.headers.filter((one) => one.name !== "content-length")).toEqual(
      message.headers.filter((one) => one.name !== "content-length"),
    );
    expect(again?.body).toBe("abc");
  });

  it.each([
    ["a body shorter than it says", OPTIONS.replace("l:   3", "l: 30")],
    ["a length that is no number", OPTIONS.replace("l:   3", "l: -3")],
    ["a method unlike its CSeq", OPTIONS.replace("7 OPTIONS", "7 INVITE")],
    ["a CSeq beyond 31 bits", OPTIONS.replace("7 OPTIONS", "4294967295 OPTIONS")],
    ["no Call-ID", OPTIONS.replace(/^i:.*\n/m, "")],
    ["no Via", OPTIONS.replace(/^v:.*\n/m, "")],
    ["a From that is no address", OPTIONS.replace(/^f:.*$/m, "f: nobody")],
    ["another version", OPTIONS.replace("SIP/2.0\nv", "SIP/3.0\nv")],
    ["a line without a name", OPTIONS.replace("CSEQ: 7 OPTIONS", "CSEQ: 7 OPTIONS\n: x")],
    ["more headers than anybody sends", OPTIONS.replace("CSEQ", `${"x: y\n".repeat(200)}CSEQ`)],
    ["more bytes than a datagram should have", OPTIONS.replace("CSEQ", `x: ${"y".repeat(20_000)}\nCSEQ`)],
    ["a keep-alive", "\r\n\r\n"],
  ])("is nothing with %s", (_, text) => {
    expect(parse(text)).toBeUndefined();
  });

  it("gets its Via back with the address it came from", () => {
    const from = { address: "10.0.0.9", port: 4_000 };
    expect(stampVia("SIP/2.0/UDP h:5060;rport;branch=z1", from)).toBe(
      "SIP/2.0/UDP h:5060;rport=4000;received=10.0.0.9;branch=z1",
    );
    expect(stampVia("SIP/2.0/UDP h;branch=z1;received=1.1.1.1", from)).toBe(
      "SIP/2.0/UDP h;received=10.0.0.9;branch=z1",
    );
  });

  it("has addresses in every form", () => {
    expect(parseUri("sip:+34600@[::1]:5070;transport=udp")).toEqual({
      scheme: "sip",
      user: "+34600",
      host: "::1",
      port: 5_070,
    });
    expect(parseUri("sip:10.0.0.1:5060")).toEqual({ scheme: "sip", host: "10.0.0.1", port: 5_060 });
    expect(parseUri("tel:+34600")).toMatchObject({ user: "+34600" });
    expect(parseUri("sip:a@b:99999")).toBeUndefined();
    expect(parseUri("http://a")).toBeUndefined();
  });

  it("asks for SHA-256 before MD5, and for nothing we do not know", () => {
    const md5 = 'Digest realm="a",nonce="n",algorithm=MD5,qop="auth"';
    const sha = 'Digest realm="a",nonce="n",opaque="s",algorithm=SHA-256,qop="auth,auth-int"';
    expect(chooseChallenge([md5, sha])).toMatchObject({ algorithm: "SHA-256", opaque: "s" });
    expect(chooseChallenge(['Digest realm="a",nonce="n",algorithm=SHA-3', "Basic x"])).toBeUndefined();
  });
});
