import type { Quote } from "../../domain/hotel.ts";
import type { ConversationEvent } from "../contract.ts";
import { partyOf, rangeWords, roomWords, samePrice, sameStay, stayOf } from "../facts.ts";
import { amount, clockTime } from "../format.ts";
import { ask } from "../questions.ts";
import { fitsRooms, isFresh, sellable } from "../rooms.ts";
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
import { both, joinWords } from "../words.ts";
import { advance, requestQuote } from "./advance.ts";
import { patchExisting } from "./existing-state.ts";
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
  const same = options.find((option) => option.roomType === before.roomType);
  if (!same) {
    const room = roomWords(turn, before.roomType);
    const said = say(turn, draftOf(turn).lapsed ? "hold.lapsed_gone" : "hold.gone", { room });
    return present(patchDraft(said, { enquiry: true }, "quote", "roomType", "lapsed"), options, others);
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
  const { enquiry } = draftOf(turn);
  const roomType = wishedType(turn, options[0]?.rooms ?? 1);
  if (options.length === 0) return nothingFree(turn, sellable(turn.input.roomTypes, alternatives));
  const wanted = roomType ? options.filter((option) => option.roomType === roomType) : options;
  const [only] = wanted;
  if (roomType && !only) {
    const said = say(turn, "offer.type_gone", { room: roomWords(turn, roomType) });
    return ask(patchDraft(said, { offered: options.slice(0, MOST_OFFERED) }, "roomType"), "offer");
  }
  if (roomType && only && !enquiry) return choose(turn, only);
  return ask(patchDraft(turn, { offered: wanted.slice(0, MOST_OFFERED) }), "offer");
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
  const said = say(turn, "offer.nothing", { range: rangeWords(turn, stay) });
  if (alternatives.length > 0) return ask(patchDraft(said, { offered: alternatives.slice(0, 3) }), "offer");
  const near = say(said, "offer.nothing_near", {});
  return ask(patchDraft(near, {}, "arrival", "departure", "nights", "offered"), "stay");
}

/** The guest wants this one: its dates become the draft's, and a hold is asked for. */
export function choose(turn: Turn, quote: Quote): Turn {
  const { arrival, departure } = quote.stay;
  const change = { quote, roomType: quote.roomType, arrival, departure, enquiry: false };
  return advance(patchDraft(turn, change, "nights"));
}

/** The hold exists: only now it is announced. */
export function onHeld(turn: Turn, event: Event<"held">): Turn {
  const { quote: wanted, lapsed } = draftOf(turn);
  const stray =
    !wanted || wanted.roomType !== event.quote.roomType || !sameStay(wanted.stay, event.quote.stay);
  if (stray) return request(turn, { kind: "release_hold" });
  const alone = patchExisting(turn, {}, "heldUntil");
  const kept = patchDraft(alone, { quote: event.quote, heldUntil: event.expiresAt }, "lapsed", "offered");
  const priced = samePrice(wanted, event.quote) ? kept : sayPriceChanged(kept, wanted, event.quote);
  const until = clockTime(event.expiresAt, turn.input.hotel.timeZone);
  if (lapsed) return advance(say(priced, "hold.again", { until }));
  if (isComplete(kept)) return advance(say(priced, "hold.short", { until }));
  const { quote } = event;
  const done = words(priced, "hold.done", {
    room: roomWords(turn, quote.roomType, quote.rooms),
    range: rangeWords(turn, quote.stay),
    total: amount(quote.total, turn.state.language),
    until,
  });
  // Held without an offer before: «¿tenéis…?» still wants its yes.
  const opening = draftOf(turn).offered === undefined ? words(turn, "offer.yes", {}) : both("");
  return advance(sayWords(priced, joinWords([opening, done], " ")));
}

function isComplete(turn: Turn): boolean {
  const { name, email, phone } = draftOf(turn);
  return !!(name?.includes(" ") && email && phone && partyOf(draftOf(turn)) && isHeld(turn));
}

/** Somebody was faster. */
export function onHoldRefused(turn: Turn, event: Event<"hold_refused">): Turn {
  if (!turn.state.draft) return turn;
  const left = offered(turn).filter(
    (quote) => quote.roomType !== event.quote.roomType && isFresh(quote, turn.input.now.epochMs),
  );
  const drafts = turn.state.drafts + (turn.state.step === "booking" ? 1 : 0);
  const freed = patch(releaseHold(turn), { step: "collecting", drafts });
  const said = say(freed, "hold.gone", { room: roomWords(turn, event.quote.roomType) });
  const open = patchDraft(said, { enquiry: true, offered: left }, "quote", "roomType", "lapsed");
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
