import type { Quote } from "../../domain/hotel.ts";
import { factsOf, rangeWords, roomWords, sameStay, stayOf } from "../facts.ts";
import { amount, shortDate } from "../format.ts";
import { draftOf, type Turn, words } from "../turn.ts";
import { both, capital, joinWords, type Words } from "../words.ts";

/** At most this many rooms are read out; more would be a catalogue. */
export const MOST_OFFERED = 6;

/** What is offered now, in the order shown. */
export function offered(turn: Turn): readonly Quote[] {
  return draftOf(turn).offered ?? [];
}

/** One room with its price and «¿te la reservo?», or a numbered list. */
export function offerWords(turn: Turn): Words {
  const quotes = offered(turn);
  const [first] = quotes;
  if (!first) return words(turn, "ask.stay", {});
  if (isShown(turn)) return words(turn, "offer.many_question", {});
  const facts = factsOf(turn, first.stay, first.party);
  const stay = stayOf(draftOf(turn));
  const asWanted = stay !== undefined && quotes.every((quote) => sameStay(quote.stay, stay));
  if (quotes.length === 1 && asWanted) {
    const found = turn.input.event.kind === "quotes" && turn.replies.length === 0;
    const opening = found ? words(turn, "offer.yes", {}) : both("");
    return joinWords([opening, quoteWords(turn, first), words(turn, "offer.one_question", {})], " ");
  }
  if (stay && asWanted) {
    const many = words(turn, "offer.many", {
      range: rangeWords(turn, stay),
      facts,
      list: list(turn, quotes, false),
    });
    return joinWords([many, words(turn, "offer.many_question", {})], "\n");
  }
  const nearest = words(turn, "offer.nearest", { list: list(turn, quotes, true) });
  return joinWords([nearest, words(turn, "offer.nearest_question", {})], "\n");
}

/**
 * True when the same list was put right before, in the same language: it stands above, and to send it again after every
 * question about breakfast would be shouting.
 */
function isShown(turn: Turn): boolean {
  const { state } = turn.input;
  const { offered: before = [] } = state.draft ?? {};
  const now = offered(turn);
  return (
    now.length > 1 &&
    now.length <= 3 &&
    state.question === "offer" &&
    state.language === turn.state.language &&
    turn.input.event.kind === "guest" &&
    JSON.stringify(before) === JSON.stringify(now)
  );
}

/** One room with dates, guests and total. */
export function quoteWords(turn: Turn, quote: Quote): Words {
  return words(turn, "offer.one", {
    room: capital(roomWords(turn, quote.roomType, quote.rooms)),
    range: rangeWords(turn, quote.stay),
    facts: factsOf(turn, quote.stay, quote.party),
    total: amount(quote.total, turn.state.language),
  });
}

function list(turn: Turn, quotes: readonly Quote[], dates: boolean): Words {
  const lines = quotes.map((quote, index) => {
    const line = {
      number: String(index + 1),
      room: capital(roomWords(turn, quote.roomType, quote.rooms)),
      total: amount(quote.total, turn.state.language),
    };
    return dates
      ? words(turn, "offer.line_dates", { ...line, range: rangeWords(turn, quote.stay) })
      : words(turn, "offer.line", line);
  });
  return joinWords(lines, "\n", " ");
}

/** Buttons for up to three offers; a single one is a yes or no. */
export function offerButtons(turn: Turn): { action: string; title: string }[] {
  const quotes = offered(turn);
  if (quotes.length === 1) {
    return [
      { action: "yes", title: words(turn, "button.book_it", {}).text },
      { action: "no", title: words(turn, "button.not_now", {}).text },
    ];
  }
  const { language } = turn.state;
  const stays = new Set(quotes.map((quote) => `${quote.stay.arrival}/${quote.stay.departure}`));
  return quotes.map((quote, index) => ({
    action: `choice:${index + 1}`,
    title:
      stays.size > 1
        ? `${shortDate(quote.stay.arrival, language)} – ${shortDate(quote.stay.departure, language)}`
        : capital(roomWords(turn, quote.roomType)).text,
  }));
}
