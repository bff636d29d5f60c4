import type { ErrorCode, ErrorDetails } from "../../../src/errors.ts";
import type { DoorConfig } from "../doors.ts";
import type { Listened } from "../turns/listening.ts";
import type { EndReason, LineState, Party, TransferOutcome } from "../voice-call.ts";

/** What the daemon tells its line process. The first word is `open`; sound comes with `play`. */
export type Order =
  | { readonly kind: "open"; readonly door: DoorConfig }
  | { readonly kind: "answer"; readonly call: string }
  | { readonly kind: "refuse"; readonly call: string; readonly why: "busy" | "unavailable" }
  | { readonly kind: "play"; readonly call: string; readonly id: number }
  | { readonly kind: "flush"; readonly call: string }
  | { readonly kind: "patience"; readonly call: string; readonly turn: number; readonly ms: number }
  | { readonly kind: "transfer"; readonly call: string; readonly id: number; readonly target: string }
  | { readonly kind: "hang_up"; readonly call: string }
  | { readonly kind: "dial"; readonly id: number; readonly number: string; readonly ringMs?: number }
  | { readonly kind: "close" };

export interface CallFacts {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly from: Party;
  readonly to: Party;
  readonly rate: 8_000 | 16_000;
}

/** What the line process tells. The sound of a turn comes with `listened` of a pause and of `enough`. */
export type Report =
  | { readonly kind: "state"; readonly state: LineState }
  | { readonly kind: "call"; readonly call: CallFacts }
  | { readonly kind: "answered"; readonly call: string; readonly failure?: Fault }
  | { readonly kind: "digit"; readonly call: string; readonly digit: string }
  | { readonly kind: "listened"; readonly call: string; readonly what: Listened }
  | {
      readonly kind: "played";
      readonly call: string;
      readonly id: number;
      readonly heardMs: number;
      readonly whole: boolean;
    }
  | {
      readonly kind: "transferred";
      readonly call: string;
      readonly id: number;
      readonly outcome: TransferOutcome;
    }
  | { readonly kind: "ended"; readonly call: string; readonly why: EndReason }
  | { readonly kind: "dialled"; readonly id: number; readonly call?: CallFacts; readonly failure?: Fault };

/** An error of the table, as JSON. */
export interface Fault {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}
