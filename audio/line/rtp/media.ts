import type { Clock } from "../../../src/platform/clock.ts";
import { aLaw, type G711, muLaw } from "../../pcm/g711.ts";
import { type Pacer, startPacer } from "../pacer.ts";
import { playQueue } from "../play-queue.ts";
import type { Agreed } from "../sdp/negotiate.ts";
import type { Codec } from "../sdp/sdp.ts";
import type { Endpoint, Udp } from "../udp.ts";
import type { Played } from "../voice-call.ts";
import { FRAME, type JitterFigures, jitterBuffer } from "./jitter.ts";
import { type KeyPacket, keyPackets, keysIn } from "./keys.ts";
import { latch } from "./latch.ts";
import { buildRtp, parseRtp, type RtpPacket } from "./packet.ts";
import { tones } from "./tones.ts";

/** The sound of one call. */
export interface Media {
  receive(bytes: Buffer, from: Endpoint): void;
  renegotiate(agreed: Agreed): void;
  play(sound: Int16Array): Promise<Played>;
  flush(): void;
  press(keys: string): void;
  stop(): void;
  /** Milliseconds since a packet of theirs arrived. */
  silentMs(): number;
  readonly figures: MediaFigures;
}

export interface MediaFigures extends JitterFigures {
  sent: number;
  received: number;
  strangers: number;
  /** The latest frame of ours, in milliseconds after its deadline. */
  worstLateMs: number;
}

export interface MediaOptions {
  readonly clock: Clock;
  readonly udp: Pick<Udp, "send">;
  /** Random 32 bits: our stream's SSRC, first timestamp and sequence number come from them. */
  readonly seeds: readonly [number, number, number];
  /** Addresses besides the negotiated one that the call's sound may come from. */
  readonly known: (address: string) => boolean;
  readonly onFrame: (frame: Int16Array) => void;
  readonly onDigit: (digit: string) => void;
  /** After what has arrived was read: `setImmediate`, so that a late tick does not overtake packets in the socket. */
  readonly defer: (callback: () => void) => void;
}

const codecs = (): Readonly<Record<Codec, G711>> => ({ PCMA: aLaw(), PCMU: muLaw() });

export function startMedia(options: MediaOptions, first: Agreed): Media {
  const { clock, udp } = options;
  const coders = codecs();
  const queue = playQueue(8_000);
  const jitter = jitterBuffer();
  const keys = keysIn();
  const toneKeys = tones();
  const pressing: KeyPacket[] = [];
  const remote = latch({ address: first.address, port: first.port }, options.known);
  const figures = Object.assign(jitter.figures, { sent: 0, received: 0, strangers: 0, worstLateMs: 0 });
  let agreed = first;
  let lastHeard = clock.now();
  let theirSource: number | undefined;
  let [source, timestamp, sequence] = options.seeds;
  let keyTimestamp: number | undefined;
  let pacer: Pacer | undefined;

  const packet = (type: number, marker: boolean, at: number, payload: Uint8Array): void => {
    sequence = (sequence + 1) & 0xffff;
    const bytes = buildRtp({ type, marker, sequence, timestamp: at, source, payload });
    // Held: nothing may be sent to 0.0.0.0, and to anyone else silence keeps the call alive.
    if (remote.target.address !== "0.0.0.0") udp.send(bytes, remote.target);
    figures.sent += 1;
  };
  const sendFrame = (): void => {
    const key = agreed.events === undefined ? undefined : pressing.shift();
    if (key && agreed.events !== undefined) {
      if (key.marker || keyTimestamp === undefined) keyTimestamp = timestamp;
      packet(agreed.events, key.marker, keyTimestamp, key.payload);
    } else {
      const frame = queue.next() ?? new Int16Array(FRAME);
      packet(agreed.type, figures.sent === 0, timestamp, coders[agreed.codec].encode(frame));
    }
    timestamp = (timestamp + FRAME) >>> 0;
  };
  const hearFrame = (): void => {
    if (!pacer) return;
    const frame = jitter.pull();
    const key = agreed.events === undefined ? toneKeys.push(frame) : undefined;
    if (key !== undefined) options.onDigit(key);
    // On hold nobody is silent, and the music is nobody's words: the call's own time stands still.
    if (agreed.direction === "sendrecv") options.onFrame(frame);
  };
  const hear = (one: RtpPacket): void => {
    if (one.source !== theirSource) jitter.reset();
    theirSource = one.source;
    if (one.type === agreed.events) {
      const digit = keys.push(one.timestamp, one.payload);
      if (digit !== undefined) options.onDigit(digit);
      return;
    }
    // By the packet's own type: an exchange may begin in one coding and go on in the other.
    const codec =
      one.type === agreed.type ? agreed.codec : one.type === 8 ? "PCMA" : one.type === 0 ? "PCMU" : undefined;
    if (codec && one.payload.length > 0) jitter.push(one.timestamp, coders[codec].decode(one.payload));
  };

  pacer = startPacer(clock, (_, lateMs) => {
    figures.worstLateMs = Math.max(figures.worstLateMs, lateMs);
    sendFrame();
    options.defer(hearFrame);
  });
  return {
    figures,
    receive: (bytes, from) => {
      const one = parseRtp(bytes);
      if (!one || !pacer) return;
      if (!remote.accepts(from, one.source, one.sequence, clock.now())) {
        figures.strangers += 1;
        return;
      }
      lastHeard = clock.now();
      figures.received += 1;
      hear(one);
    },
    renegotiate: (next) => {
      agreed = next;
      if (next.address !== "0.0.0.0") remote.renegotiate({ address: next.address, port: next.port });
    },
    play: (sound) => (pacer ? queue.play(sound) : Promise.resolve({ heardMs: 0, whole: sound.length === 0 })),
    flush: () => queue.flush(),
    press: (text) => pressing.push(...[...text].flatMap(keyPackets)),
    silentMs: () => clock.now() - lastHeard,
    stop: () => {
      pacer?.stop();
      pacer = undefined;
      queue.flush();
    },
  };
}
