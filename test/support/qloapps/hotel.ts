/** The demo hotel the recordings were made against, in memory: one hotel, four types of five rooms, USD, 4 % tax. */
export interface HotelState {
  orders: Order[];
  rows: Row[];
  customers: Customer[];
  histories: History[];
  seasons: Season[];
  minNights: number;
  inactive: number[];
  /** Rooms out of service, by id. */
  outOfService: number[];
  ids: { order: number; row: number; history: number; customer: number; cart: number; detail: number };
}

export interface Order {
  id: number;
  customer: number;
  state: number;
  source: string;
  code: string;
  remarks: string[];
  net: number;
  gross: number;
  paid: number;
  dateAdd: string;
  firstRow: number;
}

export interface Row {
  id: number;
  order: number;
  customer: number;
  detail: number;
  type: number;
  room: number;
  from: string;
  to: string;
  status: number;
  checkIn: string;
  checkOut: string;
  net: number;
  gross: number;
  refunded: boolean;
  cancelled: boolean;
  backOrder: boolean;
  adults: number;
  children: number;
  ages: number[];
  services: Service[];
  dateAdd: string;
}

export interface Service {
  id: number;
  quantity: number;
}

export interface Customer {
  id: number;
  firstname: string;
  lastname: string;
  email: string;
  phone: string;
}

export interface History {
  id: number;
  employee: string;
  state: number;
  order: number;
  dateAdd: string;
}

export interface Season {
  type: number;
  from: string;
  to: string;
  percent: number;
}

export const CURRENCY = "USD";
export const TAX = 0.04;
export const NO_DATE = "0000-00-00 00:00:00";

export const TYPES = [
  { id: 1, name: "General Rooms", code: "GR", price: 1000 },
  { id: 2, name: "Delux Rooms", code: "DR", price: 1500 },
  { id: 3, name: "Executive Rooms", code: "ER", price: 2000 },
  { id: 4, name: "Luxury Rooms", code: "LR", price: 2500 },
] as const;

export const ROOMS = TYPES.flatMap((type, index) =>
  [1, 2, 3, 4, 5].map((n) => ({ id: index * 5 + n, type: type.id, number: `${type.code}-10${n}` })),
);

/** `auto` ones are added by QloApps itself when it quotes; kind 1 is a part of the room's price. */
export const SERVICES = [
  { id: 5, name: "Room Maintenance Fees", price: 250, auto: true, kind: 1, nightly: true },
  { id: 6, name: "Internet Handling Charges", price: 250, auto: true, kind: 2, nightly: false },
  { id: 7, name: "Airport Shuttle", price: 50, auto: false, kind: 1, nightly: false },
  { id: 8, name: "Cab on Demand", price: 200, auto: false, kind: 1, nightly: false },
  { id: 9, name: "Breakfast", price: 350, auto: false, kind: 1, nightly: true },
  { id: 10, name: "Dinner", price: 450, auto: false, kind: 1, nightly: true },
] as const;

export function emptyHotel(): HotelState {
  return {
    orders: [],
    rows: [],
    customers: [{ id: 1, firstname: "John", lastname: "Doe", email: "pub@qloapps.com", phone: "1234567890" }],
    histories: [],
    seasons: [],
    minNights: 1,
    inactive: [],
    outOfService: [],
    ids: { order: 0, row: 0, history: 0, customer: 1, cart: 0, detail: 0 },
  };
}

const DAY = 86_400_000;

export function nights(from: string, to: string): string[] {
  const first = Date.parse(`${from}T00:00:00Z`);
  const count = Math.max(0, Math.round((Date.parse(`${to}T00:00:00Z`) - first) / DAY));
  return Array.from({ length: count }, (_, at) => new Date(first + at * DAY).toISOString().slice(0, 10));
}

/** The room alone, for a stay; without any extra. */
export function basePrice(state: HotelState, type: number, from: string, to: string): number {
  const price = TYPES.find((each) => each.id === type)?.price ?? 0;
  return nights(from, to).reduce((sum, night) => {
    const season = state.seasons.find((each) => each.type === type && each.from <= night && night <= each.to);
    return sum + (season ? (price * (100 + season.percent)) / 100 : price);
  }, 0);
}

export function servicePrice({ id, quantity }: Service, from: string, to: string): number {
  const service = SERVICES.find((each) => each.id === id);
  if (!service) return 0;
  return service.price * (service.nightly ? nights(from, to).length : 1) * (service.auto ? 1 : quantity);
}

/** What it quotes: the room and the extras it adds to it by itself. */
export function quotedPrice(state: HotelState, type: number, from: string, to: string): number {
  const added = SERVICES.filter((each) => each.auto && each.kind === 1);
  const extras = added.reduce((sum, { id }) => sum + servicePrice({ id, quantity: 1 }, from, to), 0);
  return basePrice(state, type, from, to) + extras;
}

export function withTax(net: number): number {
  return Math.round(net * (1 + TAX) * 1_000_000) / 1_000_000;
}

/** Rows that keep a room from being sold; a room checked out is free from then on. */
export function rowsIn(state: HotelState, room: number, from: string, to: string): Row[] {
  return state.rows.filter((row) => {
    const until = row.status === 3 && row.checkOut !== NO_DATE ? row.checkOut.slice(0, 10) : row.to;
    return row.room === room && !row.refunded && row.from < to && from < until;
  });
}

export function freeRooms(state: HotelState, type: number, from: string, to: string): number[] {
  if (nights(from, to).length < state.minNights || state.inactive.includes(type)) return [];
  return ROOMS.filter(
    ({ id, type: of }) =>
      of === type && !state.outOfService.includes(id) && rowsIn(state, id, from, to).length === 0,
  ).map((room) => room.id);
}

export function roomNumber(id: number): string {
  return ROOMS.find((room) => room.id === id)?.number ?? "";
}

/** Cancels: every row is released at once. State 5 (refunded) does not mark them cancelled. */
export function setState(state: HotelState, order: Order, to: number, employee: string, at: string): History {
  order.state = to;
  if (to === 4 || to === 5) {
    for (const row of state.rows.filter((each) => each.order === order.id)) {
      row.refunded = true;
      if (to === 4) row.cancelled = true;
    }
  }
  state.ids.history += 1;
  const history = { id: state.ids.history, employee, state: to, order: order.id, dateAdd: at };
  state.histories.push(history);
  return history;
}
