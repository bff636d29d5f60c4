import {
  CURRENCY,
  type HotelState,
  type Order,
  ROOMS,
  type Row,
  roomNumber,
  SERVICES,
  TYPES,
} from "./hotel.ts";

type Entry = Record<string, unknown>;

/** Records of a resource in the order and with the fields QloApps gives them; `node` is what the list is called. */
export function records(
  state: HotelState,
  resource: string,
): { node: string; one: string; list: Entry[] } | undefined {
  switch (resource) {
    case "hotels":
      return { node: "hotels", one: "hotel", list: [{ id: 1, hotel_name: "The Hotel Prime", active: "1" }] };
    case "room_types":
      return { node: "room_types", one: "room_type", list: TYPES.map((type) => roomType(state, type)) };
    case "hotel_room_types":
      return { node: "hotel_room_types", one: "hotel_room_type", list: TYPES.map(hotelRoomType) };
    case "hotel_rooms":
      return { node: "rooms", one: "room", list: ROOMS.map(hotelRoom) };
    case "services":
      return { node: "services", one: "service", list: SERVICES.map(service) };
    case "order_states":
      return { node: "order_states", one: "order_state", list: orderStates() };
    case "currencies":
      return { node: "currencies", one: "currency", list: [currency()] };
    case "orders":
      return { node: "orders", one: "order", list: state.orders.map(order) };
    case "room_bookings":
      return { node: "bookings", one: "booking", list: state.rows.map(roomBooking) };
    case "customers":
      return { node: "customers", one: "customer", list: state.customers.map(customer) };
    case "order_histories":
      return { node: "order_histories", one: "order_history", list: state.histories.map(history) };
    case "bookings":
      return { node: "bookings", one: "booking", list: state.orders.map(({ id }) => ({ id })) };
    default:
      return undefined;
  }
}

const EARLY = "2026-11-24 02:10:57";

function roomType(state: HotelState, type: (typeof TYPES)[number]): Entry {
  return {
    id: type.id,
    id_hotel: "1",
    adults: "2",
    children: "2",
    id_tax_rules_group: "1",
    price: type.price.toFixed(6),
    active: state.inactive.includes(type.id) ? "0" : "1",
    name: type.name,
  };
}

function hotelRoomType(type: (typeof TYPES)[number]): Entry {
  const rooms = ROOMS.filter((room) => room.type === type.id);
  return {
    id: String(type.id),
    id_product: String(type.id),
    id_hotel: "1",
    adults: "2",
    children: "2",
    max_adults: "2",
    max_children: "2",
    max_guests: "4",
    min_los: "1",
    max_los: "0",
    date_add: EARLY,
    date_upd: EARLY,
    associations: { hotel_rooms: rooms.map(({ id }) => ({ id: String(id) })) },
  };
}

function hotelRoom(room: (typeof ROOMS)[number]): Entry {
  return {
    id: String(room.id),
    id_product: String(room.type),
    id_hotel: "1",
    room_num: room.number,
    id_status: "1",
    floor: "First",
    comment: "",
    date_add: EARLY,
    date_upd: EARLY,
  };
}

function service(each: (typeof SERVICES)[number]): Entry {
  return {
    id: each.id,
    id_tax_rules_group: "1",
    price_calculation_method: each.nightly ? "2" : "1",
    price: each.price.toFixed(6),
    active: "1",
    auto_add_to_cart: each.auto ? "1" : "0",
    price_addition_type: String(each.kind),
    name: each.name,
  };
}

function orderStates(): Entry[] {
  const names = [
    "Awaiting payment",
    "Complete payment received",
    "Processing in progress",
    "Canceled",
    "Refunded",
    "Payment error",
    "Overbooking (Paid)",
    "Partial payment received",
    "Awaiting remote payment",
    "Remote payment accepted",
    "Overbooking (Not paid)",
    "Overbooking (Partial payment)",
  ];
  const silent = [7, 9, 10, 11, 12];
  const paid = [2, 7];
  return names.map((name, at) => ({
    id: at + 1,
    send_email: silent.includes(at + 1) ? "0" : "1",
    paid: paid.includes(at + 1) ? "1" : "0",
    name,
  }));
}

function currency(): Entry {
  return {
    id: 1,
    name: "Dollar",
    iso_code: CURRENCY,
    iso_code_num: "840",
    blank: "0",
    sign: "$",
    format: "1",
    decimals: "1",
    conversion_rate: "1.000000",
    deleted: "0",
    active: "1",
  };
}

export function order(each: Order): Entry {
  const gross = each.gross.toFixed(6);
  const net = each.net.toFixed(6);
  return {
    id: each.id,
    id_address_delivery: "0",
    id_address_invoice: "0",
    id_address_tax: "2",
    id_cart: String(each.id),
    id_currency: "1",
    id_lang: "1",
    id_customer: String(each.customer),
    current_state: String(each.state),
    module: "wsorder",
    invoice_number: "0",
    invoice_date: "0000-00-00 00:00:00",
    valid: "0",
    date_add: each.dateAdd,
    date_upd: each.dateAdd,
    transaction_id: null,
    secure_key: "0c92ae439b6c506bcfe7955211a0c089",
    payment: "Order from API",
    payment_type: "1",
    total_discounts: "0.000000",
    total_discounts_tax_incl: "0.000000",
    total_discounts_tax_excl: "0.000000",
    total_paid: gross,
    total_paid_tax_incl: gross,
    total_paid_tax_excl: net,
    total_paid_real: each.paid.toFixed(6),
    total_products: net,
    total_products_wt: gross,
    conversion_rate: "1.000000",
    source: each.source,
    reference: each.code,
    is_advance_payment: "0",
    advance_paid_amount: gross,
    with_occupancy: "0",
    associations: { bookings: [{ id: String(each.firstRow) }] },
  };
}

