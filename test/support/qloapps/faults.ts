/**
 * What a real shop was seen to do, to be had on demand for the next request that fits. Where the name says «done», the
 * work is done whatever is answered.
 */
export type FaultKind =
  /** 500 with a PHP notice, done (a US install, or a room without its tax group). */
  | "done, 500 notice"
  /** 500 without a body, done. */
  | "done, 500 empty"
  /** 500 without a body, nothing done (an invalid name). */
  | "500 empty"
  /** 200 text/html «Fatal error», nothing done. */
  | "200 fatal"
  /** 503 of the web service switched off. */
  | "503"
  /** 502 of the web server in front, done. */
  | "done, 502"
  /** The connection is reset before anything is done. */
  | "reset"
  /** The connection is reset after it is done. */
  | "done, reset"
  /** No answer ever; done at once. */
  | "done, silence"
  /** No answer, and done only when `finishLate` is called: PHP goes on after its client is gone. */
  | "late, silence"
  /** Answered when `finishLate` is called, not before: slow. */
  | "slow"
  /** Somebody takes the same room at the same moment and is first; ours is silently a back order (27 of 37 races). */
  | "back order"
  /** Somebody takes the same room at the same moment and is first; both rows are firm (10 of 37 races). */
  | "double booking"
  /** The same, but ours is first. */
  | "double booking, ours first"
  /** Done; the next three readings within 20 s are answered as if it were not yet. */
  | "stale reads";

export interface Fault {
  /** `POST bookings`, `GET orders`, `POST order_histories`…; `*` fits any. */
  readonly on: string;
  readonly kind: FaultKind;
}
