import type { Booking, GuestDetails } from "../../domain/hotel.ts";
import type { Stay } from "../../domain/stay.ts";
import type { Api } from "./api.ts";
import { type Found, type Rival, sourceOf, spanOf, toBooking } from "./booking.ts";
import { emailsOf } from "./guest.ts";
import type { QloAppsOptions } from "./options.ts";
import { byIds, customers, type OrderRow, orders, type RoomRow, roomRows } from "./records.ts";
import type { Shop } from "./shop.ts";

export interface Finder {
  /** With its rooms, its customer, and whether somebody was first in one of its rooms. */
  whole(order: OrderRow, rows?: readonly RoomRow[]): Promise<Found>;
  /** What was just written, by QloApps' own id: in one round what `order` and `whole` ask one after the other. */
  written(id: number): Promise<Found | undefined>;
  /** By QloApps' own id. */
  order(id: number): Promise<OrderRow | undefined>;
  /** Ours, by reference; when a lost one was tried again there are two: the firm one, else the last not in `except`. */
  byReference(reference: string, except?: ReadonlySet<number>): Promise<Found | undefined>;
  byCode(code: string): Promise<Found | undefined>;
  /** Bookings that hold rooms among these rows, in the order they were made; without looking for rivals. */
  bookingsOf(rows: readonly RoomRow[]): Promise<Booking[]>;
  /** Bookings that hold rooms for the same guest on some of these nights. */
  similar(guest: GuestDetails, stay: Stay): Promise<Booking[]>;
  booking(found: Found): Promise<Booking>;
}

export function createFinder(api: Api, options: QloAppsOptions, shop: Shop): Finder {
  const rowsOf = (id: number): Promise<RoomRow[]> => roomRows(api, { id_order: `[${id}]` });
  const orderOf = async (id: number): Promise<OrderRow | undefined> =>
    (await orders(api, { id: `[${id}]` }))[0];

  async function whole(order: OrderRow, known?: readonly RoomRow[]): Promise<Found> {
    const customer = customers(api, { id: `[${order.customerId}]` });
    const read = async (): Promise<Pick<Found, "rows" | "rivals">> => {
      const rows = known ?? (await rowsOf(order.id));
      return { rows, rivals: await rivalsOf(api, rows) };
    };
    const [[guest], rest] = await Promise.all([customer, read()]);
    return { order, customer: guest, ...rest };
  }

  const booking = async (found: Found): Promise<Booking> => toBooking(options, found, await shop.states());

  return {
    whole,
    booking,
    order: orderOf,
    async written(id) {
      const [order, rows] = await Promise.all([orderOf(id), rowsOf(id)]);
      // Rows that a lagging reading has not seen yet are asked for again: without any it would look like a lost room.
      return order && whole(order, rows.length > 0 ? rows : undefined);
    },
    async byReference(reference, except = new Set()) {
      const source = sourceOf(reference);
      if (source === undefined) return undefined;
      const known = (await orders(api, { source: `[${source}]` })).filter((each) => each.source === source);
      let best: Found | undefined;
      const others = known.filter((order) => !except.has(order.id));
      for (const order of others.sort((a, b) => b.id - a.id)) {
        const found = await whole(order);
        if (isFirm(found)) return found;
        best ??= found;
      }
      return best;
    },
    async byCode(code) {
      const wanted = code.trim().toUpperCase();
      if (!/^[A-Z0-9]{4,20}$/.test(wanted)) return undefined;
      const [order] = await orders(api, { reference: `[${wanted}]` });
      return order && whole(order);
    },
    async similar(guest, stay) {
      // QloApps cannot look for a phone; a guest without e-mail has an address made of it.
      const emails = emailsOf(guest);
      if (emails.length === 0) return [];
      const known = await customers(api, { email: `[${emails.join("|")}]` });
      const theirs = await byIds(
        known.map((each) => each.id),
        (id) => orders(api, { id_customer: id }),
      );
      const rows = await byIds(
        theirs.map((order) => order.id),
        (id) => roomRows(api, { id_order: id }),
      );
      const nights = rows.filter(
        (row) => row.status !== "checked out" && row.arrival < stay.departure && stay.arrival < row.departure,
      );
      return await bookingsOf(nights);
    },
    bookingsOf,
  };

  async function bookingsOf(rows: readonly RoomRow[]): Promise<Booking[]> {
    const held = rows.filter((row) => row.held);
    const ids = held.map((row) => row.orderId);
    const found = await byIds(ids, (id) => orders(api, { id }));
    const guests = await byIds(
      found.map((order) => order.customerId),
      (id) => customers(api, { id }),
    );
    const all = found.map((order) =>
      booking({
        order,
        rows: held.filter((row) => row.orderId === order.id),
        customer: guests.find((guest) => guest.id === order.customerId),
        rivals: [],
      }),
    );
    return (await Promise.all(all)).sort((a, b) => Number(a.pmsId) - Number(b.pmsId));
  }
}

export function isFirm({ rows, rivals }: Found): boolean {
  return (
    !rivals.some(({ first }) => first) && rows.some((row) => row.held) && !rows.some((row) => row.backOrder)
  );
}

/** Rows of other bookings that hold one of these rooms on one of these nights: QloApps does not prevent them. */
async function rivalsOf(api: Api, rows: readonly RoomRow[]): Promise<Rival[]> {
  const held = rows.filter((row) => row.held && row.status !== "checked out");
  if (held.length === 0) return [];
  const { arrival, departure } = spanOf(held);
  const others = await roomRows(api, {
    id_room: `[${[...new Set(held.map((row) => row.roomId))].join("|")}]`,
    date_from: `<[${departure}]`,
    date_to: `>[${arrival}]`,
    is_refunded: "[0]",
  });
  return held.flatMap((mine) =>
    others
      .filter((other) => other.held && other.orderId !== mine.orderId && other.roomId === mine.roomId)
      .filter((other) => other.arrival < mine.departure && mine.arrival < other.departure)
      .map((row) => ({ row, first: row.id < mine.id })),
  );
}
