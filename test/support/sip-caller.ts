import { createSocket } from "node:dgram";
import { monotonicClock, startPacer } from "../../audio/line/pacer.ts";
import { aLaw, muLaw } from "../../audio/pcm/g711.ts";
import { exchange, guest, rtpPortOf, status } from "../audio/line/support/exchange.ts";

const FRAME = 160;
/** Louder than this is speech, not the line. */
const AUDIBLE = 300;
/** Who has been silent for so many frames has ended. */
const ENDED = 45;

/** A guest behind an exchange of their own, with sound at the pace of real time. */
export interface SipCaller {
  /** Speaks 8 kHz samples; resolves when the last frame left. */
  say(pcm: Int16Array): Promise<void>;
  /** True when something was heard, and nothing for the last 900 ms. */
  heardOut(): boolean;
  /** Exchange and guest are gone without a word: no BYE, no sound, no answer. */
  vanish(): void;
}

/** Calls extension 700 at `port` of this machine, from a number; resolves when it was answered. */
export async function callSip(port: number, from: string, callId: string): Promise<SipCaller> {
  const pbx = await exchange();
  const caller = guest(pbx, callId, port);
  const own = (text: string): string => text.replace('"Habitación 101" <sip:101@', `<sip:${from}@`);
  pbx.send(own(caller.invite), port);
  const ok = await pbx.next(status(200), 60_000);
  caller.answered(ok);
  pbx.send(own(caller.inDialog("ACK", 1)), port);
  const theirs = rtpPortOf(ok);
  const queue: { pcm: Int16Array; at: number; done: () => void }[] = [];
  const coder = muLaw();
  let sequence = 0;
  const pacer = startPacer(monotonicClock(), () => {
    const frame = new Int16Array(FRAME);
    const current = queue[0];
    if (current) {
      frame.set(current.pcm.subarray(current.at, current.at + FRAME));
      current.at += FRAME;
    }
    sequence++;
    const packet = { type: 0, marker: sequence === 1, sequence, timestamp: sequence * FRAME, source: 7 };
    pbx.sendRtp({ ...packet, payload: coder.encode(frame) }, theirs);
    if (current && current.at >= current.pcm.length) {
      queue.shift();
      current.done();
    }
  });
  const loud = ({ type, payload }: { type: number; payload: Uint8Array }): boolean => {
    const decoded = (type === 8 ? aLaw() : muLaw()).decode(payload);
    return decoded.some((sample) => Math.abs(sample) > AUDIBLE);
  };
  return {
    say: (pcm) => new Promise((done) => void queue.push({ pcm, at: 0, done })),
    heardOut() {
      const last = pbx.heard.findLastIndex(loud);
      return last >= 0 && pbx.heard.length - last > ENDED;
    },
    vanish() {
      pacer.stop();
      pbx.close();
    },
  };
}

export async function freeUdpPort(): Promise<number> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}
