import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { audioSocketDoor } from "../../../../audio/line/audiosocket/door.ts";
import {
  DIGIT,
  HANG_UP,
  type Message,
  message,
  messages,
  SOUND_8K,
  SOUND_16K,
  samples,
  sound,
  UUID,
} from "../../../../audio/line/audiosocket/frames.ts";
import { monotonicClock } from "../../../../audio/line/pacer.ts";
import type { VoiceCall } from "../../../../audio/line/voice-call.ts";

const ID = "40325ec2-5efd-4bd3-805f-53576e581d13";
const ID_BYTES = Buffer.from(ID.replaceAll("-", ""), "hex");

let door: ReturnType<typeof audioSocketDoor>;
let arrived: Promise<VoiceCall>;

beforeEach(async () => {
  const bind = { address: "127.0.0.1", port: 0 };
  door = audioSocketDoor({ bind, allow: [], maxCalls: 1 }, { clock: monotonicClock() });
  arrived = new Promise((resolve) => door.onCall(resolve));
  await door.start();
});

afterEach(() => door.stop());

interface Asterisk {
  readonly socket: Socket;
  readonly heard: Message[];
  readonly closed: Promise<void>;
}

function asterisk(): Asterisk {
  const socket = connect(door.port(), "127.0.0.1");
  const cut = messages();
  const heard: Message[] = [];
  socket.on("data", (bytes: Buffer) => heard.push(...cut(bytes)));
  return { socket, heard, closed: new Promise((resolve) => socket.on("close", () => resolve())) };
}

const ask = async (path: string): Promise<string> =>
  (await fetch(`http://127.0.0.1:${door.port()}${path}`)).text();

