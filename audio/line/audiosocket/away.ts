import type { Clock } from "../../../src/platform/clock.ts";
import type { EndReason, TransferOutcome } from "../voice-call.ts";

/** A dialplan that asks what comes next does so at once; one that never asks can tell nothing either. */
const ASKED_MS = 5_000;
/** Longer than any telephone rings for reception. Whoever was told nothing by then has lost the caller. */
const RINGING_MS = 60_000;
/** From «nobody answered» to the connection that brings the caller back. */
const BACK_MS = 5_000;

/** A caller whom the dialplan took to reception: the sound is gone, what became of them is still to be told. */
export interface Away {
  /** The dialplan asked where to. */
  asked(): void;
  /** What Dial said (DIALSTATUS). True when the caller comes back to us. */
  dialled(status: string): boolean;
  /** Whether the caller is on their way back, and their outcome. */
  outcome(): TransferOutcome | undefined;
  /** Waits for nothing more. */
  stop(): void;
}

export function goAway(clock: Clock, end: (why: EndReason) => void): Away {
  let outcome: TransferOutcome | undefined;
  let stop = (): void => undefined;
  const wait = (ms: number, why: EndReason): void => {
    stop();
    stop = clock.after(ms, () => end(why));
  };
  wait(ASKED_MS, "transferred");
  return {
    asked: () => wait(RINGING_MS, "caller_hung_up"),
    dialled: (status) => {
      if (status === "ANSWER" || status === "CANCEL") {
        end(status === "ANSWER" ? "transferred" : "caller_hung_up");
        return false;
      }
      outcome = status === "BUSY" ? "busy" : status === "NOANSWER" ? "no_answer" : "refused";
      wait(BACK_MS, "caller_hung_up");
      return true;
    },
    outcome: () => outcome,
    stop: () => stop(),
  };
}
