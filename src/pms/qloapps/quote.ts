import type { Quote } from "../../domain/hotel.ts";
import { type Money, money } from "../../domain/money.ts";
import { nightsList, type Party, type Stay } from "../../domain/stay.ts";
import { HotelbotError } from "../../errors.ts";
import type { QuoteQuestion } from "../port.ts";
import type { Api } from "./api.ts";
import { countOf, decimalAt, type Fields, fields, moneyAt, recordOf, textAt, wholeAt } from "./coerce.ts";
import { type QloAppsOptions, qloappsIdOf } from "./options.ts";
import type { XmlValue } from "./xml.ts";

/** One room type as hotel_ari answers it: the whole stay for all rooms asked. */
export interface Price {
  readonly qloappsId: number;
  readonly total: Money;
  readonly net: Money;
  /** Total without tax as QloApps computes it, with all its decimals. */
  readonly netAmount: number;
  /** How much a net amount grows by tax; 1.04 for 4 %. */
  readonly taxFactor: number;
  readonly free: number;
}

/** Prices and free rooms of the types asked. Types that are not sold (inactive, unknown) are missing. */
export async function prices(
  api: Api,
  options: QloAppsOptions,
  question: {
    readonly stay: Stay;
    readonly party: Party;
    readonly rooms: number;
    readonly qloappsId?: number;
  },
): Promise<Price[]> {
  const { stay, party, rooms, qloappsId } = question;
  const occupancy = split(party, rooms).map(({ adults, children }) => ({ adults, children }));
  const asked: XmlValue = {
    id_hotel: options.hotelId,
    ...(qloappsId === undefined ? {} : { id_room_type: qloappsId }),
    date_from: stay.arrival,
    date_to: stay.departure,
    associations: { room_occupancies: { room_occupancy: occupancy } },
  };
  const answer = recordOf(await api.ask(asked));
  const currency = textAt(answer, "currency");
  if (currency !== options.currency) {
    const what = `QloApps sells in ${currency || "no currency"}, hotel.yaml says ${options.currency}`;
    throw new HotelbotError("PMS_UNAVAILABLE", { what });
  }
  const list = Array.isArray(answer.room_types) ? answer.room_types.map(fields) : [];
  return list.map((type) => price(type, currency));
}

export function price(type: Fields, currency: string): Price {
  const total = moneyAt(type, "total_price_with_tax", currency);
  const netAmount = decimalAt(type, "total_price") ?? 0;
  const gross = decimalAt(type, "total_price_with_tax") ?? 0;
  return {
    qloappsId: wholeAt(type, "id_room_type"),
    total,
    net: moneyAt(type, "total_price", currency),
    netAmount,
    taxFactor: netAmount > 0 && gross > 0 ? gross / netAmount : 1,
    free: countOf(fields(type.rooms).available),
  };
}

/**
 * One quote per room type that is sold, in the hotel's order. QloApps prices a stay, so a night is its even part: asking
 * night by night takes it five times as long and finds blocked rooms free.
 */
export async function quotes(
  api: Api,
  options: QloAppsOptions,
  question: QuoteQuestion,
  askedAt: number,
): Promise<Quote[]> {
  const { stay, party, rooms, roomType } = question;
  const only = roomType === undefined ? {} : { qloappsId: qloappsIdOf(options, roomType) };
  const found = await prices(api, options, { stay, party, rooms, ...only });
  return options.roomTypes.flatMap(({ type, qloappsId }) => {
    const priced = found.find((each) => each.qloappsId === qloappsId);
    if (!priced || (roomType !== undefined && type.id !== roomType)) return [];
    const { total, net, free } = priced;
    const nights = nightsList(stay);
    const amounts = evenParts(Math.floor(total.minor / rooms), nights.length);
    return [
      {
        roomType: type.id,
        stay,
        party,
        rooms,
        nightly: nights.map((night, at) => ({ night, amount: money(amounts[at] ?? 0, total.currency) })),
        total,
        tax: money(Math.max(0, total.minor - net.minor), total.currency),
        free,
        askedAt,
      },
    ];
  });
}

/** The guests of each room, as evenly as they go; every room has an adult while there are enough. */
export function split(party: Party, rooms: number): Party[] {
  const adults = evenParts(party.adults, rooms);
  const children = evenParts(party.children, rooms).reverse();
  let next = 0;
  return adults.map((count, at) => {
    const few = children[at] ?? 0;
    const ages = (party.childAges ?? []).slice(next, next + few);
    next += few;
    return { adults: Math.max(1, count), children: few, ...(ages.length === few ? { childAges: ages } : {}) };
  });
}

function evenParts(whole: number, parts: number): number[] {
  const least = Math.floor(whole / parts);
  return Array.from({ length: parts }, (_, at) => least + (at < whole - least * parts ? 1 : 0));
}
