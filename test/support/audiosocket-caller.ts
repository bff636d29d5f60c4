import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import {
  DIGIT,
  HANG_UP,
  message,
  messages,
  SOUND_8K,
  samples,
  sound,
  UUID,
  uuidOf,
} from "../../audio/line/audiosocket/frames.ts";
import { monotonicClock, startPacer } from "../../audio/line/pacer.ts";

const FRAME = 160;
/** Louder than this is speech, not the line: espeak's vowels reach thousands. */
const AUDIBLE = 200;

/** A caller at the other end of a real AudioSocket, at the pace of real time. */
export interface SocketCaller {
  /** Speaks; resolves when the last frame left. */
  say(pcm: Int16Array): Promise<void>;
  /** When hotelbot's next sound is heard after `since`, or fell silent for good; ms of the clock. */
  soundAfter(since: number): Promise<number>;
  /** The samples of that sound's first frame, and of what followed up to now. */
  soundsFrom(at: number): readonly Int16Array[];
  silenceAfter(since: number, forMs: number): Promise<number>;
  now(): number;
  press(key: string): void;
  /** How much later than 20 ms after the one before each frame came, ms. */
  readonly lateness: number[];
  readonly ended: Promise<void>;
  hangUp(): void;
}

/** `from`: what the dialplan tells of the caller before, as docs/phone.md has it. */
export async function callSocket(port: number, from?: string): Promise<SocketCaller> {
  const clock = monotonicClock();
  const uuid = randomBytes(16);
  if (from !== undefined) {
    await fetch(`http://127.0.0.1:${port}/call/${uuidOf(uuid)}?number=${encodeURIComponent(from)}&name=`);
  }
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  await once(socket, "connect");
  socket.write(message(UUID, uuid));
  const queue: { pcm: Int16Array; at: number; done: () => void }[] = [];
  const heard: { at: number; loud: boolean; pcm: Int16Array }[] = [];
  const lateness: number[] = [];
  const waiting = new Set<() => void>();
  const read = messages();
  let first: number | undefined;
  let count = 0;
  socket.on("data", (bytes: Buffer) => {
    for (const { type, payload } of read(bytes)) {
      if (type !== SOUND_8K) continue;
      const at = clock.now();
      first ??= at;
      lateness.push(at - first - count * 20);
      count++;
      const pcm = samples(payload);
      heard.push({ at, loud: pcm.some((each) => Math.abs(each) > AUDIBLE), pcm });
    }
    for (const look of [...waiting]) look();
  });
  const pacer = startPacer(clock, () => {
    const frame = new Int16Array(FRAME);
    const current = queue[0];
    if (current) {
      frame.set(current.pcm.subarray(current.at, current.at + FRAME));
      current.at += FRAME;
    }
    if (socket.writable) socket.write(message(SOUND_8K, sound(frame)));
    if (current && current.at >= current.pcm.length) {
      queue.shift();
      current.done();
    }
  });
  const ended = once(socket, "close").then(() => pacer.stop());
  socket.on("error", () => undefined);

  function until(found: () => number | undefined): Promise<number> {
    return new Promise((resolve) => {
      const look = (): void => {
        const at = found();
        if (at === undefined) return;
        waiting.delete(look);
        resolve(at);
      };
      waiting.add(look);
      look();
    });
  }

  return {
    say: (pcm) => new Promise((done) => void queue.push({ pcm, at: 0, done })),
    soundAfter: (since) => until(() => heard.find(({ at, loud }) => loud && at >= since)?.at),
    soundsFrom: (from) => heard.filter(({ at }) => at >= from).map(({ pcm }) => pcm),
    silenceAfter: (since, forMs) =>
      until(() => {
        const last = heard.findLast(({ loud }) => loud)?.at ?? since;
        const from = Math.max(last, since);
        return (heard.at(-1)?.at ?? 0) - from >= forMs ? from : undefined;
      }),
    now: () => clock.now(),
    press: (key) => void socket.write(message(DIGIT, Buffer.from(key))),
    lateness,
    ended,
    hangUp: () => {
      socket.write(message(HANG_UP));
      socket.end();
    },
  };
}
