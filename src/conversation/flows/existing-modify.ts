import { isAs } from "../../domain/amendment.ts";
import type { Booking, Quote } from "../../domain/hotel.ts";
import { partyProblem, stayProblem } from "../../domain/stay.ts";
import type { Draft } from "../contract.ts";
import type { ExistingEvent } from "../contract-existing.ts";
import { partyOf, rangeWords, roomWords, sameStay, stayOf } from "../facts.ts";
import { clockTime } from "../format.ts";
import { ask } from "../questions.ts";
import { fitsRooms, isFresh } from "../rooms.ts";
import { readSlots } from "../slots.ts";
import { forget, patch, patchDraft, request, say, type Turn, without } from "../turn.ts";
import { freeChange, patchExisting } from "./existing-state.ts";
import { sayRule, sayTypeGone } from "./minimum-stay.ts";

type Event<K extends ExistingEvent["kind"]> = Extract<ExistingEvent, { kind: K }>;

/** The booking as a draft of itself. */
function asDraft({ stay, party, roomType, roomNumbers }: Booking): Draft {
  const ages = party.childAges ? { childAges: party.childAges } : {};
  const { adults, children } = party;
  return { ...stay, adults, children, ...ages, roomType, rooms: roomsOf({ roomNumbers }) };
}

function roomsOf({ roomNumbers }: Pick<Booking, "roomNumbers">): number {
  return Math.max(1, roomNumbers.length);
}

/** What the first message said of the change is used at once; a change under way goes on. */
export function startChange(turn: Turn, booking: Booking): Turn {
  const { wish = asDraft(booking), heard = {} } = turn.state.existing ?? {};
  const { draft } = readSlots({ ...wish, rooms: roomsOf(booking) }, heard, undefined);
  return advanceChange(patchExisting(turn, { wish: draft }, "heard", "terms"));
}

/** Takes the change one step further: asks what is missing, or for the new price. */
export function advanceChange(turn: Turn): Turn {
  const { booking, wish } = turn.state.existing ?? {};
  if (!booking || !wish) return turn;
  return datesOf(turn, booking, wish) ?? peopleOf(turn, booking, wish) ?? priceOf(turn, booking, wish);
}

function datesOf(turn: Turn, booking: Booking, wish: Draft): Turn | undefined {
  const again = (said: Turn): Turn =>
    ask(
      patchExisting(said, { wish: { ...without(wish, "unsure", "nights"), ...booking.stay } }),
      "modify_dates",
    );
  if (wish.unsure) return again(wish.unsure.why === "past" ? say(turn, "stay.past", {}) : turn);
  const stay = stayOf(wish);
  if (!stay) return again(turn);
  const { limits, now, hotel } = turn.input;
  const problem = stayProblem(stay, limits, now);
  switch (problem) {
    case undefined:
      return undefined;
    case "departure_not_after_arrival":
      return again(say(turn, "stay.reversed", {}));
    case "too_many_nights":
      return again(say(turn, "stay.too_long", { max: String(limits.maxNights) }));
    case "arrival_too_soon":
      if (stay.arrival === booking.stay.arrival) return undefined;
      return again(say(turn, "stay.too_soon", { hotel_phone: hotel.phone }));
    default:
      return again(say(turn, problem === "arrival_past" ? "stay.past" : "stay.impossible", {}));
  }
}

function peopleOf(turn: Turn, booking: Booking, wish: Draft): Turn | undefined {
  const party = partyOf(wish);
  const problem = party && partyProblem(party, turn.input.limits);
  if (!problem) return undefined;
  const { adults, children } = booking.party;
  const kept = patchExisting(turn, { wish: { ...wish, adults, children } });
  const max = String(turn.input.limits.maxGuests);
  const said =
    problem === "no_adults" ? say(kept, "stay.no_adults", {}) : say(kept, "change.too_many", { max });
  return ask(said, "modify_party");
}

function priceOf(turn: Turn, booking: Booking, wish: Draft): Turn {
  const stay = stayOf(wish);
  const party = partyOf(wish);
  if (!stay || !party) return turn;
  const same = wish.roomType !== undefined && isAs(booking, { stay, party, roomType: wish.roomType });
  if (same) return ask(patchExisting(freeChange(turn), {}, "quote", "offers"), "modify_what");
  const freed = freeChange(forget(turn, "question", "asked"));
  const open = patchExisting(freed, { waits: "quote" }, "quote", "offers");
  return request(open, { kind: "change_quote", booking, stay, party });
}

