import { z } from "zod";

/** What is agreed on the house PMS: rooms, rates, bookings by the desk. Part of contract.ts; amounts are minor units. */
const int = z.number().int();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a day, YYYY-MM-DD");
const by = z.string().trim().min(1).max(64);
const number = z.string().trim().min(1).max(20);
const roomType = z.string().min(1).max(64);
const code = z.string().trim().min(1).max(64);
const line = (most: number) => z.string().trim().max(most);
const weekdays = z.array(int.min(1).max(7)).max(7);
const money = z.object({ minor: int, currency: z.string() });

export const Block = z.object({
  id: int,
  from: z.string(),
  /** The day it is sold again. */
  until: z.string(),
  reason: z.string(),
  /** The calendar that says so, or null for the desk. */
  calendar: int.nullable(),
  /** False: somebody else sleeps there on those nights. */
  holds: z.boolean(),
});

export const RoomsReport = z.object({
  schema: z.literal(1),
  rooms: z.array(
    z.object({ number: z.string(), roomType: z.string(), sold: z.boolean(), blocks: z.array(Block) }),
  ),
});
export type RoomsReport = z.infer<typeof RoomsReport>;

export const RoomOrder = z.discriminatedUnion("act", [
  z.object({ act: z.literal("add"), by, number, roomType }),
  z.object({ act: z.literal("edit"), by, number, roomType }),
  z.object({ act: z.literal("retire"), by, number }),
  z.object({ act: z.literal("block"), by, number, from: day, until: day, reason: line(200).min(1) }),
  z.object({ act: z.literal("unblock"), by, id: int.positive() }),
]);
export type RoomOrder = z.infer<typeof RoomOrder>;

export const RatesReport = z.object({
  schema: z.literal(1),
  currency: z.string(),
  rates: z.array(z.object({ roomType: z.string(), weekday: int, minor: int })),
  overrides: z.array(z.object({ roomType: z.string(), night: z.string(), minor: int })),
  /** One of `weekday` and `night`, the other null. */
  minimums: z.array(
    z.object({ roomType: z.string(), weekday: int.nullable(), night: z.string().nullable(), nights: int }),
  ),
  /** As `minimums`. Both false: open although its weekday is closed. */
  closed: z.array(
    z.object({
      roomType: z.string(),
      weekday: int.nullable(),
      night: z.string().nullable(),
      arrival: z.boolean(),
      departure: z.boolean(),
    }),
  ),
});
export type RatesReport = z.infer<typeof RatesReport>;

/** `amount` as people write it, «95,50»: only the house knows its currency. */
export const RateOrder = z.discriminatedUnion("act", [
  z.object({ act: z.literal("set"), by, roomType, weekdays, amount: line(20).min(1) }),
  z.object({
    act: z.literal("override"),
    by,
    roomType,
    from: day,
    to: day,
    weekdays,
    amount: line(20).optional(),
  }),
  z.object({
    act: z.literal("minimum"),
    by,
    roomType,
    weekdays,
    from: day.optional(),
    to: day.optional(),
    nights: int.optional(),
  }),
  z.object({
    act: z.literal("closed"),
    by,
    roomType,
    weekdays,
    from: day.optional(),
    to: day.optional(),
    closed: z.array(z.enum(["arrival", "departure"])).optional(),
  }),
]);
export type RateOrder = z.infer<typeof RateOrder>;

export const ImportOrder = z.object({ by, csv: z.string().max(4_000_000), dryRun: z.boolean() });
export type ImportOrder = z.infer<typeof ImportOrder>;

export const ImportReport = z.object({
  schema: z.literal(1),
  lines: int,
  /** False: it was only looked at. */
  written: z.boolean(),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const DeskBooking = z.object({
  code: z.string(),
  reference: z.string(),
  status: z.string(),
  roomType: z.string(),
  rooms: z.array(z.string()),
  arrival: z.string(),
  departure: z.string(),
  adults: int,
  children: int,
  guest: z.object({ name: z.string(), email: z.string(), phone: z.string() }),
  total: money,
  paid: money.nullable(),
  deposit: z.enum(["none", "awaited", "part", "paid"]).nullable(),
  nonRefundable: z.boolean().nullable(),
});
export type DeskBooking = z.infer<typeof DeskBooking>;

/** Whoever sleeps, arrives or leaves on one of these days: from today, and on one day, when nothing is said. */
export const BookingsQuery = z.object({ from: day.optional(), to: day.optional() });
export type BookingsQuery = z.infer<typeof BookingsQuery>;

export const BookingsReport = z.object({
  schema: z.literal(1),
  from: z.string(),
  to: z.string(),
  bookings: z.array(DeskBooking),
});
export type BookingsReport = z.infer<typeof BookingsReport>;

/** Who arrives on one day; made of the bookings where it is asked for. */
export const ArrivalsReport = z.object({
  schema: z.literal(1),
  date: z.string(),
  arrivals: z.array(
    z.object({
      name: z.string(),
      code: z.string(),
      status: z.string(),
      rooms: z.array(z.string()),
      roomType: z.string(),
      nights: int,
      departure: z.string(),
      adults: int,
      children: int,
      owed: money.nullable(),
    }),
  ),
});
export type ArrivalsReport = z.infer<typeof ArrivalsReport>;

export const DeskBookingReport = z.object({ schema: z.literal(1), booking: DeskBooking });
export type DeskBookingReport = z.infer<typeof DeskBookingReport>;

const amount = line(20).optional();

export const BookingOrder = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("add"),
    by,
    roomType,
    arrival: day,
    departure: day,
    adults: int.min(1).max(99),
    children: int.min(0).max(99),
    rooms: int.min(1).max(99),
    name: line(120).min(1),
    email: line(200),
    phone: line(40),
    channel: line(40).min(1),
    room: number.optional(),
    total: amount,
    deposit: amount,
    paid: amount,
    nonRefundable: z.boolean(),
    anyway: z.boolean(),
  }),
  z.object({
    act: z.literal("change"),
    by,
    code,
    arrival: day.optional(),
    departure: day.optional(),
    roomType: roomType.optional(),
    room: number.optional(),
    total: amount,
    anyway: z.boolean(),
  }),
  z.object({ act: z.enum(["cancel", "check-in", "check-out", "no-show"]), by, code }),
  z.object({
    act: z.literal("pay"),
    by,
    code,
    amount,
    deposit: amount,
    back: z.boolean(),
    nonRefundable: z.boolean().optional(),
  }),
]);
export type BookingOrder = z.infer<typeof BookingOrder>;

