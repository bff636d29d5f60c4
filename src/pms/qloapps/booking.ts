import type { Booking, BookingStatus } from "../../domain/hotel.ts";
import type { Stay } from "../../domain/stay.ts";
import { moneyAt } from "./coerce.ts";
import { guestOf } from "./guest.ts";
import { type QloAppsOptions, roomTypeOf } from "./options.ts";
import type { CustomerRow, OrderRow, RoomRow } from "./records.ts";
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
export function toBooking(options: QloAppsOptions, found: Found, cancelledState: number): Booking {
  const { order, customer } = found;
  const rows = told(found.rows);
  const [first] = rows;
  const ours = order.source.startsWith(SOURCE);
  return {
    pmsId: String(order.id),
    code: order.code,
    reference: ours ? order.source.slice(SOURCE.length) : `qloapps:${order.id}`,
    roomType: first ? roomTypeOf(options, first.typeId) : "",
    roomNumbers: rows.map((row) => row.roomNumber),
    stay: spanOf(rows),
    party: {
      adults: rows.reduce((sum, row) => sum + row.adults, 0),
      children: rows.reduce((sum, row) => sum + row.children, 0),
    },
    guest: guestOf(customer),
    total: moneyAt(order.amounts, "total_paid_tax_incl", options.currency),
    status: statusOf(found, cancelledState),
    createdAt: shopTime(order.dateAdd, options.timeZone),
  };
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

/** From the first arrival to the last departure of its rooms; empty days when there are none. */
export function spanOf(rows: readonly RoomRow[]): Stay {
  const arrivals = rows.map((row) => row.arrival).sort();
  const departures = rows.map((row) => row.departure).sort();
  return { arrival: arrivals[0] ?? "", departure: departures.at(-1) ?? "" };
}

/** The rooms it holds; of a booking that holds none, those it held last (a change leaves older ones behind). */
function told(rows: readonly RoomRow[]): readonly RoomRow[] {
  const held = rows.filter((row) => row.held);
  if (held.length > 0) return held;
  const last = rows.toSorted((a, b) => a.id - b.id).at(-1);
  return rows.filter(
    (row) => row.typeId === last?.typeId && row.arrival === last.arrival && row.departure === last.departure,
  );
}
