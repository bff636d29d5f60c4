import type { LocalDate } from "../../domain/calendar.ts";
import type { Api } from "./api.ts";
import { dayAt, type Fields, flagAt, recordsOf, textAt, wholeAt } from "./coerce.ts";

/** One room of a booking: the truth about who sleeps where. */
export interface RoomRow {
  readonly id: number;
  readonly orderId: number;
  readonly typeId: number;
  readonly roomId: number;
  readonly roomNumber: string;
  readonly status: "allotted" | "checked in" | "checked out";
  readonly arrival: LocalDate;
  /** The day the room is free again: earlier than booked when the guest has left. */
  readonly departure: LocalDate;
  readonly adults: number;
  readonly children: number;
  /** It holds its nights. Released rows (cancelled, refunded, moved) and back orders hold nothing. */
  readonly held: boolean;
  readonly backOrder: boolean;
}

export interface OrderRow {
  readonly id: number;
  readonly customerId: number;
  readonly state: number;
  readonly source: string;
  readonly code: string;
  /** Amounts as QloApps writes them; `moneyAt` reads them. */
  readonly amounts: Fields;
  readonly dateAdd: string;
}

export interface CustomerRow {
  readonly id: number;
  readonly firstname: string;
  readonly lastname: string;
  readonly email: string;
  readonly phone: string;
}

/** How many ids are asked for at once: a query line has its limits. */
const CHUNK = 50;

export async function roomRows(api: Api, filter: Readonly<Record<string, string>>): Promise<RoomRow[]> {
  return recordsOf(await api.read("room_bookings", { display: "full", filter })).map(roomRow);
}

export async function orders(api: Api, filter: Readonly<Record<string, string>>): Promise<OrderRow[]> {
  return recordsOf(await api.read("orders", { display: ORDER_FIELDS, filter })).map(orderRow);
}

export async function customers(api: Api, filter: Readonly<Record<string, string>>): Promise<CustomerRow[]> {
  return recordsOf(await api.read("customers", { display: CUSTOMER_FIELDS, filter })).map(customerRow);
}

/** Asks for records by many ids, in as many questions as it takes. */
export async function byIds<T>(
  ids: readonly number[],
  ask: (value: string) => Promise<readonly T[]>,
): Promise<T[]> {
  const unique = [...new Set(ids)];
  const found: T[] = [];
  for (let at = 0; at < unique.length; at += CHUNK) {
    found.push(...(await ask(`[${unique.slice(at, at + CHUNK).join("|")}]`)));
  }
  return found;
}

const ORDER_FIELDS = [
  "id",
  "id_customer",
  "current_state",
  "source",
  "reference",
  "total_paid_tax_incl",
  "total_paid_real",
  "is_advance_payment",
  "advance_paid_amount",
  "date_add",
] as const;
const CUSTOMER_FIELDS = ["id", "firstname", "lastname", "email", "phone"] as const;

export function roomRow(from: Fields): RoomRow {
  const status = wholeAt(from, "id_status");
  const booked = dayAt(from, "date_to") ?? "";
  const left = status === 3 ? dayAt(from, "check_out") : undefined;
  const backOrder = flagAt(from, "is_back_order");
  return {
    id: wholeAt(from, "id"),
    orderId: wholeAt(from, "id_order"),
    typeId: wholeAt(from, "id_product"),
    roomId: wholeAt(from, "id_room"),
    roomNumber: textAt(from, "room_num"),
    status: status === 3 ? "checked out" : status === 2 ? "checked in" : "allotted",
    arrival: dayAt(from, "date_from") ?? "",
    departure: left !== undefined && left < booked ? left : booked,
    adults: wholeAt(from, "adults"),
    children: wholeAt(from, "children"),
    held: !flagAt(from, "is_refunded") && !backOrder,
    backOrder,
  };
}

export function orderRow(from: Fields): OrderRow {
  return {
    id: wholeAt(from, "id"),
    customerId: wholeAt(from, "id_customer"),
    state: wholeAt(from, "current_state"),
    source: textAt(from, "source"),
    code: textAt(from, "reference"),
    amounts: from,
    dateAdd: textAt(from, "date_add"),
  };
}

export function customerRow(from: Fields): CustomerRow {
  return {
    id: wholeAt(from, "id"),
    firstname: textAt(from, "firstname"),
    lastname: textAt(from, "lastname"),
    email: textAt(from, "email"),
    phone: textAt(from, "phone"),
  };
}
