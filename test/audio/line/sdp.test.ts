import { describe, expect, it } from "vitest";
import { agree, answerSdp, offerSdp } from "../../../audio/line/sdp/negotiate.ts";
import { parseSdp } from "../../../audio/line/sdp/sdp.ts";
import { offer } from "./support/exchange.ts";

const OURS = { address: "10.0.0.2", port: 20_000, session: 5, version: 1 };
const lines = (text: string, ...more: string[]) => text.replace("t=0 0", ["t=0 0", ...more].join("\n"));

describe("the description of the sound", () => {
  it.each([
    ["0 8 101", "PCMA", 8],
    ["8 0 101", "PCMA", 8],
    ["0 101", "PCMU", 0],
  ])("of %s agrees on %s", (types, codec, type) => {
    const theirs = parseSdp(offer(30_000, "sendrecv", types));
    expect(theirs && agree(theirs)).toMatchObject({ codec, type, events: 101, port: 30_000 });
  });

  it("without rtpmap knows the static types, and has no keys where none are offered", () => {
    const theirs = parseSdp("v=0\nc=IN IP4 10.0.0.1\nm=audio 4000 RTP/AVP 8 0\n");
    expect(theirs && agree(theirs)).toEqual({
      address: "10.0.0.1",
      port: 4_000,
      codec: "PCMA",
      type: 8,
      direction: "sendrecv",
    });
  });

  it.each([
    ["sendonly", "recvonly"],
    ["recvonly", "sendonly"],
    ["inactive", "inactive"],
  ])("answers %s by %s", (theirs, ours) => {
    const parsed = parseSdp(offer(30_000, theirs));
    expect(parsed && agree(parsed)?.direction).toBe(ours);
  });

  it("reads a hold of the old kind", () => {
    const parsed = parseSdp(offer(30_000).replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0"));
    expect(parsed && agree(parsed)?.direction).toBe("recvonly");
  });

  it("refuses pictures beside the sound, in order, and sound it cannot hear", () => {
    const video = `${offer(30_000)}m=video 30002 RTP/AVP 97\na=rtpmap:97 H264/90000\n`;
    const parsed = parseSdp(video);
    const agreed = parsed && agree(parsed);
    if (!parsed || !agreed) throw new Error("not agreed");
    const answer = answerSdp(OURS, parsed, agreed);
    expect(answer.match(/^m=.*$/gm)).toEqual(["m=audio 20000 RTP/AVP 8 101", "m=video 0 RTP/AVP 97"]);
    expect(parseSdp(offer(30_000).replace("RTP/AVP", "RTP/SAVP"))).toBeUndefined();
    const foreign = parseSdp(lines(offer(30_000, "sendrecv", "9 101")));
    expect(foreign && agree(foreign)).toBeUndefined();
  });

  it("that we offer is understood by ourselves, PCMA first", () => {
    const parsed = parseSdp(offerSdp(OURS));
    expect(parsed?.codecs.map((one) => one.codec)).toEqual(["PCMA", "PCMU"]);
    expect(parsed).toMatchObject({ address: "10.0.0.2", port: 20_000, events: 101 });
  });

  it("is nothing without an address, a port or sound", () => {
    for (const text of [
      "",
      "v=0\n",
      "m=audio 4000 RTP/AVP 8\n",
      "c=IN IP4 1.1.1.1\nm=audio 99999 RTP/AVP 8\n",
    ]) {
      expect(parseSdp(text)).toBeUndefined();
    }
  });
});
