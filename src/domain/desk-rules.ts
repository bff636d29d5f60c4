import type { HotelFacts } from "./hotel.ts";
import type { Language } from "./language.ts";

/** A message template approved by WhatsApp: its name and the code of its language there. */
export interface TemplateName {
  readonly name: string;
  readonly code: string;
}
export type Templates = Readonly<Partial<Record<Language, TemplateName>>>;

/** The house rules of everything that is done around a booking. Times are `HH:MM` on the hotel's wall. */
export interface DeskRules {
  /** Where deposits are paid to; missing: guests are told by the desk. */
  readonly deposit?: { readonly holder: string; readonly account: string; readonly bank?: string };
  /** `percent` of a night's rate when the room is somebody else's that day; `approval`: the desk has the last word. */
  readonly lateCheckout: { readonly latest: string; readonly percent: number; readonly approval: boolean };
  readonly earlyCheckIn: { readonly approval: boolean };
  /** A person who has a conversation and says nothing for so long has it no more. */
  readonly handoverSilenceMs: number;
  /**
   * Days before the arrival; nothing unasked is sent outside `from` to `to`. `callers`: who only ever called is called by
   * the desk, or written to because the hotel has their consent.
   */
  readonly reminders: {
    readonly daysBefore: readonly number[];
    readonly from: string;
    readonly to: string;
    readonly callers?: "desk" | "whatsapp";
  };
  readonly review: {
    readonly afterMs: number;
    readonly everyMs: number;
    readonly most: number;
    readonly links: readonly string[];
  };
  readonly templates: {
    readonly reminder: Templates;
    readonly review: Templates;
    readonly wakeUp: Templates;
    readonly desk: Templates;
  };
}

const HOUR_MS = 3_600_000;

/** What holds where hotel.yaml says nothing. */
export const USUAL_RULES: DeskRules = {
  lateCheckout: { latest: "14:00", percent: 50, approval: false },
  earlyCheckIn: { approval: false },
  handoverSilenceMs: 12 * HOUR_MS,
  reminders: { daysBefore: [7, 1], from: "10:00", to: "20:00" },
  review: { afterMs: 24 * HOUR_MS, everyMs: 72 * HOUR_MS, most: 3, links: [] },
  templates: { reminder: {}, review: {}, wakeUp: {}, desk: {} },
};

export function rulesOf(hotel: Pick<HotelFacts, "rules">): DeskRules {
  return hotel.rules ?? USUAL_RULES;
}
