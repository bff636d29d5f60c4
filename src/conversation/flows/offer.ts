import type { Quote } from "../../domain/hotel.ts";
import { countsOf, isMixed } from "../../domain/parts.ts";
import type { Option } from "../choices.ts";
import { factsOf, rangeWords, roomWords, sameStay, soldWords, stayOf } from "../facts.ts";
import { amount, shortDate } from "../format.ts";
import { choiceList } from "../listing.ts";
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
  if (isShown(turn))
    return words(turn, isProposal(quotes) ? "offer.group_question" : "offer.many_question", {});
  const facts = factsOf(turn, first.stay, first.party);
  const stay = stayOf(draftOf(turn));
  const asWanted = stay !== undefined && quotes.every((quote) => sameStay(quote.stay, stay));
  if (quotes.length === 1 && asWanted) {
    const found = turn.input.event.kind === "quotes" && turn.replies.length === 0;
    const opening = found ? words(turn, "offer.yes", {}) : both("");
    return joinWords([opening, quoteWords(turn, first), words(turn, "offer.one_question", {})], " ");
  }
  if (stay && asWanted && isProposal(quotes)) return proposalWords(turn, quotes);
  if (stay && asWanted) {
    return choiceList(turn, "offer", {
      head: (list) => words(turn, "offer.many", { range: rangeWords(turn, stay), facts, list }),
      lines: linesOf(turn, quotes, false),
      ends: words(turn, "offer.many_question", {}),
    });
  }
  return choiceList(turn, "offer", {
    head: (list) => words(turn, "offer.nearest", { list }),
    lines: linesOf(turn, quotes, true),
    ends: words(turn, "offer.nearest_question", {}),
  });
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

/** The cheapest rooms for a group and one alternative: a yes takes the first. */
export function isProposal(quotes: readonly Quote[]): boolean {
  const [first, second, ...more] = quotes;
  if (!first || !second || more.length > 0 || !sameStay(first.stay, second.stay)) return false;
  return isMixed(first) || isMixed(second) || first.rooms !== second.rooms;
}

function proposalWords(turn: Turn, [first, second]: readonly Quote[]): Words {
  if (!first || !second) return both("");
  const other = words(turn, "offer.group_other", {
    room: soldWords(turn, second),
    total: amount(second.total, turn.state.language),
  });
  const lines = [words(turn, "offer.group_cheapest", {}), quoteWords(turn, first), other];
  return joinWords([...lines, words(turn, "offer.group_question", {})], " ");
}

/** One room with dates, guests and total. */
export function quoteWords(turn: Turn, quote: Quote): Words {
  return words(turn, "offer.one", {
    room: capital(soldWords(turn, quote)),
    range: rangeWords(turn, quote.stay),
    facts: factsOf(turn, quote.stay, quote.party),
    total: amount(quote.total, turn.state.language),
  });
}

function linesOf(turn: Turn, quotes: readonly Quote[], dates: boolean): Words[] {
  return quotes.map((quote, index) => {
    const line = {
      number: String(index + 1),
      room: capital(soldWords(turn, quote)),
      total: amount(quote.total, turn.state.language),
    };
    return dates
      ? words(turn, "offer.line_dates", { ...line, range: rangeWords(turn, quote.stay) })
      : words(turn, "offer.line", line);
  });
}

/** A choice for each offer; a single one is a yes or no. */
export function offerButtons(turn: Turn): Option[] {
  const quotes = offered(turn);
  if (quotes.length === 1) {
    return [
      { action: "yes", title: words(turn, "button.book_it", {}).text },
      { action: "no", title: words(turn, "button.not_now", {}).text },
    ];
  }
  if (isProposal(quotes)) {
    return [
      { action: "yes", title: words(turn, "button.first", {}).text },
      { action: "choice:2", title: words(turn, "button.other", {}).text },
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
        : shortRooms(turn, quote),
    description: amount(quote.total, language).text,
  }));
}

/** «Doble», «Familiar + 2 Doble»: short enough for a title more often than not. */
function shortRooms(turn: Turn, quote: Quote): string {
  const name = (type: string): string => capital(roomWords(turn, type)).text;
  if (!isMixed(quote)) return name(quote.roomType);
  return countsOf(quote)
    .map(({ roomType, rooms }) => (rooms > 1 ? `${rooms} ${name(roomType)}` : name(roomType)))
    .join(" + ");
}
