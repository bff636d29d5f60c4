import { addDays } from "../../domain/calendar.ts";
import { asHotelbotError } from "../../errors.ts";
import { readAnswer } from "./answers.ts";
import { type Api, createApi, written } from "./api.ts";
import { type Fields, fields, flagAt, recordOf, recordsOf, textAt, wholeAt } from "./coerce.ts";
import type { Exchange } from "./exchange.ts";
import { price } from "./quote.ts";
import { cancelledAmong } from "./shop.ts";
import { writeXml } from "./xml.ts";

/** Whether anybody answers, and whether the key opens the door. */
export type Door =
  | { readonly kind: "open" }
  | {
      readonly kind: "shut";
      readonly because: "unreachable" | "elsewhere" | "switched off" | "key";
      readonly why: string;
    };

export interface ShopRoomType {
  readonly id: number;
  readonly hotelId: number;
  readonly name: string;
  readonly active: boolean;
  readonly maxAdults: number;
  readonly maxChildren: number;
  readonly maxGuests: number;
}

export interface ShopFacts {
  readonly door: Door;
  /** Rights the key should have and has not, as `POST bookings`. */
  readonly missing: readonly string[];
  /** How far our clock is ahead of the shop's, ms; missing when it did not tell. */
  readonly aheadMs?: number;
  readonly hotels: readonly { readonly id: number; readonly name: string }[];
  readonly currencies: readonly string[];
  readonly roomTypes: readonly ShopRoomType[];
  readonly cancelledState?: number;
  /** Whether bookings read through `bookings` fail on PHP notices; missing while there is no booking to see it on. */
  readonly notices?: boolean;
  /** When the newest order was made, by the shop's wall clock. */
  readonly newestOrder?: string;
  readonly quote?: DryQuote;
}

export interface DryQuote {
  readonly why?: string;
  readonly currency?: string;
  readonly types: readonly { readonly id: number; readonly total: number; readonly free: number }[];
  readonly ms: number;
}

/** What hotelbot uses, and nothing it does not. */
const READ = [
  "hotels",
  "room_types",
  "hotel_room_types",
  "hotel_rooms",
  "services",
  "order_states",
  "currencies",
  "orders",
  "room_bookings",
  "order_histories",
  "customers",
  "bookings",
] as const;

/** Writes that must be refused for what is in them, so that nothing is written and the right is known all the same. */
const WRITES = [
  ["POST", "bookings", JSON.stringify({ booking: {} })],
  ["PUT", "bookings", JSON.stringify({ booking: { id: 0, currency: "-" } })],
  ["POST", "order_histories", writeXml("order_history", { id_employee: 0 })],
] as const;

export interface InspectOptions {
  readonly url: string;
  readonly key: () => string;
  readonly now: () => number;
  /** Of the dry quote; the only hotel where missing. */
  readonly hotelId?: number;
  readonly today: string;
  readonly timeoutMs?: number;
}

/** Looks at everything that can be looked at without booking. Never rejects: what fails is a fact. */
export async function inspectShop(options: InspectOptions): Promise<ShopFacts> {
  const { url, key, now, timeoutMs = 15_000 } = options;
  const api = createApi({ url, key, readTimeoutMs: timeoutMs, writeTimeoutMs: timeoutMs });
  try {
    const first = await api.probe("GET", "order_states?output_format=JSON&limit=1");
    const door = doorOf(first);
    const date = first.kind === "answer" ? first.answer.date : undefined;
    const aheadMs = date === undefined ? {} : { aheadMs: now() - date };
    if (door.kind === "shut") {
      return { door, missing: [], ...aheadMs, hotels: [], currencies: [], roomTypes: [] };
    }
    return { door, ...aheadMs, ...(await inside(api, options)) };
  } finally {
    await api.close();
  }
}

