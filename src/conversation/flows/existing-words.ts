import type { Booking, Quote } from "../../domain/hotel.ts";
import { money } from "../../domain/money.ts";
import type { Option } from "../choices.ts";
import type { ExistingQuestion } from "../contract-existing.ts";
import { dateWords, factsOf, partyOf, rangeWords, roomWords, sameStay, soldWords, stayOf } from "../facts.ts";
import { amount, code, shortDate, trimHour } from "../format.ts";
import { choiceList } from "../listing.ts";
import type { PlainKey } from "../phrase-keys.ts";
import { type Turn, words } from "../turn.ts";
import { both, capital, joinWords, type Words } from "../words.ts";

/** All of a booking: room type, dates with weekday, guests, total and where it stands. */
export function shownWords(turn: Turn, booking: Booking): Words {
  const shown = words(turn, "existing.shown", {
    code: code(booking.code),
    ...factWords(turn, booking, booking.total),
    state: words(turn, `existing.is_${booking.status}`, {}),
  });
  const unclear = booking.roomsUnclear ? words(turn, "existing.rooms_unclear", {}) : both("");
  return joinWords([shown, depositWords(turn, booking), unclear], "\n", " ");
}

/** How far it is paid, where the PMS waits for money. */
function depositWords(turn: Turn, { deposit, paid, status }: Booking): Words {
  if (deposit === undefined || deposit === "none" || status !== "firm") return both("");
  if (deposit === "awaited" || !paid) return words(turn, "existing.deposit_awaited", {});
  const sum = amount(paid, turn.state.language);
  return words(turn, deposit === "paid" ? "existing.deposit_paid" : "existing.deposit_part", { paid: sum });
}

function factWords(
  turn: Turn,
  facts: Pick<Quote, "stay" | "party" | "roomType"> & Pick<Booking, "parts">,
  total: Booking["total"],
) {
  const { hotel } = turn.input;
  return {
    room: capital(
      facts.parts
        ? soldWords(turn, { ...facts, rooms: roomCount(turn) })
        : roomWords(turn, facts.roomType, roomCount(turn)),
    ),
    arrival: dateWords(turn, facts.stay.arrival),
    check_in: trimHour(hotel.checkInFrom),
    departure: dateWords(turn, facts.stay.departure),
    check_out: trimHour(hotel.checkOutUntil),
    facts: factsOf(turn, facts.stay, facts.party),
    total: amount(total, turn.state.language),
  };
}

function roomCount(turn: Turn): number {
  return Math.max(1, turn.state.existing?.booking?.roomNumbers.length ?? 1);
}

/** All of a booking after a change. */
export function changedWords(turn: Turn, booking: Booking): Words {
  return words(turn, "change.summary", factWords(turn, booking, booking.total));
}

/** What a question about a booking says. */
export function existingQuestionWords(turn: Turn, question: ExistingQuestion): Words {
  const { booking, found = [], offers = [] } = turn.state.existing ?? {};
  switch (question) {
    case "which_booking":
      return choiceList(turn, question, {
        head: (list) => words(turn, "existing.several", { list }),
        lines: bookingLines(turn, found),
        ends: words(turn, "ask.which_booking", {}),
      });
    case "modify_what":
      return words(turn, "ask.modify_what", { code: code(booking?.code ?? "") });
    case "modify_dates":
      return words(turn, "ask.modify_dates", { range: booking ? rangeWords(turn, booking.stay) : "" });
    case "modify_room":
      return choiceList(turn, question, {
        head: (list) => words(turn, "change.rooms", { list }),
        lines: offerLines(turn, offers),
        ends: words(turn, "ask.modify_room", {}),
      });
    case "confirm_change":
      return changeReadBack(turn);
    case "confirm_cancel":
      return cancelReadBack(turn);
    case "existing_retry":
      return words(turn, "ask.retry", {});
    default:
      return words(turn, `ask.${question}` as PlainKey, {});
  }
}

function bookingLines(turn: Turn, bookings: readonly Booking[]): Words[] {
  return bookings.map((booking, index) =>
    words(turn, "existing.line", {
      number: String(index + 1),
      code: code(booking.code),
      room: soldWords(turn, booking),
      range: rangeWords(turn, booking.stay),
    }),
  );
}

function offerLines(turn: Turn, offers: readonly Quote[]): Words[] {
  return offers.map((quote, index) =>
    words(turn, "change.line", {
      number: String(index + 1),
      room: capital(roomWords(turn, quote.roomType, roomCount(turn))),
      total: amount(quote.total, turn.state.language),
      difference: differenceWords(turn, quote),
    }),
  );
}

