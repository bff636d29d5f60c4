import { HotelbotError } from "../../../src/errors.ts";
import type { Listened } from "../turns/listening.ts";
import type { EndReason, Played, TransferOutcome } from "../voice-call.ts";
import type { CallFacts, Fault, Order, Report } from "./protocol.ts";

/** What a call tells whoever attends to it. */
export interface CallListener {
  /** The sound comes with a `pause` and with `enough`, at the call's rate. */
  listened(what: Listened, sound?: Int16Array): void;
  digit(digit: string): void;
}

/** A call in the line process, as the daemon holds it. After its end everything does nothing and promises settle. */
export interface RemoteCall extends CallFacts {
  /** Rejects with LINE_CALL_ENDED. */
  answer(): Promise<void>;
  refuse(why: "busy" | "unavailable"): void;
  /** One listener; what came before is told at once. What it throws is told to the host's `onFault`; the call goes on. */
  listen(listener: CallListener): void;
  play(sound: Int16Array): Promise<Played>;
  flush(): void;
  /** How much silence ends this turn, ms. */
  patience(turn: number, ms: number): void;
  transfer(target: string): Promise<TransferOutcome>;
  hangUp(): void;
  readonly ended: Promise<EndReason>;
}

/** The same with the side that reports come in by. */
export interface HeldCall extends RemoteCall {
  report(report: Report, sound: Int16Array | undefined): void;
  end(why: EndReason): void;
}

/** `fault` is told what the listener threw: one call's trouble ends neither the wire nor the other calls. */
export function holdCall(
  facts: CallFacts,
  send: (order: Order, sound?: Int16Array) => void,
  fault: (error: unknown) => void,
): HeldCall {
  const { id: call } = facts;
  const plays = new Map<number, (played: Played) => void>();
  const transfers = new Map<number, (outcome: TransferOutcome) => void>();
  const before: { what: Listened; sound: Int16Array | undefined }[] = [];
  let listener: CallListener | undefined;
  let answering: { resolve: () => void; reject: (error: Error) => void } | undefined;
  let next = 1;
  let over = false;
  let tellEnd: (why: EndReason) => void = () => undefined;
  const ended = new Promise<EndReason>((resolve) => {
    tellEnd = resolve;
  });

  function end(why: EndReason): void {
    if (over) return;
    over = true;
    for (const done of plays.values()) done({ heardMs: 0, whole: false });
    for (const done of transfers.values()) done(why === "transferred" ? "done" : "refused");
    answering?.reject(new HotelbotError("LINE_CALL_ENDED"));
    tellEnd(why);
  }

  function guarded(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      fault(error);
    }
  }

  function report(told: Report, sound: Int16Array | undefined): void {
    if (told.kind === "listened") {
      const { what } = told;
      if (listener) guarded(() => listener?.listened(what, sound));
      else before.push({ what, sound });
    } else if (told.kind === "digit") guarded(() => listener?.digit(told.digit));
    else if (told.kind === "played") {
      plays.get(told.id)?.({ heardMs: told.heardMs, whole: told.whole });
      plays.delete(told.id);
    } else if (told.kind === "transferred") {
      transfers.get(told.id)?.(told.outcome);
      transfers.delete(told.id);
    } else if (told.kind === "answered") {
      if (told.failure) answering?.reject(asError(told.failure));
      else answering?.resolve();
    } else if (told.kind === "ended") end(told.why);
  }

  return {
    ...facts,
    ended,
    report,
    end,
    answer: () =>
      new Promise((resolve, reject) => {
        if (over) return reject(new HotelbotError("LINE_CALL_ENDED"));
        answering = { resolve, reject };
        send({ kind: "answer", call });
      }),
    refuse: (why) => send({ kind: "refuse", call, why }),
    listen(added) {
      listener = added;
      for (const { what, sound } of before.splice(0)) guarded(() => added.listened(what, sound));
    },
    play: (sound) =>
      new Promise((resolve) => {
        if (over) return resolve({ heardMs: 0, whole: false });
        const id = next++;
        plays.set(id, resolve);
        send({ kind: "play", call, id }, sound);
      }),
    flush: () => send({ kind: "flush", call }),
    patience: (turn, ms) => send({ kind: "patience", call, turn, ms }),
    transfer: (target) =>
      new Promise((resolve) => {
        if (over) return resolve("refused");
        const id = next++;
        transfers.set(id, resolve);
        send({ kind: "transfer", call, id, target });
      }),
    hangUp: () => send({ kind: "hang_up", call }),
  };
}

export function asError({ code, details }: Fault): HotelbotError {
  return new HotelbotError(code, details);
}
