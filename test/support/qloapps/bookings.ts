import {
  basePrice,
  CURRENCY,
  freeRooms,
  type HotelState,
  NO_DATE,
  nights,
  type Order,
  ROOMS,
  type Row,
  SERVICES,
  type Service,
  servicePrice,
  setState,
  TYPES,
  withTax,
} from "./hotel.ts";

/** What the bookings resource answers. `notice` ones are 500s of work that was done all the same. */
export type Outcome =
  | { readonly kind: "booking"; readonly order: Order }
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "fatal" }
  | { readonly kind: "empty" }
  | { readonly kind: "notice"; readonly order: Order; readonly message: string };

export interface Context {
  readonly state: HotelState;
  readonly at: string;
  /** Nine letters for the guest. */
  readonly code: () => string;
  /** Rooms the search believes free although they are not: what a race leaves. */
  readonly blindTo?: readonly number[];
}

interface Line {
  type: number;
  from: string;
  to: string;
  rooms: RoomAsked[];
}
interface RoomAsked {
  adults: number;
  children: number;
  ages: number[];
  net?: number;
  room?: number;
  services: Service[];
  taxed: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: the body is whatever a client sends; PHP looks into it the same way.
type Body = any;

export function create(context: Context, body: Body): Outcome {
  const { state, at } = context;
  const invalid = fieldError(state, body);
  if (invalid) return invalid;
  const lines = linesOf(body);
  if (typeof lines === "string") return { kind: "error", message: lines };
  const taken: number[] = [];
  const picked = pick(context, lines, taken);
  if (!picked) return { kind: "error", message: "Requested room(s) not available." };
  const customer = customerFor(state, body.associations.customer_detail);
  state.ids.order += 1;
  state.ids.cart += 1;
  const order: Order = {
    id: state.ids.order,
    customer,
    state: 1,
    source: body.source ?? "",
    code: context.code(),
    remarks: body.remark ? [strip(body.remark)] : [],
    net: 0,
    gross: 0,
    paid: Number(body.associations.price_details?.total_paid ?? 0),
    dateAdd: at,
    firstRow: state.ids.row + 1,
  };
  state.orders.push(order);
  addRows(context, order, lines, picked);
  total(state, order);
  setState(state, order, 1, "0", at);
  if (order.paid > 0) setState(state, order, 2, "0", at);
  const untaxed = lines.some((line) => line.rooms.some((room) => !room.taxed));
  if (untaxed) return { kind: "notice", order, message: "Undefined index: total_tax" };
  return { kind: "booking", order };
}

/** A replacement: lines whose type and dates are the same stay, others are added first and the old ones removed. */
export function change(context: Context, body: Body): Outcome {
  const { state, at } = context;
  const order = state.orders.find((each) => each.id === Number(body.id));
  if (!order) return { kind: "error", message: "Booking not found." };
  if (!body.associations?.room_types?.length)
    return { kind: "error", message: "Rooms not found in the request." };
  const email = String(body.associations?.customer_detail?.email ?? "").toLowerCase();
  if (!state.customers.some((each) => each.email.toLowerCase() === email)) {
    return { kind: "error", message: "Customer not found." };
  }
  const lines = linesOf(body);
  if (typeof lines === "string") return { kind: "error", message: lines };
  const own = state.rows.filter((row) => row.order === order.id);
  const kept: Row[] = [];
  const missing = lines.flatMap((line) => {
    const same = own.filter((row) => row.type === line.type && row.from === line.from && row.to === line.to);
    kept.push(...same.slice(0, line.rooms.length));
    const rooms = line.rooms.slice(same.length);
    return rooms.length > 0 ? [{ ...line, rooms }] : [];
  });
  const picked = pick(context, missing, []);
  if (!picked) return { kind: "error", message: "Requested room(s) not available" };
  customerFor(state, body.associations.customer_detail);
  if (body.remark !== undefined) order.remarks = [strip(body.remark)];
  if (body.source !== undefined) order.source = body.source;
  // The extras QloApps adds by itself are lost with a change of dates and come back with the second identical one.
  const refound = missing.length === 0;
  addRows(
    context,
    order,
    missing.map((line) => ({ ...line, rooms: line.rooms.map(withoutAuto) })),
    picked,
  );
  if (refound) for (const row of kept) row.services = servicesOf(lines, row) ?? row.services;
  state.rows = state.rows.filter((row) => row.order !== order.id || kept.includes(row) || !own.includes(row));
  total(state, order);
  if (body.booking_status !== undefined) {
    const to = { 1: 1, 2: 2, 3: 4, 4: 5 }[Number(body.booking_status)] ?? 1;
    setState(state, order, to, "0", at);
  }
  return { kind: "booking", order };
}

export function bookingJson(state: HotelState, order: Order): unknown {
  const rows = state.rows.filter((row) => row.order === order.id);
  const customer = state.customers.find((each) => each.id === order.customer);
  const lines = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.type} ${row.from} ${row.to}`;
    lines.set(key, [...(lines.get(key) ?? []), row]);
  }
  const net = rows.reduce((sum, row) => sum + row.net + extras(row), 0);
  return {
    id: order.id,
    id_property: 1,
    currency: CURRENCY,
    source: order.source,
    booking_date: order.dateAdd,
    id_language: 1,
    associations: {
      customer_detail: {
        id_customer: order.customer,
        firstname: customer?.firstname,
        lastname: customer?.lastname,
        email: customer?.email,
        phone: customer?.phone,
      },
      price_details: { total_paid: order.paid, total_price_without_tax: net, total_tax: tax(net) },
      cart_rules: [],
      remarks: order.remarks,
      room_types: [...lines.values()].map((each) => lineJson(each)),
    },
  };
}

function lineJson(rows: readonly Row[]): unknown {
  const [first] = rows;
  return {
    id_room_type: first?.type,
    checkin_date: `${first?.from} 00:00:00`,
    checkout_date: `${first?.to} 00:00:00`,
    total_tax: tax(rows.reduce((sum, row) => sum + row.net, 0)),
    number_of_rooms: rows.length,
    name: TYPES.find((type) => type.id === first?.type)?.name,
    rooms: rows.map((row) => {
      const shown = row.services.filter(({ id }) => !SERVICES.find((each) => each.id === id)?.auto);
      return {
        id_room: row.room,
        id_hotel_booking: row.id,
        adults: row.adults,
        child: row.children,
        unit_price_without_tax: row.net,
        total_tax: tax(row.net),
        ...(shown.length > 0 ? { services: shown.map((service) => serviceJson(service, row)) } : {}),
      };
    }),
  };
}

function serviceJson(service: Service, row: Row): unknown {
  const known = SERVICES.find((each) => each.id === service.id);
  const all = servicePrice(service, row.from, row.to);
  return {
    id_service: service.id,
    name: known?.name,
    quantity: service.quantity,
    unit_price_without_tax: all / service.quantity,
    total_price_without_tax: all,
    total_tax: tax(all),
    per_night: known?.nightly ? 1 : 0,
    price_mode: 2,
  };
}

function tax(net: number): number {
  return Math.round((withTax(net) - net) * 1_000_000) / 1_000_000;
}

function extras(row: Row): number {
  return row.services.reduce((sum, service) => sum + servicePrice(service, row.from, row.to), 0);
}

function total(state: HotelState, order: Order): void {
  const rows = state.rows.filter((row) => row.order === order.id);
  order.net = rows.reduce((sum, row) => sum + row.net + extras(row), 0);
  order.gross = withTax(order.net);
}

function withoutAuto(room: RoomAsked): RoomAsked {
  return {
    ...room,
    services: room.services.filter(({ id }) => !SERVICES.find((each) => each.id === id)?.auto),
  };
}

function servicesOf(lines: readonly Line[], row: Row): Service[] | undefined {
  const line = lines.find((each) => each.type === row.type && each.from === row.from && each.to === row.to);
  return line?.rooms[0]?.services;
}

function addRows(context: Context, order: Order, lines: readonly Line[], picked: readonly number[]): void {
  const { state, at } = context;
  const rooms = [...picked];
  for (const line of lines) {
    state.ids.detail += 1;
    const detail = state.ids.detail;
    // Each extra is an order line of its own.
    state.ids.detail += new Set(line.rooms.flatMap((room) => room.services.map(({ id }) => id))).size;
    for (const room of line.rooms) {
      state.ids.row += 1;
      const net = room.net ?? basePrice(state, line.type, line.from, line.to);
      state.rows.push({
        id: state.ids.row,
        order: order.id,
        customer: order.customer,
        detail,
        type: line.type,
        room: rooms.shift() ?? 0,
        from: line.from,
        to: line.to,
        status: 1,
        checkIn: NO_DATE,
        checkOut: NO_DATE,
        net,
        gross: withTax(net),
        refunded: false,
        cancelled: false,
        backOrder: false,
        adults: room.adults,
        children: room.children,
        ages: room.ages,
        services: room.services,
        dateAdd: at,
      });
    }
  }
}

/** First free rooms of each type, or undefined when there are too few. */
function pick(context: Context, lines: readonly Line[], taken: number[]): number[] | undefined {
  const { state, blindTo = [] } = context;
  for (const line of lines) {
    const free = freeRooms(state, line.type, line.from, line.to);
    const seen = ROOMS.filter((room) => room.type === line.type).map((room) => room.id);
    const open = seen.filter((id) => (free.includes(id) || blindTo.includes(id)) && !taken.includes(id));
    const wanted = blindTo.length > 0 ? open.toSorted((a) => (blindTo.includes(a) ? -1 : 1)) : [...open];
    for (const room of line.rooms) {
      const choice = room.room ?? wanted.shift();
      if (choice === undefined || !open.includes(choice)) return undefined;
      taken.push(choice);
    }
  }
  return taken;
}

/** Every check QloApps makes, in its order; what it forgets to check ends in nothing at all. */
function fieldError(state: HotelState, body: Body): Outcome | undefined {
  const error = (message: string): Outcome => ({ kind: "error", message });
  if (!body || body.currency !== CURRENCY) return error("Please provide valid currency.");
  if (Number(body.id_property) !== 1) return error("Please provide a valid id_property.");
  const guest = body.associations?.customer_detail ?? {};
  if (!guest.email) return error("Please provide a valid email.");
  if (!guest.phone) return error("Please provide a valid phone number.");
  if (![undefined, 1, 2, 3, 4].includes(body.booking_status)) return error("Invalid booking status.");
  if (guest.city !== undefined && guest.address === undefined) return error("Address is required.");
  const lines = linesOf(body);
  if (typeof lines === "string") return error(lines);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(guest.email)) return { kind: "fatal" };
  const name = /^[^0-9!<>,;?=+()@#"°{}_$%:]{1,32}$/;
  if (!name.test(guest.firstname) || !name.test(guest.lastname)) return { kind: "empty" };
  if (!/^\+?[\s\d.()-]*\d+$/.test(guest.phone)) {
    // It fails after the customer was stored, without a phone.
    customerFor(state, { ...guest, phone: "" });
    return { kind: "empty" };
  }
  return undefined;
}

const DATE = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/;

function linesOf(body: Body): Line[] | string {
  const asked: Body[] = body.associations?.room_types ?? [];
  if (asked.length === 0) return "Requested room(s) not available.";
  const lines: Line[] = [];
  for (const each of asked) {
    if (!DATE.test(each.checkin_date)) return "Invalid check in date in the request";
    if (!DATE.test(each.checkout_date)) return "Invalid check out date in the request";
    const from = each.checkin_date.slice(0, 10);
    const to = each.checkout_date.slice(0, 10);
    if (from > to) return "Invalid check in and check out dates in the request";
    if (!TYPES.some((type) => type.id === Number(each.id_room_type)))
      return "Invalid room type in the request";
    const count = Math.max(1, Number(each.number_of_rooms ?? 1));
    if (each.rooms && each.rooms.length !== count)
      return "Room count does not matches with the number of rooms";
    if (nights(from, to).length === 0) return "Requested room(s) not available.";
    const rooms: Body[] = each.rooms ?? Array.from({ length: count }, () => undefined);
    lines.push({ type: Number(each.id_room_type), from, to, rooms: rooms.map(roomAsked) });
  }
  return lines;
}

/** `adults` is not read, and children count by their ages alone. */
function roomAsked(room: Body): RoomAsked {
  if (!room) return { adults: 2, children: 2, ages: [], services: [], taxed: true };
  const ages: number[] = (room.child_ages ?? []).map(Number);
  const services = (room.services ?? []).map((each: Body) => ({
    id: Number(each.id_service),
    quantity: Number(each.quantity),
  }));
  return {
    adults: Number(room.adult ?? 2),
    children: ages.length,
    ages,
    services,
    taxed: room.id_tax_rules_group !== undefined || room.total_tax !== undefined,
    ...(room.unit_price_without_tax === undefined ? {} : { net: Number(room.unit_price_without_tax) }),
    ...(room.id_room === undefined ? {} : { room: Number(room.id_room) }),
  };
}

/** Found by e-mail alone, and renamed whoever it is. */
function customerFor(state: HotelState, detail: Body): number {
  const known = state.customers.find((each) => each.email.toLowerCase() === detail.email.toLowerCase());
  const stored = {
    firstname: narrow(detail.firstname),
    lastname: narrow(detail.lastname),
    phone: detail.phone,
  };
  if (known) {
    Object.assign(known, stored, { email: detail.email });
    return known.id;
  }
  state.ids.customer += 1;
  state.customers.push({ id: state.ids.customer, email: detail.email, ...stored });
  return state.ids.customer;
}

/** The tables hold three bytes a character. */
function narrow(text: string): string {
  return text.replace(/[\u{10000}-\u{10FFFF}]/gu, "????");
}

function strip(text: string): string {
  return narrow(text.replace(/<[^>]*>/g, ""));
}