async function inside(api: Api, options: InspectOptions): Promise<Omit<ShopFacts, "door">> {
  const missing = await missingRights(api);
  const list = async (resource: string, query: Parameters<Api["read"]>[1]): Promise<Fields[]> =>
    recordsOf(await api.read(resource, query).catch(() => []));
  const hotels = (await list("hotels", { display: ["id", "hotel_name"] })).map((each) => ({
    id: wholeAt(each, "id"),
    name: textAt(each, "hotel_name"),
  }));
  const currencies = (await list("currencies", { display: "full" })).map((each) => textAt(each, "iso_code"));
  const types = await list("room_types", { display: ["id", "id_hotel", "name", "active"] });
  const limits = await list("hotel_room_types", { display: "full" });
  const states = (await list("order_states", { display: ["id", "name"] })).map((each) => ({
    id: wholeAt(each, "id"),
    name: textAt(each, "name"),
  }));
  const [newest] = await list("orders", { display: ["id", "date_add"], sort: "id_DESC", limit: 1 });
  const hotelId = options.hotelId ?? hotels[0]?.id;
  const notices = newest ? await failsOnNotices(api, wholeAt(newest, "id")) : undefined;
  const cancelledState = cancelled(states);
  return {
    missing,
    hotels,
    currencies,
    roomTypes: types.map((each) => roomType(each, limits)),
    ...(cancelledState === undefined ? {} : { cancelledState }),
    ...(notices === undefined ? {} : { notices }),
    ...(newest ? { newestOrder: textAt(newest, "date_add") } : {}),
    ...(hotelId === undefined ? {} : { quote: await dryQuote(api, options, hotelId) }),
  };
}

function doorOf(result: Exchange): Door {
  if (result.kind === "failed") return { kind: "shut", because: "unreachable", why: result.why };
  const reading = readAnswer(result.answer);
  if (reading.kind === "body") return { kind: "open" };
  const { status, why } = reading;
  // Rights of single resources are looked at one by one.
  if (reading.kind === "errors" && (reading.code === 25 || reading.code === 26)) return { kind: "open" };
  if (status === 401) return { kind: "shut", because: "key", why };
  if (status === 503 && reading.kind === "errors") return { kind: "shut", because: "switched off", why };
  return { kind: "shut", because: status >= 500 ? "unreachable" : "elsewhere", why };
}

async function missingRights(api: Api): Promise<string[]> {
  const missing: string[] = [];
  for (const resource of READ) {
    if (!isAllowed(await api.probe("GET", `${resource}?output_format=JSON&limit=1`)))
      missing.push(`GET ${resource}`);
  }
  const ari = writeXml("hotel_ari", { id_hotel: 0 });
  if (!isAllowed(await api.probe("POST", "hotel_ari?output_format=JSON", ari)))
    missing.push("POST hotel_ari");
  for (const [method, resource, body] of WRITES) {
    const answer = await api.probe(method, `${resource}?output_format=JSON`, body);
    if (written(answer).kind === "unavailable") missing.push(`${method} ${resource}`);
  }
  return missing;
}

function isAllowed(result: Exchange): boolean {
  if (result.kind === "failed") return true;
  const reading = readAnswer(result.answer);
  return !(reading.kind === "errors" && (reading.code === 25 || reading.code === 26));
}

function roomType(from: Fields, limits: readonly Fields[]): ShopRoomType {
  const id = wholeAt(from, "id");
  const limit = limits.find((each) => wholeAt(each, "id_product") === id) ?? {};
  return {
    id,
    hotelId: wholeAt(from, "id_hotel"),
    name: textAt(from, "name"),
    active: flagAt(from, "active"),
    maxAdults: wholeAt(limit, "max_adults"),
    maxChildren: wholeAt(limit, "max_children"),
    maxGuests: wholeAt(limit, "max_guests"),
  };
}

async function failsOnNotices(api: Api, orderId: number): Promise<boolean | undefined> {
  const result = await api.probe("GET", `bookings/${orderId}?output_format=JSON`);
  if (result.kind === "failed") return undefined;
  const { status, text } = result.answer;
  return status === 500 && /PHP Notice/.test(text);
}

function cancelled(states: readonly { id: number; name: string }[]): number | undefined {
  try {
    return cancelledAmong(states);
  } catch {
    return undefined;
  }
}

/** The price of one night a month ahead, for two: what the first guest will ask, without a word of booking. */
async function dryQuote(api: Api, { today, now }: InspectOptions, hotelId: number): Promise<DryQuote> {
  const began = now();
  try {
    const answer = recordOf(
      await api.ask({ id_hotel: hotelId, date_from: addDays(today, 30), date_to: addDays(today, 31) }),
    );
    const currency = textAt(answer, "currency");
    const list = Array.isArray(answer.room_types) ? answer.room_types.map(fields) : [];
    const types = list.map((type) => {
      const { qloappsId, total, free } = price(type, currency);
      return { id: qloappsId, total: total.minor, free };
    });
    return { currency, types, ms: now() - began };
  } catch (thrown) {
    return { why: asHotelbotError(thrown).message, types: [], ms: now() - began };
  }
}