/** «20 € más» against what the booking costs now. */
function differenceWords(turn: Turn, quote: Quote): Words {
  const before = turn.state.existing?.booking?.total;
  if (!before || before.currency !== quote.total.currency) return words(turn, "change.same", {});
  const minor = quote.total.minor - before.minor;
  const difference = amount(money(Math.abs(minor), before.currency), turn.state.language);
  if (minor === 0) return words(turn, "change.same", {});
  return minor > 0 ? words(turn, "change.more", { difference }) : words(turn, "change.less", { difference });
}

/** Every fact of the booking as it would be, what becomes different, the price and its difference. */
function changeReadBack(turn: Turn): Words {
  const { booking, quote } = turn.state.existing ?? {};
  if (!booking || !quote) return both("");
  const { language } = turn.state;
  return words(turn, "change.read", {
    code: code(booking.code),
    ...factWords(turn, quote, quote.total),
    changes: joinWords(changesOf(turn, booking, quote), "; "),
    before: amount(booking.total, language),
    difference: differenceWords(turn, quote),
    policy: turn.input.hotel.cancellationPolicy[language],
  });
}

function changesOf(turn: Turn, booking: Booking, quote: Quote): Words[] {
  const { party } = booking;
  const samePeople = party.adults === quote.party.adults && party.children === quote.party.children;
  return [
    sameStay(booking.stay, quote.stay) ? both("") : rangeWords(turn, booking.stay),
    booking.roomType === quote.roomType ? both("") : roomWords(turn, booking.roomType, roomCount(turn)),
    samePeople ? both("") : factsOf(turn, booking.stay, party),
  ];
}

function cancelReadBack(turn: Turn): Words {
  const { booking, terms } = turn.state.existing ?? {};
  if (!booking || !terms) return both("");
  const fee = amount(terms.fee, turn.state.language);
  const until = words(turn, "cancel.until", {
    date: dateWords(turn, terms.until.date),
    time: trimHour(terms.until.time),
  });
  const costs = {
    free: () => words(turn, "cancel.free", { until }),
    late: () => words(turn, "cancel.late", { until, fee }),
    non_refundable: () => words(turn, "cancel.non_refundable", { fee }),
  }[terms.kind]();
  return words(turn, "cancel.read", {
    code: code(booking.code),
    ...factWords(turn, booking, booking.total),
    costs,
  });
}

/** What can be tapped. */
export function existingOptions(turn: Turn, question: ExistingQuestion): readonly Option[] {
  const button = (action: string, key: PlainKey): Option => ({ action, title: words(turn, key, {}).text });
  const { found = [], offers = [] } = turn.state.existing ?? {};
  switch (question) {
    case "which_booking":
      return found.map((booking, index) => ({
        action: `choice:${index + 1}`,
        title: `${booking.code} · ${shortDate(booking.stay.arrival, turn.state.language)}`,
        description: rangeWords(turn, booking.stay).text,
      }));
    case "modify_what":
      return [
        button("modify:dates", "button.change_dates"),
        button("modify:room", "button.change_room"),
        button("keep", "button.keep_booking"),
      ];
    case "modify_room":
      return offers.map((quote, index) => ({
        action: `choice:${index + 1}`,
        title: capital(roomWords(turn, quote.roomType)).text,
        description: `${amount(quote.total, turn.state.language).text} · ${differenceWords(turn, quote).text}`,
      }));
    case "confirm_change":
      return [
        button("yes", "button.confirm"),
        button("no", "button.change"),
        button("keep", "button.keep_booking"),
      ];
    case "confirm_cancel":
      return [button("yes", "button.cancel_it"), button("no", "button.keep_booking")];
    case "existing_retry":
      return [button("yes", "button.retry"), button("person", "button.person")];
    default:
      return [];
  }
}

/** What the desk must know: the booking, and what it was to become. */
export function existingSummary(turn: Turn): readonly Words[] {
  const { booking, wish, quote, terms } = turn.state.existing ?? {};
  if (!booking) return [];
  const { language } = turn.state;
  const stay = wish && stayOf(wish);
  const party = wish && partyOf(wish);
  const wanted =
    stay && party
      ? [
          factsOf(turn, stay, party),
          rangeWords(turn, stay),
          roomWords(turn, wish.roomType ?? booking.roomType),
        ]
      : [];
  return [
    words(turn, "summary.booking", { code: booking.code, range: rangeWords(turn, booking.stay) }),
    wanted.length > 0 ? words(turn, "summary.wanted", { facts: joinWords(wanted, ", ") }) : both(""),
    quote ? words(turn, "summary.total", { total: amount(quote.total, language) }) : both(""),
    terms ? words(turn, "summary.cancel", { fee: amount(terms.fee, language) }) : both(""),
  ];
}
