import { rulesOf } from "../../domain/desk-rules.ts";
import { timesMoney } from "../../domain/money.ts";
import type { ErrandEvent, ErrandKind, OpenErrand, StayWish } from "../contract-errands.ts";
import { amount, trimHour } from "../format.ts";
import { whenAnswered } from "../hours.ts";
import { ask } from "../questions.ts";
import { tellDesk } from "../summary.ts";
import { forget, patch, request, say, type Turn } from "../turn.ts";
import { back, finish, pass } from "./errand-end.ts";

export function isWish(kind: ErrandKind): kind is StayWish["kind"] {
  return kind === "late_checkout" || kind === "early_check_in";
}

/**
 * Asks the PMS whether the room can be had longer, or earlier. Undefined when that cannot be asked, because nobody
 * knows which room: then it is the desk's.
 */
export function checkWish(turn: Turn, errand: OpenErrand): Turn | undefined {
  const booking = errand.booking ?? turn.state.booking;
  const { hotel, now } = turn.input;
  if (!isWish(errand.kind) || !booking || errand.time === undefined) return undefined;
  const { latest } = rulesOf(hotel).lateCheckout;
  const late = errand.kind === "late_checkout";
  if (late ? booking.stay.departure < now.date : booking.stay.arrival < now.date) return undefined;
  if (late && errand.time <= hotel.checkOutUntil) {
    return back(
      say(forget(turn, "errand"), "faq.check_out", { time: trimHour(hotel.checkOutUntil) }),
      errand,
    );
  }
  if (!late && errand.time >= hotel.checkInFrom) {
    return back(say(forget(turn, "errand"), "faq.check_in", { time: trimHour(hotel.checkInFrom) }), errand);
  }
  const time = late && errand.time > latest ? latest : errand.time;
  const told = time === errand.time ? turn : say(turn, "late.at_most", { latest: trimHour(latest) });
  const wish: StayWish = { kind: errand.kind, booking, time };
  const open = patch(forget(told, "question", "asked"), { errand: { ...errand, time } });
  return request(open, { kind: "turnover", wish });
}

/** What the PMS says: granted, at a price that is read back first, or not to be had. */
export function onTurnover(turn: Turn, event: Extract<ErrandEvent, { kind: "turnover" }>): Turn {
  const { errand } = turn.state;
  if (!errand || !isWish(errand.kind)) return turn;
  if (event.outcome === "unknown") return finish(turn, errand);
  return errand.kind === "late_checkout" ? late(turn, errand, event) : early(turn, errand, event.outcome);
}

type Answer = Extract<ErrandEvent, { kind: "turnover" }>;

function late(turn: Turn, errand: OpenErrand, { outcome, rate }: Answer): Turn {
  const { hotel } = turn.input;
  const { percent } = rulesOf(hotel).lateCheckout;
  if (outcome === "free") return granted(turn, errand);
  if (outcome === "paid" && rate) {
    const price = timesMoney(rate, percent / 100);
    return ask(patch(turn, { errand: { ...errand, price } }), "errand_confirm");
  }
  const said = say(turn, "late.refused", { time: trimHour(hotel.checkOutUntil) });
  return back(forget(said, "errand"), errand);
}

/** The guest agreed to the price. */
export function agreedWish(turn: Turn, errand: OpenErrand): Turn {
  return granted(turn, { ...errand, agreed: true });
}

function granted(turn: Turn, errand: OpenErrand): Turn {
  if (rulesOf(turn.input.hotel).lateCheckout.approval) return forApproval(turn, errand);
  const time = trimHour(errand.time ?? "");
  const said = errand.price
    ? say(turn, "late.paid", { time, price: amount(errand.price, turn.state.language) })
    : say(turn, "late.granted", { time });
  return back(pass(said, { ...errand, agreed: true }), errand);
}

function early(turn: Turn, errand: OpenErrand, outcome: Answer["outcome"]): Turn {
  const { hotel } = turn.input;
  const time = trimHour(errand.time ?? "");
  if (outcome === "free") {
    if (rulesOf(hotel).earlyCheckIn.approval) return forApproval(turn, errand);
    return back(pass(say(turn, "early.granted", { time }), { ...errand, agreed: true }), errand);
  }
  const said = say(turn, "early.luggage", { time: trimHour(hotel.checkInFrom) });
  return back(tellDesk(pass(said, errand), "request", errand.words), errand);
}

function forApproval(turn: Turn, errand: OpenErrand): Turn {
  const said = say(turn, "late.approval", { when: whenAnswered(turn) });
  return back(tellDesk(pass(said, errand), "request", errand.words), errand);
}
