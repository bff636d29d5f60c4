import type { Quote } from "../../domain/hotel.ts";
import { timesMoney } from "../../domain/money.ts";
import { isMixed, partsOf } from "../../domain/parts.ts";
import { dateWords, factsOf, roomWords, soldWords } from "../facts.ts";
import { amount, email, phone, trimHour } from "../format.ts";
import { draftOf, type Turn, words } from "../turn.ts";
import { both, capital, joinWords, type Words } from "../words.ts";

/** Every fact of the booking and the question that asks for a yes. Complete drafts only; otherwise it is empty. */
export function readBackWords(turn: Turn): Words {
  const { quote, name = "", email: mail = "", phone: number = "" } = draftOf(turn);
  if (!quote) return both("");
  const { hotel } = turn.input;
  const { language } = turn.state;
  const facts = {
    arrival: dateWords(turn, quote.stay.arrival),
    departure: dateWords(turn, quote.stay.departure),
    facts: factsOf(turn, quote.stay, quote.party),
    room: capital(soldWords(turn, quote)),
    total: amount(quote.total, language),
    email: mail === "" ? words(turn, "fact.no_email", {}) : email(mail, language),
    phone: phone(number),
    policy: hotel.cancellationPolicy[language],
  };
  const { total } = facts;
  const deposit =
    hotel.depositPercent > 0
      ? words(turn, "read.deposit", {
          percent: String(hotel.depositPercent),
          amount: amount(timesMoney(quote.total, hotel.depositPercent / 100), language),
        })
      : both("");
  const lines = [
    words(turn, "read.head", {}),
    words(turn, "read.arrival", { date: facts.arrival, time: trimHour(hotel.checkInFrom) }),
    words(turn, "read.departure", { date: facts.departure, time: trimHour(hotel.checkOutUntil) }),
    words(turn, "read.facts", { facts: facts.facts }),
    roomLines(turn, quote),
    quote.tax.minor > 0
      ? words(turn, "read.total", { total, tax: amount(quote.tax, language) })
      : words(turn, "read.total_untaxed", { total }),
    deposit,
    words(turn, "read.guest", { name, email: facts.email, phone: facts.phone }),
    words(turn, "read.policy", { policy: facts.policy }),
    words(turn, "read.question", {}),
  ];
  const ear = words(turn, "read.ear", { ...facts, name });
  const question = words(turn, "read.question", {});
  const speech = joinWords([ear, deposit, question], " ").speech;
  return both(joinWords(lines, "\n").text, speech);
}

/** The room; of several types each with its number and price. */
function roomLines(turn: Turn, quote: Quote): Words {
  if (!isMixed(quote)) return words(turn, "read.room", { room: capital(soldWords(turn, quote)) });
  const lines = partsOf(quote).map((part) =>
    words(turn, "read.room_part", {
      room: words(turn, "fact.room_part", { count: part.rooms, room: roomWords(turn, part.roomType) }),
      total: amount(part.total, turn.state.language),
    }),
  );
  return joinWords(lines, "\n");
}
