import type { MediaSource } from "../channels/port.ts";
import type { ConversationState, Step, StepInput } from "../conversation/contract.ts";
import type { PhraseBook } from "../conversation/phrases.ts";
import type { HotelFacts, RoomType } from "../domain/hotel.ts";
import type { Language } from "../domain/language.ts";
import type { ChannelName } from "../domain/message.ts";
import type { SpeechToText } from "../domain/speech.ts";
import type { StayLimits } from "../domain/stay.ts";
import type { UnderstandContext, Understood } from "../domain/understood.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Logger } from "../platform/logger.ts";
import type { Tracer } from "../platform/tracer.ts";
import type { Pms } from "../pms/port.ts";
import type { InboxRow, Store } from "../store/contract.ts";
import type { SecondOpinion } from "../understanding/second/second-opinion.ts";
import type { QuietWindow } from "./quiet.ts";

/** How long rooms are kept for a guest who is deciding: 20 minutes, then 10 more at most twice. */
export interface HoldTimes {
  readonly firstMs: number;
  readonly extensionMs: number;
  readonly extensions: number;
}

/** What answers a voice note: text, a voice note, or both. */
export type VoiceReplies = "text" | "voice" | "both";

/** Everything the pipeline joins. Built once by the daemon; nothing in it changes while it runs. */
export interface PipelineContext {
  readonly store: Store;
  readonly pms: Pms;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Follows messages through the turns, where somebody wants to know. */
  readonly tracer?: Tracer;
  readonly hotel: HotelFacts;
  readonly roomTypes: readonly RoomType[];
  readonly limits: StayLimits;
  /** When hotelbot stops answering what may be another machine. */
  readonly loop?: StepInput["loop"];
  readonly phrases: PhraseBook;
  readonly step: Step;
  readonly initialState: (language: Language) => ConversationState;
  readonly understand: (text: string, context: UnderstandContext) => Understood;
  /** Asked of what a guest wrote or said that would end in a question. Missing: nobody is asked. */
  readonly secondOpinion?: SecondOpinion;
  readonly ears: SpeechToText;
  /** Attachments, by channel; a channel without one has no attachments. */
  readonly media: Partial<Readonly<Record<ChannelName, MediaSource>>>;
  /** The hotel's words as a sentence, to help the ears spell. */
  readonly hearingPrompt: (language: Language) => string;
  readonly holds: HoldTimes;
  readonly quiet: Readonly<Record<ChannelName, QuietWindow>>;
  readonly voiceReplies: VoiceReplies;
  /** How long a voice note that could not be heard is tried again. Missing: two hours; 0: not at all. */
  readonly listenAgainMs?: number;
  /** False while there is no voice to answer with: replies then go in writing. */
  readonly canSpeak: () => boolean;
  /** Guests can be written to on WhatsApp. */
  readonly onWhatsApp?: boolean;
  /**
   * Runs what writes to the PMS for a conversation alone, whichever guest's lane asks: two guests may turn out to be one
   * in the middle of it.
   */
  readonly oneAtATime?: (conversationId: number, work: () => Promise<void>) => Promise<void>;
  /** Told that something at the desk cannot wait for the next look round. */
  readonly alarmed?: () => void;
  /** Told that a burst is being read: where the channel can, the guest sees blue ticks and «typing…». */
  readonly seen: (burst: readonly InboxRow[]) => void;
}

export type Contact = StepInput["contact"];
