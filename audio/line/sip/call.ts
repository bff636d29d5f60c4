import type { Clock } from "../../../src/platform/clock.ts";
import type { Media } from "../rtp/media.ts";
import type { Agreed } from "../sdp/negotiate.ts";
import type { Udp } from "../udp.ts";
import type { EndReason, Party } from "../voice-call.ts";
import type { Dialog } from "./dialog.ts";
import type { SipMessage } from "./message.ts";
import { header } from "./message.ts";

/** One call as the line keeps it; `voice` shows it to others. */
export interface CallState {
  readonly id: string;
  readonly direction: "in" | "out";
  from: Party;
  readonly to: Party;
  /** From the INVITE on, so that what comes for it is found; of a call of ours from its answer on. */
  dialog?: Dialog;
  sound?: Sound;
  /** Sound flows: their ACK, or our own, was sent. */
  established: boolean;
  over: boolean;
  /** A re-INVITE of ours is waiting for its answer. */
  renewing: boolean;
  /** What the other end takes, from its Allow. */
  takesUpdate: boolean;
  onFrame: (frame: Int16Array) => void;
  onDigit: (digit: string) => void;
  /** What the exchange reports about a REFER: a status, and whether it was the last word. */
  onProgress?: (status: number, last: boolean) => void;
  /** Ends it in the way its state asks for: BYE, CANCEL, a refusal. */
  leave: () => void;
  /** Timers to stop at its end. */
  readonly timers: Map<string, () => void>;
  readonly ended: Promise<EndReason>;
  readonly finish: (why: EndReason) => void;
}

/** A call's socket and what was agreed about it. */
export interface Sound {
  readonly udp: Udp;
  media?: Media;
  agreed?: Agreed;
  readonly session: number;
  version: number;
  /** Our last description without its version, to know when it changes. */
  described: string;
}

/** A call that has just begun. `finish` works once, stops its timers and its sound. */
export function newCall(
  options: Pick<CallState, "id" | "direction" | "from" | "to"> & {
    readonly forget: (call: CallState) => void;
  },
): CallState {
  let resolve: (why: EndReason) => void = () => {};
  const ended = new Promise<EndReason>((done) => {
    resolve = done;
  });
  const call: CallState = {
    id: options.id,
    direction: options.direction,
    from: options.from,
    to: options.to,
    established: false,
    over: false,
    renewing: false,
    takesUpdate: false,
    onFrame: () => {},
    onDigit: () => {},
    leave: () => {},
    timers: new Map(),
    ended,
    finish: (why) => {
      if (call.over) return;
      call.over = true;
      for (const stop of call.timers.values()) stop();
      call.timers.clear();
      call.sound?.media?.stop();
      void call.sound?.udp.close();
      options.forget(call);
      resolve(why);
    },
  };
  return call;
}

/** Sets a call's timer of this name, in place of an earlier one. */
export function setTimer(call: CallState, clock: Clock, name: string, ms: number, then: () => void): void {
  call.timers.get(name)?.();
  if (call.over) return;
  call.timers.set(name, clock.after(ms, then));
}

export function learnAllow(call: CallState, message: SipMessage): void {
  const allow = header(message, "allow");
  if (allow !== undefined) call.takesUpdate = /\bUPDATE\b/i.test(allow);
}
