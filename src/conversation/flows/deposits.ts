import { rulesOf } from "../../domain/desk-rules.ts";
import type { Booking } from "../../domain/hotel.ts";
import { timesMoney } from "../../domain/money.ts";
import type { ErrandEvent } from "../contract-errands.ts";
import { amount } from "../format.ts";
import { tellDesk } from "../summary.ts";
import { forget, request, say, type Turn } from "../turn.ts";

/**
 * After a booking: how much, and where to. Says nothing where the hotel asks for none or gives no account. Nobody writes
 * down an account on the telephone: a caller gets it in writing from the desk, which is told.
 */
export function askDeposit(turn: Turn, booking: Booking): Turn {
  const { hotel } = turn.input;
  const { deposit } = rulesOf(hotel);
  if (hotel.depositPercent <= 0 || !deposit) return turn;
  const due = timesMoney(booking.total, hotel.depositPercent / 100);
  const share = { percent: String(hotel.depositPercent), amount: amount(due, turn.state.language) };
  const owed = { kind: "deposit", booking, amount: due } as const;
  if (turn.input.contact.onCall) {
    return request(tellDesk(say(turn, "deposit.on_call", share), "deposit_account"), owed);
  }
  const said = say(turn, "deposit.how", {
    ...share,
    holder: deposit.holder,
    account: deposit.bank ? `${deposit.account} (${deposit.bank})` : deposit.account,
    code: booking.code,
  });
  return request(said, owed);
}

/** A picture or document: it came in and people will look at it. It is never a confirmation. */
export function received(turn: Turn, document: boolean): Turn {
  return tellDesk(noteProof(say(turn, document ? "document" : "picture", {})), "attachment");
}

/** Where money is owed or a proof was spoken of, what comes in is kept as one. */
export function noteProof(turn: Turn): Turn {
  const { booking, proofAwaited } = turn.state;
  const owed = booking !== undefined && turn.input.hotel.depositPercent > 0;
  if (!owed && !proofAwaited) return turn;
  const about = booking ? { reference: booking.reference, code: booking.code } : {};
  return request(forget(turn, "proofAwaited"), { kind: "proof", ...about });
}

/** A person looked at the proof. */
export function onDecided(turn: Turn, event: Extract<ErrandEvent, { kind: "deposit_decided" }>): Turn {
  if (event.approved) {
    return event.code
      ? say(turn, "deposit.approved", { code: event.code })
      : say(turn, "deposit.approved_plain", {});
  }
  return event.reason
    ? say(turn, "deposit.rejected", { reason: event.reason })
    : say(turn, "deposit.rejected_plain", {});
}
