import { spread } from "../../domain/combination.ts";
import type { Quote } from "../../domain/hotel.ts";
import { countsOf, isMixed, type RoomCount, sameCounts } from "../../domain/parts.ts";
import type { Party } from "../../domain/stay.ts";
import type { ConversationEvent } from "../contract.ts";
import {
  isWished,
  partyOf,
  partyWords,
  rangeWords,
  roomWords,
  samePrice,
  sameStay,
  soldWords,
  stayOf,
} from "../facts.ts";
import { amount, clockTime } from "../format.ts";
import { ask } from "../questions.ts";
import { fitsRooms, isFresh, roomsNeeded, sellable } from "../rooms.ts";
import {
  draftOf,
  isHeld,
  patch,
  patchDraft,
  releaseHold,
  request,
  say,
  sayWords,
  type Turn,
  words,
} from "../turn.ts";
import { both, capital, joinWords, type Words } from "../words.ts";
import { advance, requestQuote } from "./advance.ts";
import { patchExisting } from "./existing-state.ts";
import { sayMixGone, sayRule, sayTypeGone } from "./minimum-stay.ts";
import { MOST_OFFERED, offered } from "./offer.ts";

type Event<K extends ConversationEvent["kind"]> = Extract<ConversationEvent, { kind: K }>;

/** The PMS answered with prices. */
export function onQuotes(turn: Turn, event: Event<"quotes">): Turn {
  if (!turn.state.draft) return turn;
  const draft = draftOf(turn);
  const stay = stayOf(draft);
  if (!stay || !sameStay(stay, event.stay)) return advance(turn);
  const options = sellable(turn.input.roomTypes, event.quotes);
  if (draft.quote) return requoted(turn, draft.quote, options, event.alternatives);
  return present(turn, options, event.alternatives);
}

/** A chosen room asked again, because its price was old or its hold ran out. */
function requoted(turn: Turn, before: Quote, options: readonly Quote[], others: readonly Quote[]): Turn {
  const same = options.find((option) => sameCounts(countsOf(option), countsOf(before)));
  if (!same) {
    const room = goneWords(turn, before);
    const said = say(turn, draftOf(turn).lapsed ? "hold.lapsed_gone" : "hold.gone", { room });
    const open = patchDraft(said, { enquiry: true }, "quote", "roomType", "mix", "lapsed");
    return present(open, options, others);
  }
  if (samePrice(before, same)) return advance(patchDraft(turn, { quote: same }));
  const said = sayPriceChanged(turn, before, same);
  return ask(patchDraft(said, { offered: [same] }, "quote", "lapsed"), "offer");
}

export function sayPriceChanged(turn: Turn, before: Quote, now: Quote): Turn {
  const { language } = turn.state;
  return say(turn, "offer.price_changed", {
    before: amount(before.total, language),
    now: amount(now.total, language),
  });
}

function present(turn: Turn, options: readonly Quote[], alternatives: readonly Quote[]): Turn {
  const { enquiry, mix } = draftOf(turn);
  if (options.length === 0) return nothingFree(turn, sellable(turn.input.roomTypes, alternatives));
  if (mix) return presentMix(turn, options, mix);
  const fewest = Math.min(...options.map(({ rooms }) => rooms));
  const uniform = options.filter((option) => !isMixed(option) && option.rooms === fewest);
  const roomType = wishedType(turn, fewest);
  const wanted = roomType ? uniform.filter((option) => option.roomType === roomType) : best(options, uniform);
  const [only] = wanted;
  if (roomType && !only) {
    const said = sayTypeGone(turn, roomType);
    const others = best(options, uniform).slice(0, MOST_OFFERED);
    return ask(patchDraft(said, { offered: others }, "roomType"), "offer");
  }
  if (roomType && only && !enquiry) return choose(turn, only);
  return ask(patchDraft(turn, { offered: wanted.slice(0, MOST_OFFERED) }), "offer");
}

/**
 * Every type that takes all in the fewest rooms; but where other rooms together cost less, those and one alternative:
 * the cheapest with fewer rooms, else the next.
 */
function best(options: readonly Quote[], uniform: readonly Quote[]): readonly Quote[] {
  const [cheapest, second] = options;
  if (!cheapest || uniform.includes(cheapest)) return uniform;
  const other = options.find(({ rooms }) => rooms < cheapest.rooms) ?? second;
  return other ? [cheapest, other] : [cheapest];
}

/** The rooms of several types the guest named, or the best there is instead of them. */
function presentMix(turn: Turn, options: readonly Quote[], mix: readonly RoomCount[]): Turn {
  const draft = draftOf(turn);
  const exact = options.find((option) => isWished(draft, option));
  if (exact && !draft.enquiry) return choose(turn, exact);
  if (exact) return ask(patchDraft(turn, { offered: [exact] }), "offer");
  const party = partyOf(draft) ?? { adults: 1, children: 0 };
  const rooms = soldWords(turn, { roomType: "", rooms: 1, parts: mix });
  const said = takes(turn, mix, party)
    ? sayMixGone(turn, mix)
    : say(turn, "stay.mix_too_small", { rooms: capital(rooms), guests: partyWords(turn, party) });
  return ask(patchDraft(said, { offered: best(options, []), rooms: 1 }, "mix"), "offer");
}