export const CalendarsReport = z.object({
  schema: z.literal(1),
  calendars: z.array(
    z.object({
      id: int,
      /** Its address holds a secret: only the host is told. */
      host: z.string(),
      room: z.string().nullable(),
      roomType: z.string().nullable(),
      readAt: z.iso.datetime().nullable(),
      /** Since when it cannot be read. */
      failedAt: z.iso.datetime().nullable(),
      error: z.string().nullable(),
      /** Entries on nights that somebody else has. */
      soldTwice: int,
    }),
  ),
});
export type CalendarsReport = z.infer<typeof CalendarsReport>;

const place = { room: number.optional(), roomType: roomType.optional() };

export const CalendarOrder = z.discriminatedUnion("act", [
  z.object({ act: z.literal("add"), by, url: z.url({ protocol: /^https?$/ }).max(2_000), ...place }),
  z.object({ act: z.literal("remove"), by, id: int.positive() }),
  z.object({ act: z.literal("read"), by }),
]);
export type CalendarOrder = z.infer<typeof CalendarOrder>;

export const CalendarQuery = z.object(place);
export type CalendarQuery = z.infer<typeof CalendarQuery>;

export const CalendarExport = z.object({ schema: z.literal(1), ics: z.string() });
export type CalendarExport = z.infer<typeof CalendarExport>;

export const HOUSE_ROUTES = {
  rooms: { method: "GET", path: "/v1/house/rooms", answer: RoomsReport },
  changeRooms: { method: "POST", path: "/v1/house/rooms", body: RoomOrder, answer: RoomsReport },
  rates: { method: "GET", path: "/v1/house/rates", answer: RatesReport },
  changeRates: { method: "POST", path: "/v1/house/rates", body: RateOrder, answer: RatesReport },
  importRates: { method: "POST", path: "/v1/house/rates/import", body: ImportOrder, answer: ImportReport },
  bookings: { method: "GET", path: "/v1/bookings", answer: BookingsReport },
  showBooking: { method: "GET", path: "/v1/house/bookings/:code", answer: DeskBookingReport },
  changeBooking: {
    method: "POST",
    path: "/v1/house/bookings",
    body: BookingOrder,
    answer: DeskBookingReport,
  },
  importBookings: {
    method: "POST",
    path: "/v1/house/bookings/import",
    body: ImportOrder,
    answer: ImportReport,
  },
  calendars: { method: "GET", path: "/v1/house/calendars", answer: CalendarsReport },
  changeCalendars: {
    method: "POST",
    path: "/v1/house/calendars",
    body: CalendarOrder,
    answer: CalendarsReport,
  },
  exportCalendar: { method: "GET", path: "/v1/house/calendars/export", answer: CalendarExport },
} as const;

/** What the daemon offers of it. All but `bookings` and `showBooking` reject with PMS_NOT_HOUSE where the hotel has another PMS. */
export interface HouseService {
  rooms(): Promise<RoomsReport>;
  changeRooms(order: RoomOrder): Promise<RoomsReport>;
  rates(): Promise<RatesReport>;
  changeRates(order: RateOrder): Promise<RatesReport>;
  importRates(order: ImportOrder): Promise<ImportReport>;
  /** Of any PMS: whoever sleeps, arrives or leaves on one of the days from `from` to `to`. */
  bookings(query: BookingsQuery): Promise<BookingsReport>;
  /** Of any PMS; rejects with NOT_FOUND. */
  showBooking(code: string): Promise<DeskBookingReport>;
  changeBooking(order: BookingOrder): Promise<DeskBookingReport>;
  importBookings(order: ImportOrder): Promise<ImportReport>;
  calendars(): Promise<CalendarsReport>;
  /** What was added or is to be read is read before the answer. */
  changeCalendars(order: CalendarOrder): Promise<CalendarsReport>;
  exportCalendar(query: CalendarQuery): Promise<CalendarExport>;
}