export function roomBooking(row: Row): Entry {
  const flag = (on: boolean): string => (on ? "1" : "0");
  return {
    id: String(row.id),
    id_product: String(row.type),
    id_hotel: "1",
    id_order: String(row.order),
    id_order_detail: String(row.detail),
    id_cart: String(row.order),
    id_room: String(row.room),
    id_customer: String(row.customer),
    booking_type: "1",
    id_status: String(row.status),
    comment: "",
    check_in: row.checkIn,
    check_out: row.checkOut,
    date_from: `${row.from} 00:00:00`,
    date_to: `${row.to} 00:00:00`,
    total_price_tax_excl: row.net.toFixed(6),
    total_price_tax_incl: row.gross.toFixed(6),
    total_paid_amount: row.gross.toFixed(6),
    is_refunded: flag(row.refunded),
    is_cancelled: flag(row.cancelled),
    is_back_order: flag(row.backOrder),
    room_num: roomNumber(row.room),
    room_type_name: TYPES.find((type) => type.id === row.type)?.name ?? "",
    hotel_name: "The Hotel Prime",
    city: "Demo City",
    state: "Alabama",
    country: "United States",
    zipcode: "09281",
    phone: "0987654321",
    email: "hotelprime@htl.com",
    check_in_time: "12:00",
    check_out_time: "11:00",
    adults: String(row.adults),
    children: String(row.children),
    child_ages: JSON.stringify(row.ages),
    date_add: row.dateAdd,
    date_upd: row.dateAdd,
  };
}

function customer(each: HotelState["customers"][number]): Entry {
  const { id, phone, lastname, firstname, email } = each;
  return { id, phone: phone === "" ? false : phone, lastname, firstname, email, active: "1", id_shop: "1" };
}

export function history(each: HotelState["histories"][number]): Entry {
  return {
    id: each.id,
    id_employee: each.employee,
    id_order_state: String(each.state),
    id_order: String(each.order),
    date_add: each.dateAdd,
  };
}

/** display, filter, sort and limit as QloApps reads them. A field it does not have is an error code (35 or 32). */
export function query(
  list: readonly Entry[],
  params: URLSearchParams,
): Entry[] | { readonly code: number; readonly field: string } {
  let found = [...list];
  const known = Object.keys(list[0] ?? {});
  for (const [name, value] of params) {
    const field = /^filter\[(\w+)\]$/.exec(name)?.[1];
    if (field === undefined) continue;
    if (list.length > 0 && !known.includes(field)) return { code: 32, field };
    // It lies in another table: never found, and no error either.
    if (field === "phone") return [];
    found = found.filter((entry) => matches(String(entry[field]), value));
  }
  const sort = params.get("sort");
  const [, by, direction] = /^\[(\w+)_(ASC|DESC)/.exec(sort ?? "") ?? [];
  if (by) found.sort((a, b) => order2(a[by], b[by]) * (direction === "DESC" ? -1 : 1));
  const limit = params.get("limit");
  if (limit) {
    const [first = 0, count] = limit.split(",").map(Number);
    found = count === undefined ? found.slice(0, first) : found.slice(first, first + count);
  }
  const display = params.get("display");
  if (display === "full") return found;
  const fields = display === null ? ["id"] : display.replace(/^\[|\]$/g, "").split(",");
  const wrong = fields.find((field) => list.length > 0 && !known.includes(field));
  if (wrong !== undefined) return { code: 35, field: wrong };
  return found.map((entry) =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => fields.includes(name))),
  );
}

function order2(a: unknown, b: unknown): number {
  const numbers = [Number(a), Number(b)];
  if (numbers.every((each) => !Number.isNaN(each))) return (numbers[0] ?? 0) - (numbers[1] ?? 0);
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

/** `[v]`, `[a|b]`, `[a,b]`, `<[v]`, `>[v]`, `[v]%`, `%[v]`, `%[v]%`. MySQL finds text whatever its case. */
function matches(value: string, filter: string): boolean {
  const [, before = "", inside = "", after = ""] = /^([<>%]?)\[(.*)\](%?)$/.exec(filter) ?? [];
  const plain = (text: string): string =>
    (/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text} 00:00:00` : text).toLowerCase();
  const left = plain(value);
  const right = plain(inside);
  const smaller = Number.isNaN(Number(left)) ? left < right : Number(left) < Number(right);
  if (before === "<") return smaller && left !== right;
  if (before === ">") return !smaller && left !== right;
  if (before === "%" && after === "%") return left.includes(right);
  if (before === "%") return left.endsWith(right);
  if (after === "%") return left.startsWith(right);
  if (inside.includes(",")) {
    const [low = "", high = ""] = inside.split(",").map(plain);
    return low <= left && left <= high;
  }
  return inside.split("|").map(plain).includes(left);
}
