import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  BookingOrder,
  BookingsQuery,
  CalendarOrder,
  CalendarQuery,
  HOUSE_ROUTES,
  type HouseService,
  ImportOrder,
  RateOrder,
  RoomOrder,
} from "./contract-house.ts";

/** A file that is imported may be larger than anything else that is asked. */
const IMPORT_BYTES = 8 * 1024 * 1024;

const Code = z.object({ code: z.string().min(1).max(64) });

/** The house's part of the server. */
export function serveHouse(app: FastifyInstance, house: HouseService): void {
  const routes = HOUSE_ROUTES;
  const large = { bodyLimit: IMPORT_BYTES };
  app.get(routes.rooms.path, () => house.rooms());
  app.post(routes.changeRooms.path, (request) => house.changeRooms(RoomOrder.parse(request.body)));
  app.get(routes.rates.path, () => house.rates());
  app.post(routes.changeRates.path, (request) => house.changeRates(RateOrder.parse(request.body)));
  app.post(routes.importRates.path, large, (request) => house.importRates(ImportOrder.parse(request.body)));
  app.get(routes.bookings.path, (request) => house.bookings(BookingsQuery.parse(request.query)));
  app.get(routes.showBooking.path, (request) => house.showBooking(Code.parse(request.params).code));
  app.post(routes.changeBooking.path, (request) => house.changeBooking(BookingOrder.parse(request.body)));
  app.post(routes.importBookings.path, large, (request) =>
    house.importBookings(ImportOrder.parse(request.body)),
  );
  app.get(routes.calendars.path, () => house.calendars());
  app.post(routes.changeCalendars.path, (request) =>
    house.changeCalendars(CalendarOrder.parse(request.body)),
  );
  app.get(routes.exportCalendar.path, (request) => house.exportCalendar(CalendarQuery.parse(request.query)));
}

/** How the client asks: a route, its path, and a body. */
export type Call = <T>(
  route: { readonly method: string; readonly answer: z.ZodType<T> },
  path: string,
  body?: unknown,
) => Promise<T>;

/** The house's part of the client. */
export function askHouse(call: Call): HouseService {
  const routes = HOUSE_ROUTES;
  return {
    rooms: () => call(routes.rooms, routes.rooms.path),
    changeRooms: (order) => call(routes.changeRooms, routes.changeRooms.path, order),
    rates: () => call(routes.rates, routes.rates.path),
    changeRates: (order) => call(routes.changeRates, routes.changeRates.path, order),
    importRates: (order) => call(routes.importRates, routes.importRates.path, order),
    bookings: ({ from, to }) => {
      const query = new URLSearchParams({ ...(from ? { from } : {}), ...(to ? { to } : {}) });
      return call(routes.bookings, `${routes.bookings.path}?${query}`);
    },
    showBooking: (code) => call(routes.showBooking, `/v1/house/bookings/${encodeURIComponent(code)}`),
    changeBooking: (order) => call(routes.changeBooking, routes.changeBooking.path, order),
    calendars: () => call(routes.calendars, routes.calendars.path),
    changeCalendars: (order) => call(routes.changeCalendars, routes.changeCalendars.path, order),
    exportCalendar: ({ room, roomType }) => {
      const query = new URLSearchParams({ ...(room ? { room } : {}), ...(roomType ? { roomType } : {}) });
      return call(routes.exportCalendar, `${routes.exportCalendar.path}?${query}`);
    },
    importBookings: (order) => call(routes.importBookings, routes.importBookings.path, order),
  };
}