function takes(turn: Turn, mix: readonly RoomCount[], party: Party): boolean {
  const rooms = mix.flatMap(({ roomType, rooms: count }) => {
    const type = turn.input.roomTypes.find(({ id }) => id === roomType);
    return type ? [{ type, rooms: count }] : [];
  });
  return spread(rooms, party) !== undefined;
}

/** The room type the guest wants, when it can take them. */
function wishedType(turn: Turn, rooms: number): string | undefined {
  const draft = draftOf(turn);
  const party = partyOf(draft);
  const type = turn.input.roomTypes.find((each) => each.id === draft.roomType);
  return type && party && fitsRooms(type, party, rooms) ? type.id : undefined;
}

function nothingFree(turn: Turn, alternatives: readonly Quote[]): Turn {
  const stay = stayOf(draftOf(turn));
  if (!stay) return advance(turn);
  const ruled = sayRule(turn);
  const said = ruled ?? say(turn, "offer.nothing", { range: rangeWords(turn, stay) });
  if (alternatives.length > 0) return ask(patchDraft(said, { offered: alternatives.slice(0, 3) }), "offer");
  const near = ruled ?? say(said, "offer.nothing_near", {});
  return ask(patchDraft(near, {}, "arrival", "departure", "nights", "offered"), "stay");
}

/** The guest wants this one: its dates become the draft's, and a hold is asked for. */
export function choose(turn: Turn, quote: Quote): Turn {
  const { arrival, departure } = quote.stay;
  const change = { quote, arrival, departure, enquiry: false };
  const wish = { mix: countsOf(quote) };
  // These very rooms are asked for again, not as many as the party needs; one type goes by its name.
  if (isMixed(quote)) return advance(patchDraft(turn, { ...change, ...wish }, "nights", "roomType"));
  const named = patchDraft(turn, { ...change, roomType: quote.roomType }, "nights", "mix");
  const usual = roomsNeeded(turn.input.roomTypes, quote.party, draftOf(turn).rooms);
  return advance(quote.rooms === usual ? named : patchDraft(named, wish));
}

/** The hold exists: only now it is announced. */
export function onHeld(turn: Turn, event: Event<"held">): Turn {
  const { quote: wanted, lapsed } = draftOf(turn);
  const stray =
    !wanted ||
    !sameCounts(countsOf(wanted), countsOf(event.quote)) ||
    !sameStay(wanted.stay, event.quote.stay);
  if (stray) return request(turn, { kind: "release_hold" });
  const alone = patchExisting(turn, {}, "heldUntil");
  const kept = patchDraft(alone, { quote: event.quote, heldUntil: event.expiresAt }, "lapsed", "offered");
  const priced = samePrice(wanted, event.quote) ? kept : sayPriceChanged(kept, wanted, event.quote);
  const until = clockTime(event.expiresAt, turn.input.hotel.timeZone);
  if (lapsed) return advance(say(priced, "hold.again", { until }));
  if (isComplete(kept)) return advance(say(priced, "hold.short", { until }));
  const { quote } = event;
  const done = words(priced, "hold.done", {
    room: soldWords(turn, quote),
    range: rangeWords(turn, quote.stay),
    total: amount(quote.total, turn.state.language),
    until,
  });
  // Held without an offer before: «¿tenéis…?» still wants its yes.
  const opening = draftOf(turn).offered === undefined ? words(turn, "offer.yes", {}) : both("");
  return advance(sayWords(priced, joinWords([opening, done], " ")));
}

function isComplete(turn: Turn): boolean {
  const { name, email, noEmail, phone } = draftOf(turn);
  return !!(name?.includes(" ") && (email || noEmail) && phone && partyOf(draftOf(turn)) && isHeld(turn));
}

/** Somebody was faster. */
export function onHoldRefused(turn: Turn, event: Event<"hold_refused">): Turn {
  if (!turn.state.draft) return turn;
  const left = offered(turn).filter(
    (quote) => !sameCounts(countsOf(quote), countsOf(event.quote)) && isFresh(quote, turn.input.now.epochMs),
  );
  const drafts = turn.state.drafts + (turn.state.step === "booking" ? 1 : 0);
  const freed = patch(releaseHold(turn), { step: "collecting", drafts });
  const said = say(freed, "hold.gone", { room: goneWords(turn, event.quote) });
  const open = patchDraft(said, { enquiry: true, offered: left }, "quote", "roomType", "mix", "lapsed");
  return left.length > 0 ? ask(open, "offer") : requestQuote(open);
}

/** The price moved between read-back and write: nothing was written, everything is read back anew. */
export function onRepriced(turn: Turn, event: Event<"repriced">): Turn {
  const { quote } = draftOf(turn);
  if (!turn.state.draft || !quote) return turn;
  const said = sayPriceChanged(turn, quote, event.quote);
  const open = patch(said, { step: "confirming", drafts: turn.state.drafts + 1 });
  return advance(patchDraft(open, { quote: event.quote }));
}

/** One type by its name, several with their numbers. */
function goneWords(turn: Turn, quote: Quote): Words {
  return isMixed(quote) ? soldWords(turn, quote) : roomWords(turn, quote.roomType);
}
