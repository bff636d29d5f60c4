import type { Booking, BookingStatus, DepositState } from "../../domain/hotel.ts";
import type { Money } from "../../domain/money.ts";
import type { RoomCount } from "../../domain/parts.ts";
import type { Stay } from "../../domain/stay.ts";
import { flagAt, moneyAt } from "./coerce.ts";
import { guestOf } from "./guest.ts";
import { type QloAppsOptions, roomTypeOf } from "./options.ts";
import type { CustomerRow, OrderRow, RoomRow } from "./records.ts";
import type { OrderStates } from "./shop.ts";
import { shopTime } from "./shop-time.ts";

/** Before our references in `source`, so that staff see who booked. */
const SOURCE = "hotelbot:";

/** What may stand in a reference: other characters mean something in filters. */
const REFERENCE = /^[A-Za-z0-9._-]{1,200}$/;

/** The `source` of a booking with our reference; undefined when the reference cannot be one. */
export function sourceOf(reference: string): string | undefined {
  return REFERENCE.test(reference) ? SOURCE + reference : undefined;
}

export interface Rival {
  readonly row: RoomRow;
  /** It took the room before ours did: its row is the older one. */
  readonly first: boolean;
}

/** Everything of one booking as it was read. */
export interface Found {
  readonly order: OrderRow;
  readonly rows: readonly RoomRow[];
  readonly customer: CustomerRow | undefined;
  /** Other bookings in its rooms on its nights. */
  readonly rivals: readonly Rival[];
}

/**
 * A booking is firm when every room of it is: QloApps never says so itself, and its order state says «awaiting payment»
 * of what it sold to somebody else.
 */
export function toBooking(options: QloAppsOptions, found: Found, states: OrderStates): Booking {
  const { order, customer } = found;
  const rows = told(found.rows);
  const [first] = rows;
  const counts = typeCounts(rows, (typeId) => roomTypeOf(options, typeId));
  const ours = order.source.startsWith(SOURCE);
  return {
    pmsId: String(order.id),
    code: order.code,
    reference: ours ? order.source.slice(SOURCE.length) : `qloapps:${order.id}`,
    roomType: first ? roomTypeOf(options, first.typeId) : "",
    roomNumbers: rows.map((row) => row.roomNumber),
    ...(counts.length > 1 ? { parts: counts } : {}),
    ...(counts.length > 1 && !rows.some((row) => row.held) ? { roomsUnclear: true } : {}),
    stay: spanOf(rows),
    party: {
      adults: rows.reduce((sum, row) => sum + row.adults, 0),
      children: rows.reduce((sum, row) => sum + row.children, 0),
    },
    guest: guestOf(customer),
    total: moneyAt(order.amounts, "total_paid_tax_incl", options.currency),
    status: statusOf(found, states.cancelled),
    createdAt: shopTime(order.dateAdd, options.timeZone),
    ...paymentOf(order, states, options.currency),
  };
}

/** QloApps waits for money on every order it has none for, also where the hotel takes it at the desk. */
function paymentOf(
  { amounts, state }: OrderRow,
  states: OrderStates,
  currency: string,
): { readonly deposit: DepositState; readonly paid: Money } {
  const paid = moneyAt(amounts, "total_paid_real", currency);
  const total = flagAt(amounts, "is_advance_payment") ? "advance_paid_amount" : "total_paid_tax_incl";
  const due = moneyAt(amounts, total, currency).minor;
  if (states.paid.has(state) || (paid.minor > 0 && paid.minor >= due)) return { deposit: "paid", paid };
  if (paid.minor > 0) return { deposit: "part", paid };
  return { deposit: due > 0 ? "awaited" : "none", paid };
}

function statusOf({ order, rows, rivals }: Found, cancelledState: number): BookingStatus {
  const held = rows.filter((row) => row.held);
  if (held.length === 0) {
    const cancelled = order.state === cancelledState || !rows.some((row) => row.backOrder);
    return cancelled && rows.length > 0 ? "cancelled" : "not_firm";
  }
  if (rivals.some(({ first }) => first) || rows.some((row) => row.backOrder)) return "not_firm";
  if (held.some((row) => row.status === "checked in")) return "in_house";
  return held.every((row) => row.status === "checked out") ? "departed" : "firm";
}

/** A booking that has just been cancelled, with the rooms it held until then and no others. */
export function toCancelled(
  options: QloAppsOptions,
  before: Found,
  after: Found,
  states: OrderStates,
): Booking {
  const held = new Set(before.rows.filter((row) => row.held).map((row) => row.id));
  const rows = after.rows.filter((row) => held.has(row.id));
  if (held.size === 0 || rows.length < held.size) return toBooking(options, after, states);
  const { roomsUnclear: _known, ...booking } = toBooking(options, { ...after, rows }, states);
  return booking;
}

/** How many rooms of which type, in the order of the rows. */
export function typeCounts(rows: readonly RoomRow[], nameOf: (typeId: number) => string): RoomCount[] {
  const counts = new Map<number, number>();
  for (const { typeId } of rows) counts.set(typeId, (counts.get(typeId) ?? 0) + 1);
  return [...counts].map(([typeId, rooms]) => ({ roomType: nameOf(typeId), rooms }));
}

/** From the first arrival to the last departure of its rooms; empty days when there are none. */
export function spanOf(rows: readonly RoomRow[]): Stay {
  const arrivals = rows.map((row) => row.arrival).sort();
  const departures = rows.map((row) => row.departure).sort();
  return { arrival: arrivals[0] ?? "", departure: departures.at(-1) ?? "" };
}

/**
 * The rooms it holds; of a booking that holds none, those of its last dates, of whatever types they were. QloApps does not
 * keep when a room was released: one that went before the rest looks like the rest.
 */
function told(rows: readonly RoomRow[]): readonly RoomRow[] {
  const held = rows.filter((row) => row.held);
  if (held.length > 0) return held;
  const last = rows.toSorted((a, b) => a.id - b.id).at(-1);
  return rows.filter((row) => row.arrival === last?.arrival && row.departure === last.departure);
}