/** The new price, or what else can be had; the booking itself stays as it is. */
export function onChangeQuotes(turn: Turn, event: Event<"change_quotes">): Turn {
  const { existing } = turn.state;
  const wish = existing?.wish;
  if (existing?.waits !== "quote" || !wish) return turn;
  const party = partyOf(wish);
  const stay = stayOf(wish);
  if (!party || !stay || !sameStay(stay, event.stay)) return turn;
  const open = patchExisting(turn, { booking: event.booking }, "waits");
  const rooms = roomsOf(event.booking);
  const options = event.quotes.filter((quote) => {
    const type = turn.input.roomTypes.find(({ id }) => id === quote.roomType);
    return type !== undefined && quote.free >= rooms && fitsRooms(type, party, rooms);
  });
  const chosen = options.find(({ roomType }) => roomType === wish.roomType);
  if (chosen) {
    const wanted = patchExisting(open, { quote: chosen, waits: "hold" });
    return request(wanted, { kind: "change_hold", booking: event.booking, quote: chosen });
  }
  return offerOthers(open, event.booking, wish, options);
}

/** The new room is held and the old one kept: only now the change is read back. */
export function onChangeHeld(turn: Turn, event: Event<"change_held">): Turn {
  const { existing, draft } = turn.state;
  const { expiresAt } = event;
  if (existing?.waits !== "hold" || existing.quote?.roomType !== event.quote.roomType) {
    return expiresAt === undefined ? turn : request(turn, { kind: "release_hold" });
  }
  const open = patchExisting(turn, { quote: event.quote }, "waits", "heldUntil");
  if (expiresAt === undefined) return ask(open, "confirm_change");
  // A conversation holds one thing: what was being booked besides is looked at anew when its turn comes.
  const alone = draft?.heldUntil === undefined ? open : patchDraft(open, { lapsed: true }, "heldUntil");
  const until = clockTime(expiresAt, turn.input.hotel.timeZone);
  const held = say(patchExisting(alone, { heldUntil: expiresAt }), "change.held", { until });
  return ask(held, "confirm_change");
}

/** Somebody was faster: what else can be had is shown, and the booking stays as it is. */
export function onChangeGone(turn: Turn, event: Event<"change_gone">): Turn {
  if (turn.state.existing?.waits !== "hold") return turn;
  const said = say(turn, "hold.gone", { room: roomWords(turn, event.quote.roomType) });
  return otherRoom(patchExisting(said, {}, "waits", "quote"));
}

function offerOthers(turn: Turn, booking: Booking, wish: Draft, options: readonly Quote[]): Turn {
  const stay = stayOf(wish) ?? booking.stay;
  const same = sameStay(stay, booking.stay);
  const others = same ? options.filter(({ roomType }) => roomType !== booking.roomType) : options;
  if (others.length === 0) {
    const full = { range: rangeWords(turn, stay), code: booking.code };
    const said = sayRule(turn) ?? say(turn, "change.nothing", full);
    return ask(patchExisting(said, { wish: asDraft(booking) }), "modify_what");
  }
  const told = wish.roomType === undefined ? turn : sayTypeGone(turn, wish.roomType);
  return ask(patchExisting(told, { offers: others.slice(0, 6) }), "modify_room");
}

/** Another room type is wanted, whichever. */
export function otherRoom(turn: Turn): Turn {
  const { wish } = turn.state.existing ?? {};
  return wish ? advanceChange(patchExisting(turn, { wish: without(wish, "roomType") })) : turn;
}

/** While its rooms are held a price stands, as it does for a new booking; the PMS is asked once more before the write. */
function stands({ state, input }: Turn, quote: Quote): boolean {
  const { heldUntil } = state.existing ?? {};
  const now = input.now.epochMs;
  return heldUntil === undefined ? isFresh(quote, now) : now < heldUntil;
}

/** False for a change whose price was read back on a call that was cut off: it is asked for anew. */
export function hasPrice({ state }: Turn): boolean {
  return state.existing?.quote !== undefined;
}

/** The yes after the read-back: the only place that asks for a change. */
export function confirmChange(turn: Turn): Turn {
  const { existing, question, drafts } = turn.state;
  const { booking, quote } = existing ?? {};
  if (question !== "confirm_change" || !booking) return turn;
  if (!quote || !stands(turn, quote)) return advanceChange(turn);
  const { stay, party, roomType, total } = quote;
  const amendment = { kind: "change", before: booking, change: { stay, party, roomType, total } } as const;
  const said = say(forget(turn, "question", "asked"), "change.in_progress", {});
  return request(patch(said, { step: "changing", drafts: drafts + 1 }), {
    kind: "amend",
    draft: drafts,
    amendment,
  });
}
