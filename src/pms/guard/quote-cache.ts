import type { Quote } from "../../domain/hotel.ts";
import { asHotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { QuoteQuestion } from "../port.ts";

export interface QuoteCache {
  /** The answer to a question: a young one again, else a new one; while the PMS is down, one up to 5 min old. */
  quote(question: QuoteQuestion, ask: () => Promise<readonly Quote[]>): Promise<readonly Quote[]>;
  /** Something was booked, changed or cancelled: what was answered before is history. */
  forget(): void;
}

/** The same guest's «and with breakfast?», and the search for other dates, ask the same within seconds. */
const YOUNG_MS = 15_000;
/** Older than this a quote is never told, whatever happens. */
const OLDEST_MS = 300_000;
const MOST_KEPT = 500;

/** Quotes with their age. `askedAt` stays what it was, so that everybody can see how old an answer is. */
export function createQuoteCache(clock: Clock): QuoteCache {
  const kept = new Map<string, { readonly at: number; readonly quotes: readonly Quote[] }>();

  return {
    async quote(question, ask) {
      const key = keyOf(question);
      const known = kept.get(key);
      const age = known ? clock.now() - known.at : Number.POSITIVE_INFINITY;
      if (known && !question.fresh && age <= YOUNG_MS) return known.quotes;
      try {
        const at = clock.now();
        const quotes = await ask();
        kept.delete(key);
        kept.set(key, { at, quotes });
        const [oldest] = kept.keys();
        if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
        return quotes;
      } catch (thrown) {
        const down = asHotelbotError(thrown).code === "PMS_UNAVAILABLE";
        if (down && known && !question.fresh && clock.now() - known.at <= OLDEST_MS) return known.quotes;
        throw thrown;
      }
    },
    forget: () => kept.clear(),
  };
}

function keyOf({ stay, party, rooms, roomType }: QuoteQuestion): string {
  return JSON.stringify([
    stay.arrival,
    stay.departure,
    party.adults,
    party.children,
    party.childAges,
    rooms,
    roomType,
  ]);
}
