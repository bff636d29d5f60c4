import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { header } from "../../../../audio/line/sip/message.ts";
import type { VoiceCall } from "../../../../audio/line/voice-call.ts";
import { aLaw } from "../../../../audio/pcm/g711.ts";
import { type Exchange, exchange, guest, method, offer, rtpPortOf, status } from "../support/exchange.ts";
import { realLine } from "../support/line.ts";

let pbx: Exchange;
let line: ReturnType<typeof realLine>;
let port: number;
let arrived: Promise<VoiceCall>;

beforeEach(async () => {
  pbx = await exchange();
  line = realLine(pbx.port, { maxCalls: 2 });
  arrived = new Promise((resolve) => line.onCall(resolve));
  await line.start();
  port = line.address()?.port ?? 0;
});

afterEach(async () => {
  await line.stop();
  pbx.close();
});

async function answered(): Promise<{ call: VoiceCall; caller: ReturnType<typeof guest>; rtp: number }> {
  const caller = guest(pbx, "call-1", port);
  pbx.send(caller.invite, port);
  const call = await arrived;
  await pbx.next(status(180));
  const answering = call.answer();
  const ok = await pbx.next(status(200));
  caller.answered(ok);
  pbx.send(caller.inDialog("ACK", 1), port);
  await answering;
  return { call, caller, rtp: rtpPortOf(ok) };
}

describe("a call from the exchange", () => {
  it("rings, is answered in A-law, carries sound both ways and ends with BYE", async () => {
    const { call, caller, rtp } = await answered();
    expect(call.from).toEqual({ number: "101", name: "Habitación 101" });
    const frames: Int16Array[] = [];
    const loud = new Promise<Int16Array>((resolve) =>
      call.onFrame((frame) => {
        frames.push(frame);
        if ((frame[0] ?? 0) > 900) resolve(frame);
      }),
    );
    const tone = new Int16Array(160).fill(1_000);
    for (let n = 0; n < 5; n++) {
      const payload = aLaw().encode(tone);
      pbx.sendRtp({ type: 8, marker: false, sequence: n, timestamp: n * 160, source: 7, payload }, rtp);
    }
    expect((await loud).length).toBe(160);
    const played = await call.play(new Int16Array(800).fill(2_000));
    expect(played).toEqual({ heardMs: 100, whole: true });
    const spoken = () => pbx.heard.filter((one) => (aLaw().decode(one.payload)[0] ?? 0) > 1_900);
    await expect.poll(() => spoken().length).toBe(5);
    // Silence flows all the time, each packet 160 samples on.
    const steps = pbx.heard.slice(1).map((one, i) => one.timestamp - (pbx.heard[i]?.timestamp ?? 0));
    expect(new Set(steps)).toEqual(new Set([160]));
    pbx.send(caller.inDialog("BYE", 2), port);
    await pbx.next(status(200, "BYE"));
    expect(await call.ended).toBe("caller_hung_up");
  });

  it("is hung up by us with a BYE to the caller's contact", async () => {
    const { call } = await answered();
    call.hangUp();
    const bye = await pbx.next(method("BYE"));
    expect(bye.kind === "request" && bye.uri).toBe(`sip:asterisk@127.0.0.1:${pbx.port}`);
    expect(header(bye, "cseq")).toBe("1 BYE");
    expect(await call.ended).toBe("we_hung_up");
    expect(await call.play(new Int16Array(160))).toEqual({ heardMs: 0, whole: false });
  });

  it("says keys once, however they are sent", async () => {
    const { call, caller, rtp } = await answered();
    let keys = "";
    call.onDigit((key) => {
      keys += key;
    });
    const press = (event: number, timestamp: number, end: boolean, sequence: number) =>
      pbx.sendRtp(
        {
          type: 101,
          marker: false,
          sequence,
          timestamp,
          source: 7,
          payload: Uint8Array.of(event, end ? 0x8a : 10, 0, 160),
        },
        rtp,
      );
    for (let n = 0; n < 5; n++) press(5, 1_000, n > 1, n);
    for (let n = 0; n < 3; n++) press(5, 2_000, n > 1, n + 5);
    await expect.poll(() => keys).toBe("55");
    const info = caller
      .inDialog("INFO", 2, "Content-Type: application/dtmf-relay\n", "Signal=#\nDuration=100\n")
      .replace("Content-Type: application/sdp\n", "");
    pbx.send(info, port);
    await pbx.next(status(200, "INFO"));
    expect(keys).toBe("55#");
  });

  it("is put on hold and taken back without being lost", async () => {
    const { caller } = await answered();
    pbx.send(caller.inDialog("INVITE", 2, "", offer(pbx.rtpPort, "sendonly")), port);
    const held = await pbx.next(status(200));
    expect(held.body).toContain("a=recvonly");
    pbx.send(caller.inDialog("ACK", 2), port);
    pbx.send(caller.inDialog("INVITE", 3, "", offer(pbx.rtpPort)), port);
    const back = await pbx.next(status(200));
    expect(back.body).toContain("a=sendrecv");
    expect(back.body).toMatch(/^o=- \d+ 3 /m);
  });

  it("that is given up while it rings is over, and cannot be answered any more", async () => {
    const caller = guest(pbx, "call-2", port);
    pbx.send(caller.invite, port);
    const call = await arrived;
    pbx.send(caller.invite.replace(/^INVITE/, "CANCEL").replace("1 INVITE", "1 CANCEL"), port);
    await pbx.next(status(200, "CANCEL"));
    await pbx.next(status(487));
    expect(await call.ended).toBe("caller_hung_up");
    await expect(call.answer()).rejects.toMatchObject({ code: "LINE_CALL_ENDED" });
  });

  it("beyond the lines there are is busy, one without a common coding is not acceptable", async () => {
    for (const id of ["a", "b", "c"]) pbx.send(guest(pbx, id, port).invite, port);
    const busy = await pbx.next(status(486));
    expect(header(busy, "call-id")).toBe("c");
    const strange = guest(pbx, "d", port).invite.replace("0 8 101", "9 101");
    pbx.send(strange.replace(/Content-Length: +\d+/, "Content-Length: 1"), port);
    await pbx.next(status(488));
  });

  it("is answered again as long as the ACK does not come", async () => {
    const caller = guest(pbx, "call-3", port);
    pbx.send(caller.invite, port);
    const call = await arrived;
    const answering = call.answer();
    const ok = await pbx.next(status(200));
    expect(await pbx.next(status(200))).toEqual(ok);
    caller.answered(ok);
    pbx.send(caller.inDialog("ACK", 1), port);
    await answering;
  });
});