describe("AudioSocket", () => {
  it("knows the caller, hears samples at odd offsets in any pieces, speaks, and says keys", async () => {
    expect(await ask(`/call/${ID}?number=%2B34600111222&name=Jos%C3%A9`)).toBe("ok");
    const { socket, heard } = asterisk();
    const speech = sound(new Int16Array(160).fill(1_234));
    const all = Buffer.concat([
      message(UUID, ID_BYTES),
      message(SOUND_8K, speech),
      message(DIGIT, Buffer.from("5")),
    ]);
    for (let at = 0; at < all.length; at += 7) socket.write(all.subarray(at, at + 7));
    const call = await arrived;
    expect(call).toMatchObject({ id: ID, rate: 8_000, from: { number: "+34600111222", name: "José" } });
    const digit = new Promise((resolve) => call.onDigit(resolve));
    const frame = new Promise<Int16Array>((resolve) => call.onFrame(resolve));
    socket.write(Buffer.concat([message(SOUND_8K, speech), message(DIGIT, Buffer.from("#"))]));
    expect(await frame).toEqual(new Int16Array(160).fill(1_234));
    expect(await digit).toMatch(/[5#]/);
    expect(await call.play(new Int16Array(320).fill(77))).toEqual({ heardMs: 40, whole: true });
    await expect.poll(() => heard.filter((one) => samples(one.payload)[0] === 77).length).toBe(2);
    // Silence before and after, or the exchange drops the call.
    const before = heard.length;
    await expect.poll(() => heard.length).toBeGreaterThan(before + 5);
    expect(new Set(heard.map((one) => one.payload.length))).toEqual(new Set([320]));
  });

  it.each(["GET // HTTP/1.1", "GET //[ HTTP/1.1", "GET /call/%FF?number=%FF HTTP/1.0"])(
    "answers %j with no such thing, and lives on",
    async (line) => {
      const socket = connect(door.port(), "127.0.0.1");
      let answer = "";
      socket.on("data", (bytes: Buffer) => {
        answer += bytes.toString();
      });
      socket.write(`${line}\r\nHost: x\r\n\r\n`);
      await expect.poll(() => answer).toMatch(/^HTTP\/1\.1 404 /);
      expect(await ask(`/call/${ID}?number=101`)).toBe("ok");
    },
  );

  it("knows nobody by a number that is not shown", async () => {
    expect(await ask(`/call/${ID}?number=anonymous&name=Anonymous`)).toBe("ok");
    asterisk().socket.write(message(UUID, ID_BYTES));
    expect((await arrived).from).toEqual({});
  });

  it("takes 16 kHz where the exchange speaks it", async () => {
    const { socket, heard } = asterisk();
    socket.write(Buffer.concat([message(UUID, ID_BYTES), message(SOUND_16K, Buffer.alloc(640))]));
    expect((await arrived).rate).toBe(16_000);
    await expect.poll(() => heard[0]?.payload.length).toBe(640);
  });

  it("hands the caller to the dialplan, and has put them through when reception answered", async () => {
    const { socket, heard, closed } = asterisk();
    socket.write(message(UUID, ID_BYTES));
    const call = await arrived;
    const outcome = call.transfer("9");
    await closed;
    expect(heard.at(-1)?.type).toBe(HANG_UP);
    expect(await ask(`/after/${ID}`)).toBe("9");
    expect(door.state().calls).toBe(1);
    expect(await ask(`/dialled/${ID}?status=ANSWER`)).toBe("hangup");
    expect(await outcome).toBe("done");
    expect(await call.ended).toBe("transferred");
  });

  it.each([
    ["NOANSWER", "no_answer"],
    ["BUSY", "busy"],
    ["CHANUNAVAIL", "refused"],
  ])(
    "has the caller back when reception's telephone says %s, and the call goes on",
    async (status, outcome) => {
      const first = asterisk();
      first.socket.write(message(UUID, ID_BYTES));
      const call = await arrived;
      const tried = call.transfer("9");
      await first.closed;
      await ask(`/after/${ID}`);
      expect(await ask(`/dialled/${ID}?status=${status}`)).toBe("talk");
      const second = asterisk();
      second.socket.write(message(UUID, ID_BYTES));
      expect(await tried).toBe(outcome);
      const frame = new Promise<Int16Array>((resolve) => call.onFrame(resolve));
      second.socket.write(message(SOUND_8K, sound(new Int16Array(160).fill(1_234))));
      expect(await frame).toEqual(new Int16Array(160).fill(1_234));
      expect(await call.play(new Int16Array(160).fill(77))).toEqual({ heardMs: 20, whole: true });
      await expect.poll(() => second.heard.some((one) => samples(one.payload)[0] === 77)).toBe(true);
      call.hangUp();
      await second.closed;
      expect(await ask(`/after/${ID}`)).toBe("hangup");
    },
  );

  it("knows that who hung up while it rang at reception was not put through", async () => {
    const { socket, closed } = asterisk();
    socket.write(message(UUID, ID_BYTES));
    const call = await arrived;
    const outcome = call.transfer("9");
    await closed;
    await ask(`/after/${ID}`);
    expect(await ask(`/dialled/${ID}?status=CANCEL`)).toBe("hangup");
    expect(await outcome).toBe("refused");
    expect(await call.ended).toBe("caller_hung_up");
  });

  it("leaves whom nobody can answer to people", async () => {
    const { socket, closed } = asterisk();
    socket.write(message(UUID, ID_BYTES));
    const call = await arrived;
    call.refuse("unavailable");
    await closed;
    expect(await ask(`/after/${ID}`)).toBe("");
    expect(await call.ended).toBe("refused");
  });

  it("refuses a second call under the UUID of one that goes on: neither hears the other", async () => {
    await door.stop();
    const bind = { address: "127.0.0.1", port: 0 };
    door = audioSocketDoor({ bind, allow: [], maxCalls: 4 }, { clock: monotonicClock() });
    const calls: VoiceCall[] = [];
    door.onCall((call) => calls.push(call));
    await door.start();
    const frame = message(SOUND_8K, Buffer.alloc(320));
    const one = asterisk();
    one.socket.write(Buffer.concat([message(UUID, ID_BYTES), frame]));
    await expect.poll(() => calls).toHaveLength(1);
    const other = asterisk();
    other.socket.write(Buffer.concat([message(UUID, ID_BYTES), frame, frame]));
    await other.closed;
    expect(calls).toHaveLength(1);
    expect(await ask(`/after/${ID}`)).toBe("");
    expect(door.state().text).toContain("two calls came with one UUID");
    // The first is none the worse, and its UUID is free when it is over.
    expect(await calls[0]?.play(new Int16Array(160))).toEqual({ heardMs: 20, whole: true });
    one.socket.end();
    await calls[0]?.ended;
    asterisk().socket.write(Buffer.concat([message(UUID, ID_BYTES), frame]));
    await expect.poll(() => calls).toHaveLength(2);
  });

  it("takes no call beyond the last place, though its sound was on the way already", async () => {
    const one = asterisk();
    one.socket.write(message(UUID, ID_BYTES));
    const call = await arrived;
    let more = 0;
    door.onCall(() => {
      more++;
    });
    const other = asterisk();
    const frame = message(SOUND_8K, Buffer.alloc(320));
    other.socket.write(Buffer.concat([message(UUID, Buffer.alloc(16, 1)), frame, frame]));
    await other.closed;
    expect(more).toBe(0);
    call.hangUp();
  });

  it("tells the dialplan to hang up after a goodbye, and to go on to people when it is full", async () => {
    const one = asterisk();
    one.socket.write(message(UUID, ID_BYTES));
    const call = await arrived;
    const other = asterisk();
    other.socket.write(message(UUID, Buffer.alloc(16, 1)));
    await other.closed;
    expect(await ask("/after/01010101-0101-0101-0101-010101010101")).toBe("");
    call.hangUp();
    await one.closed;
    expect(await ask(`/after/${ID}`)).toBe("hangup");
  });

  it("notices that the caller hung up: the exchange only closes", async () => {
    const { socket } = asterisk();
    socket.write(message(UUID, ID_BYTES));
    const call = await arrived;
    socket.end();
    expect(await call.ended).toBe("caller_hung_up");
  });

  it("says what is wrong when µ-law comes where samples should", async () => {
    const { socket, closed } = asterisk();
    socket.write(Buffer.concat([message(UUID, ID_BYTES), message(SOUND_8K, Buffer.alloc(160))]));
    await closed;
    expect(door.state().text).toContain("c(slin)");
  });
});
