import type { Language } from "../../domain/language.ts";

export interface WakeUpCall {
  /** The request it is for: one call a request and attempt. */
  readonly requestId: number;
  readonly attempt: number;
  readonly room?: string;
  /** The guest's own number, where it is known: E.164 digits. */
  readonly phone?: string;
  readonly language: Language;
  /** `HH:MM` on the hotel's wall. */
  readonly time: string;
}

/**
 * What became of a wake-up call: `heard` to its end, `cut_short` by who picked up, `voiceless` where nothing could be
 * said to them, `unanswered`.
 */
export type WakeUpEnd = "heard" | "cut_short" | "voiceless" | "unanswered";

/** A line on which guests can be rung. Where there is none, the desk rings. */
export interface WakeUps {
  /** Resolves when the call is over. Rejections count as `unanswered`. */
  ring(call: WakeUpCall): Promise<WakeUpEnd>;
}
