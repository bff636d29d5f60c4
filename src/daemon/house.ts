import type {
  BookingOrder,
  CalendarsReport,
  DeskBooking,
  HouseService,
  RateOrder,
  RatesReport,
  RoomsReport,
} from "../control/contract-house.ts";
import { addDays, daysBetween, isLocalDate } from "../domain/calendar.ts";
import type { Booking } from "../domain/hotel.ts";
import type { Language } from "../domain/language.ts";
import { typesLabel } from "../domain/parts.ts";
import { HotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import { addCalendar, exportCalendar, removeCalendar } from "../pms/house/calendar/desk.ts";
import {
  type BookingParts,
  type BookingOrder as BookingWork,
  changeBooking,
} from "../pms/house/desk/bookings.ts";
import { amountOf, importBookings, importRates } from "../pms/house/desk/imports.ts";
import { settingsOf, today } from "../pms/house/desk/parts.ts";
import { changeRates, listRates, type RateOrder as RateWork } from "../pms/house/desk/rates.ts";
import { changeRooms, listRooms } from "../pms/house/desk/rooms.ts";
import { houseWork } from "../pms/house/work.ts";
import type { Pms } from "../pms/port.ts";
import type { Store } from "../store/contract.ts";
import type { OpenStore } from "../store/open.ts";
import { type Calendars, calendarStates } from "./calendars.ts";

export interface HouseParts {
  readonly store: Store;
  readonly opened: Pick<OpenStore, "house" | "houseDesk">;
  readonly pms: Pms;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly calendars: Calendars;
  readonly hotel: { readonly timeZone: string; readonly defaultLanguage: Language };
}

/** The most days bookings are listed of at once: a PMS that is elsewhere is asked once a night. */
const MOST_DAYS = 62;
/** No conversation has this number: holds of every one of them count. */
const NOBODY = 0;

/** The desk's side of the house PMS, and the bookings of any. */
export function houseService(parts: HouseParts): HouseService {
  const { pms } = parts;
  const work = bookingParts(parts);
  /** Rejects with PMS_NOT_HOUSE where another PMS has the say. */
  const own = (what: string): BookingParts => {
    if (pms.name !== "house") throw new HotelbotError("PMS_NOT_HOUSE", { pms: named(pms.name), what });
    return work;
  };
  return {
    rooms: async () => roomsReport(own("rooms are kept")),
    async changeRooms(order) {
      const { by, ...room } = order;
      changeRooms(own("rooms are kept"), room, by);
      return roomsReport(work);
    },
    rates: async () => ratesReport(own("rates are set")),
    async changeRates(order) {
      changeRates(own("rates are set"), [rateWork(order, settingsOf(work).currency)], order.by);
      return ratesReport(work);
    },
    importRates: async ({ csv, dryRun, by }) => ({
      schema: 1,
      ...importRates(own("rates are set"), csv, dryRun, by),
    }),
    async bookings({ from = today(work), to = from }) {
      checkDays(from, to);
      const found = new Map<string, Booking>();
      // Who leaves on the first day slept the night before.
      for (let night = addDays(from, -1); night <= to; night = addDays(night, 1))
        for (const booking of await pms.inHouse(night)) found.set(booking.pmsId, booking);
      const bookings = [...found.values()].sort((a, b) => (a.stay.arrival < b.stay.arrival ? -1 : 1));
      return { schema: 1, from, to, bookings: bookings.map(deskBooking) };
    },
    async showBooking(code) {
      const found = await pms.findByCode(code);
      if (!found) throw new HotelbotError("NOT_FOUND", { what: `booking ${code}` });
      return { schema: 1, booking: deskBooking(found) };
    },
    async changeBooking(order) {
      const house = own("bookings are made and changed");
      return {
        schema: 1,
        booking: deskBooking(changeBooking(house, bookingWork(order, settingsOf(house).currency), order.by)),
      };
    },
    calendars: async () => calendarsReport(own("channel calendars are connected")),
    async changeCalendars(order) {
      const house = own("channel calendars are connected");
      if (order.act === "remove") removeCalendar(house, order.id, order.by);
      else if (order.act === "add") await parts.calendars.readNow(addCalendar(house, order, order.by));
      else await parts.calendars.readNow();
      return calendarsReport(house);
    },
    exportCalendar: async (query) => ({
      schema: 1,
      ics: exportCalendar(own("channel calendars are connected"), query),
    }),
    importBookings: async ({ csv, dryRun, by }) => ({
      schema: 1,
      ...importBookings(own("bookings are made and changed"), csv, dryRun, by),
    }),
  };
}

function calendarsReport({ desk, clock, timeZone }: BookingParts): CalendarsReport {
  const states = calendarStates(desk, clock.now(), timeZone);
  const iso = (at: number | undefined): string | null =>
    at === undefined ? null : new Date(at).toISOString();
  const calendars = desk.calendars().map(({ id, url, room, roomType, readAt, failedAt, error }) => ({
    id,
    host: new URL(url).host,
    room: room ?? null,
    roomType: roomType ?? null,
    readAt: iso(readAt),
    failedAt: iso(failedAt),
    error: error ?? null,
    soldTwice: states.find((state) => state.id === id)?.soldTwice ?? 0,
  }));
  return { schema: 1, calendars };
}

/** What the desk's work in the house needs of the daemon. */
export function bookingParts(parts: Omit<HouseParts, "calendars">): BookingParts {
  const { store, opened, clock, ids, hotel } = parts;
  return {
    house: opened.house,
    desk: opened.houseDesk,
    clock,
    ids,
    timeZone: hotel.timeZone,
    language: hotel.defaultLanguage,
    work: houseWork({ repository: opened.house, clock, ids }),
    heldForGuests: (roomType, arrival, departure) =>
      store.holds.heldByOthers(roomType, { arrival, departure }, NOBODY, clock.now()),
    audit: (actor, action, subject, detail) =>
      store.audit.add({
        at: clock.now(),
        actor,
        action,
        subject,
        ...(detail === undefined ? {} : { detail }),
      }),
  };
}

function checkDays(from: string, to: string): void {
  if (!isLocalDate(from) || !isLocalDate(to) || to < from)
    throw new HotelbotError("REQUEST_INVALID", { what: `from ${from} to ${to} are no days` });
  if (daysBetween(from, to) >= MOST_DAYS)
    throw new HotelbotError("REQUEST_INVALID", { what: `more than ${MOST_DAYS} days at once` });
}

function roomsReport(parts: BookingParts): RoomsReport {
  const rooms = listRooms(parts).map(({ number, roomType, sold, blocks }) => ({
    number,
    roomType,
    sold,
    blocks: blocks.map(({ id, stay, reason, calendarId = null, holds }) => {
      return { id, from: stay.arrival, until: stay.departure, reason, calendar: calendarId, holds };
    }),
  }));
  return { schema: 1, rooms };
}

function ratesReport(parts: BookingParts): RatesReport {
  const { weekday, dated, minimums, closed } = listRates(parts);
  const when = (day: string) => {
    const isNight = day.length > 1;
    return { weekday: isNight ? null : Number(day), night: isNight ? day : null };
  };
  return {
    schema: 1,
    currency: settingsOf(parts).currency,
    rates: [...weekday],
    overrides: [...dated],
    minimums: minimums.map(({ roomType, day, nights }) => ({ roomType, ...when(day), nights })),
    closed: closed.map(({ roomType, day, to }) => {
      return {
        roomType,
        ...when(day),
        arrival: to.includes("arrival"),
        departure: to.includes("departure"),
      };
    }),
  };
}

function rateWork(order: RateOrder, currency: string): RateWork {
  if (order.act === "minimum" || order.act === "closed") {
    const { by: _by, ...rule } = order;
    return rule;
  }
  const { roomType, weekdays, amount = "" } = order;
  const minor = amountOf(amount, currency);
  if (order.act === "override")
    return {
      act: "override",
      roomType,
      weekdays,
      from: order.from,
      to: order.to,
      ...(minor === undefined ? {} : { minor }),
    };
  return { act: "set", roomType, weekdays, minor: minor ?? 0 };
}

function bookingWork(order: BookingOrder, currency: string): BookingWork {
  const minor = (amount: string | undefined): number | undefined => amountOf(amount ?? "", currency);
  if (order.act === "add") {
    const { by: _by, total, deposit, paid, ...booking } = order;
    return { ...booking, totalMinor: minor(total), depositMinor: minor(deposit), paidMinor: minor(paid) };
  }
  if (order.act === "change") {
    const { by: _by, total, ...change } = order;
    return { ...change, totalMinor: minor(total) };
  }
  if (order.act !== "pay") return { act: order.act, code: order.code };
  const { code, amount, deposit, back, nonRefundable } = order;
  const received = minor(amount) ?? 0;
  return {
    act: "pay",
    code,
    minor: back ? -received : received,
    depositMinor: minor(deposit),
    nonRefundable,
  };
}

function deskBooking(booking: Booking): DeskBooking {
  const { code, reference, status, roomNumbers, stay, party, guest, total } = booking;
  const roomType = typesLabel(booking);
  return {
    ...{ code, reference, status, roomType, rooms: [...roomNumbers], guest: { ...guest }, total },
    arrival: stay.arrival,
    departure: stay.departure,
    adults: party.adults,
    children: party.children,
    paid: booking.paid ?? null,
    deposit: booking.deposit ?? null,
    nonRefundable: booking.nonRefundable ?? null,
  };
}

function named(pms: string): string {
  return pms === "qloapps" ? "QloApps" : pms;
}
