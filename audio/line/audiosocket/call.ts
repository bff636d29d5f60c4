import type { Socket } from "node:net";
import { HotelbotError } from "../../../src/errors.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { resampler } from "../../pcm/resample.ts";
import { startPacer } from "../pacer.ts";
import { playQueue } from "../play-queue.ts";
import type { EndReason, TransferOutcome, VoiceCall } from "../voice-call.ts";
import { type Away, goAway } from "./away.ts";
import {
  DIGIT,
  FAILURE,
  HANG_UP,
  type Message,
  message,
  SOUND_8K,
  SOUND_16K,
  samples,
  sound,
} from "./frames.ts";
import type { Notes } from "./notes.ts";

/** Nothing from the exchange for so long: it drops a call itself after two silent seconds. */
const LOST_MS = 30_000;

export interface SocketCall {
  readonly call: VoiceCall;
  hear(message: Message): void;
  end(why: EndReason): void;
  /** This connection was closed: by a caller who hung up, or because they went to reception. */
  closed(socket: Socket): void;
  /** While the caller is with the dialplan, on the way to reception; else undefined. */
  away(): Away | undefined;
  /** The caller came back by another connection. */
  back(socket: Socket): void;
}

/**
 * One call, on one TCP connection and, when reception did not answer, on another after it. Silence is sent from the start,
 * since the exchange drops a silent socket.
 */
export function socketCall(options: {
  readonly socket: Socket;
  readonly uuid: string;
  readonly rate: 8_000 | 16_000;
  readonly clock: Clock;
  readonly notes: Notes;
}): SocketCall {
  const { uuid, rate, clock } = options;
  let { socket } = options;
  const queue = playQueue(rate);
  const incoming = frames(rate);
  let onFrame: (frame: Int16Array) => void = () => {};
  let onDigit: (digit: string) => void = () => {};
  let over = false;
  let answered = false;
  let away: { readonly trip: Away; readonly settle: (outcome: TransferOutcome) => void } | undefined;
  let lastHeard = clock.now();
  let resolveEnd: (why: EndReason) => void = () => {};
  const ended = new Promise<EndReason>((resolve) => {
    resolveEnd = resolve;
  });
  const end = (why: EndReason) => {
    if (over) return;
    over = true;
    pacer.stop();
    queue.flush();
    away?.trip.stop();
    away?.settle(why === "transferred" ? "done" : "refused");
    away = undefined;
    socket.end();
    resolveEnd(why);
  };
  const leave = (next: string, why: EndReason) => {
    if (over) return;
    options.notes.leave(uuid, next);
    if (!away) socket.write(message(HANG_UP));
    end(why);
  };
  const send = (target: string): Promise<TransferOutcome> =>
    new Promise((settle) => {
      options.notes.leave(uuid, target);
      queue.flush();
      away = { trip: goAway(clock, end), settle };
      socket.end(message(HANG_UP));
    });
  const type = rate === 16_000 ? SOUND_16K : SOUND_8K;
  const pacer = startPacer(clock, () => {
    if (over || away) return;
    socket.write(message(type, sound(queue.next() ?? new Int16Array(rate / 50))));
    if (clock.now() - lastHeard > LOST_MS) end("lost");
  });
  return {
    end,
    closed: (one) => {
      if (one === socket && !away) end("caller_hung_up");
    },
    away: () => away?.trip,
    back: (next) => {
      const outcome = away?.trip.outcome();
      if (!away || outcome === undefined) return;
      socket = next;
      lastHeard = clock.now();
      const { trip, settle } = away;
      away = undefined;
      trip.stop();
      settle(outcome);
    },
    hear: (one) => {
      if (over || away) return;
      lastHeard = clock.now();
      if (one.type === HANG_UP) end("caller_hung_up");
      else if (one.type === FAILURE) end("failed");
      else if (one.type === DIGIT) {
        const digit = one.payload.toString("latin1");
        if (/^[0-9*#]$/.test(digit)) onDigit(digit);
      } else for (const frame of incoming(one)) onFrame(frame);
    },
    call: {
      id: uuid,
      direction: "in",
      from: options.notes.caller(uuid),
      to: {},
      rate,
      // The dialplan has answered already.
      answer: () => {
        if (over) return Promise.reject(new HotelbotError("LINE_CALL_ENDED"));
        answered = true;
        return Promise.resolve();
      },
      // Whom nobody here can answer, people may.
      refuse: () => {
        if (!answered) leave("", "refused");
      },
      onFrame: (listener) => {
        onFrame = listener;
      },
      onDigit: (listener) => {
        onDigit = listener;
      },
      play: (pcm) => (over ? Promise.resolve({ heardMs: 0, whole: pcm.length === 0 }) : queue.play(pcm)),
      flush: () => queue.flush(),
      transfer: async (target) => (over || away ? "refused" : send(target)),
      hangUp: () => leave("hangup", "we_hung_up"),
      ended,
    },
  };
}

/** Sound messages of any length as frames of 20 ms at the call's rate. */
function frames(rate: 8_000 | 16_000): (one: Message) => Int16Array[] {
  const size = rate / 50;
  const up = resampler(8_000, 16_000);
  const down = resampler(16_000, 8_000);
  let rest = new Int16Array(0);
  return (one) => {
    if (one.type !== SOUND_8K && one.type !== SOUND_16K) return [];
    const theirs = one.type === SOUND_16K ? 16_000 : 8_000;
    const heard = samples(one.payload);
    const pcm = theirs === rate ? heard : theirs === 8_000 ? up(heard) : down(heard);
    const all = new Int16Array(rest.length + pcm.length);
    all.set(rest);
    all.set(pcm, rest.length);
    const whole = Math.floor(all.length / size);
    rest = all.slice(whole * size);
    return Array.from({ length: whole }, (_, i) => all.slice(i * size, (i + 1) * size));
  };
}
