/** Who is on the other end, as the exchange says. Any of it may be missing or withheld. */
export interface Party {
  /** The number or extension as dialled or shown («+34600111222», «101»). */
  readonly number?: string;
  readonly name?: string;
}

/**
 * Why a call ended. `lost`: no sound came for so long that the network must have gone. `cut_off`: hotelbot was stopped in
 * the middle of it.
 */
export type EndReason =
  | "caller_hung_up"
  | "we_hung_up"
  | "transferred"
  | "lost"
  | "refused"
  | "failed"
  | "cut_off";

/** What became of handing a caller to somebody else. `kept` outcomes leave the call with us. */
export type TransferOutcome = "done" | "busy" | "no_answer" | "refused" | "unsupported";

/** What was heard of something played: all of it, or up to where it was cut. */
export interface Played {
  readonly heardMs: number;
  readonly whole: boolean;
}

/**
 * One call, whatever door it came through (SIP, AudioSocket, a sound card). Sound is mono 16-bit at `rate`, in frames
 * of 20 ms. Everything may be called at any time: after the end it does nothing and promises settle.
 */
export interface VoiceCall {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly from: Party;
  readonly to: Party;
  /** Samples a second. */
  readonly rate: 8_000 | 16_000;
  /** Takes an incoming call. Resolves when sound flows; rejects with LINE_CALL_ENDED when the caller gave up first. */
  answer(): Promise<void>;
  /** Refuses an incoming call that was not answered. */
  refuse(why: "busy" | "unavailable"): void;
  /** What the other end says: one frame each 20 ms, gaps filled, late packets put in order. One listener. */
  onFrame(listener: (frame: Int16Array) => void): void;
  /** A key was pressed: 0–9, * or #, told once. One listener. */
  onDigit(listener: (digit: string) => void): void;
  /**
   * Queues sound after what is queued already. Resolves when the last of it was sent, or it was flushed, or the call
   * ended, with how much of it left for the other end.
   */
  play(sound: Int16Array): Promise<Played>;
  /** Falls silent at once: nothing queued is sent any more. */
  flush(): void;
  /**
   * Hands the caller over. `attended` calls the target first and joins them only when it answers, so a busy reception
   * loses nobody; doors without it hand back to the exchange's dialplan. While it tries, the caller stays ours.
   */
  transfer(target: string): Promise<TransferOutcome>;
  hangUp(): void;
  readonly ended: Promise<EndReason>;
}

/** What the line is doing, for health and the desk. */
export interface LineState {
  readonly state: "up" | "down" | "starting";
  /** One sentence for a clerk: registered as 200 at 10.0.0.2, or why not and since when. */
  readonly text: string;
  readonly calls: number;
}

/** A door calls come through. Constructing does nothing; `start` resolves when it listens, registered or not yet. */
export interface Line {
  start(): Promise<void>;
  /** Ends its calls politely and frees its ports. */
  stop(): Promise<void>;
  state(): LineState;
  /** One listener, set before `start`. It decides about the call: answer, refuse. */
  onCall(listener: (call: VoiceCall) => void): void;
  /**
   * Places a call and resolves when it is answered. Rejects with LINE_BUSY, LINE_NO_ANSWER, LINE_REFUSED or
   * LINE_DOWN; doors that cannot call out reject with LINE_CANNOT_CALL.
   */
  call(number: string, options?: { readonly ringMs?: number; readonly from?: string }): Promise<VoiceCall>;
}
