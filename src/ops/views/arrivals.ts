import type { ArrivalsReport, BookingsReport } from "../../control/contract-house.ts";

import { formatMoney } from "../../domain/money.ts";
import { nightsOf } from "../../domain/stay.ts";
import type { Paint } from "./status.ts";

const OVER: ReadonlySet<string> = new Set(["cancelled", "no_show"]);

/** Who arrives on the report's first day, by name; who was cancelled or did not come is not among them. */
export function arrivalsOf({ from: date, bookings }: BookingsReport): ArrivalsReport {
  const arrivals = bookings
    .filter(({ arrival, status }) => arrival === date && !OVER.has(status))
    .map(({ arrival, departure, guest, total, paid, ...booking }) => ({
      name: guest.name,
      code: booking.code,
      status: booking.status,
      rooms: booking.rooms,
      roomType: booking.roomType,
      nights: nightsOf({ arrival, departure }),
      departure,
      adults: booking.adults,
      children: booking.children,
      owed: paid && { ...total, minor: Math.max(0, total.minor - paid.minor) },
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "en") || (a.code < b.code ? -1 : 1));
  return { schema: 1, date, arrivals };
}

export function arrivalLines({ date, arrivals }: ArrivalsReport, paint: Paint): string[] {
  if (arrivals.length === 0) return [`${paint.dim(date)}  nobody arrives`];
  const wide = Math.max(...arrivals.map(({ name }) => name.length));
  return [
    paint.dim(date),
    ...arrivals.map(({ name, code, status, rooms, roomType, nights, owed }) => {
      const where = rooms.length > 0 ? `${rooms.join(", ")} (${roomType})` : `no room yet (${roomType})`;
      const money = owed === null ? "" : owed.minor > 0 ? `owes ${formatMoney(owed, "en")}` : "paid";
      const line = [
        where,
        `${nights} ${nights === 1 ? "night" : "nights"}`,
        money,
        status === "firm" ? "" : status,
      ];
      return `${paint.strong(name.padEnd(wide))}  ${code.padEnd(9)}  ${line.filter((each) => each !== "").join("  ")}`;
    }),
  ];
}
