import type { BookingRequest } from "../../domain/hotel.ts";
import { type Money, minorDigits } from "../../domain/money.ts";
import type { Party, Stay } from "../../domain/stay.ts";
import { type Price, split } from "./quote.ts";

/** An age must be sent with each child or QloApps counts none; where nobody asked, this one is. */
const UNASKED_AGE = 7;
const MOST_DECIMALS = 1_000_000;
const LONGEST_REMARK = 1_000;

export interface RoomLines {
  readonly qloappsId: number;
  readonly stay: Stay;
  readonly party: Party;
  readonly rooms: number;
  /** What the guest was quoted, taxes included. */
  readonly total: Money;
  readonly price: Price;
  readonly taxRulesGroup: number;
}

/**
 * The `room_types` of a create or change. The price is locked to the quote by `unit_price_without_tax` (a room's whole
 * stay): without it QloApps leaves out the extras it adds by itself when it quotes.
 */
export function roomLines({
  qloappsId,
  stay,
  party,
  rooms,
  total,
  price,
  taxRulesGroup,
}: RoomLines): unknown[] {
  const net = netOf(total, price);
  const each = rounded(net / rooms);
  return [
    {
      id_room_type: qloappsId,
      checkin_date: stay.arrival,
      checkout_date: stay.departure,
      number_of_rooms: rooms,
      rooms: split(party, rooms).map(({ adults, children, childAges }, at) => ({
        // `adults`, as the published schema says, is silently ignored.
        adult: adults,
        child: children,
        ...(children > 0 ? { child_ages: ages(children, childAges) } : {}),
        id_tax_rules_group: taxRulesGroup,
        unit_price_without_tax: at === rooms - 1 ? rounded(net - each * (rooms - 1)) : each,
      })),
    },
  ];
}

/** Exactly QloApps' own net amount when the price is what it quotes now; else the part of the price that is not tax. */
function netOf(total: Money, price: Price): number {
  if (price.total.minor === total.minor) return price.netAmount;
  return rounded(total.minor / 10 ** minorDigits(total.currency) / price.taxFactor);
}

function rounded(amount: number): number {
  return Math.round(amount * MOST_DECIMALS) / MOST_DECIMALS;
}

function ages(children: number, known: readonly number[] | undefined): readonly number[] {
  return known && known.length === children ? known : Array.from({ length: children }, () => UNASKED_AGE);
}

/** The note staff see. QloApps strips HTML and stores what lies beyond the first plane as «????». */
export function remark(request: BookingRequest, notes: readonly string[]): string {
  const { channel, language, party } = request;
  const lines = [`Booked by hotelbot (${channel}, ${language}).`, ...notes];
  if (party.children > 0 && party.childAges?.length !== party.children)
    lines.push("Ages of the children: not asked.");
  return lines
    .join(" · ")
    .replace(/[<>]/g, (bracket) => (bracket === "<" ? "‹" : "›"))
    .replace(/[\u{10000}-\u{10FFFF}]/gu, (sign) => `(U+${sign.codePointAt(0)?.toString(16).toUpperCase()})`)
    .slice(0, LONGEST_REMARK);
}
