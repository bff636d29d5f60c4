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

/** A line on which guests can be rung. Where there is none, the desk rings. */
export interface WakeUps {
  /** True when somebody answered. Rejections count as «nobody». */
  ring(call: WakeUpCall): Promise<boolean>;
}
