import type { RemoteCall } from "../../../audio/line/process/remote-call.ts";
import type { Language } from "../../domain/language.ts";
import type { InboundContent } from "../../domain/message.ts";
import type { LanguageOdds, Transcript } from "../../domain/speech.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Logger } from "../../platform/logger.ts";

/** What is said on a call that no turn of the conversation says. */
export type CallPhrase =
  | "greeting"
  | "filler"
  | "repeat"
  | "no_email"
  | "deaf"
  | "menu"
  | "menu_book"
  | "leave_message"
  | "still_there"
  | "still_there_again"
  | "silence_goodbye"
  | "connecting"
  | "nobody"
  | "message_taken"
  | "no_voice_message";

/** Where a conversation stands, as far as the call must know. */
export interface Standing {
  readonly mode: "bot" | "person";
  readonly question?: string;
  /** Of a list that is read out there is more to say. */
  readonly more?: boolean;
  /** Why it was handed over. */
  readonly reason?: string;
  /** The guest said goodbye in their last turn. */
  readonly goodbye: boolean;
}

/** The call as the rest of hotelbot knows it. */
export interface CallRecord {
  readonly id: string;
  readonly guestId: number;
  readonly conversationId: number;
}

/** What a call needs of hotelbot. */
export interface CallParts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  /** Resolves with what 16 kHz samples say. Rejects with SPEECH_*, or the signal's reason. */
  readonly hear: (
    pcm: Int16Array,
    known: { readonly language?: Language; readonly odds?: LanguageOdds },
    signal: AbortSignal,
  ) => Promise<Transcript>;
  /** How likely each language is, by the first words of a turn. Rejects as `hear`. */
  readonly oddsOf: (pcm: Int16Array, signal: AbortSignal) => Promise<LanguageOdds>;
  /** One sentence or more, spoken: 16 kHz. Rejects with SPEECH_VOICE_MISSING. */
  readonly speak: (text: string, language: Language) => Promise<Int16Array>;
  readonly phrase: (language: Language, key: CallPhrase) => string;
  readonly standing: (conversationId: number) => Standing;
  /**
   * Stores something the caller did as a message; the answer comes by the outbox. Resolves once it was dealt with,
   * whether there is an answer or not. Throws DATABASE_*.
   */
  readonly submit: (record: CallRecord, content: InboundContent, language: Language) => Promise<void>;
  /** Told what was settled on the first words. */
  readonly spoke: (record: CallRecord, language: Language) => void;
  /** The caller was put through. */
  readonly transferred: (record: CallRecord) => void;
  /** Whom callers are put through to; missing: nobody. */
  readonly reception: string | undefined;
  readonly receptionOpen: () => boolean;
  /** Keeps the sound of a turn, where the hotel does. */
  readonly keep: ((record: CallRecord, turn: number, pcm: Int16Array, rate: number) => void) | undefined;
}

export type { RemoteCall };
