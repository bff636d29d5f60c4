import type {
  BookingsReport,
  CalendarsReport,
  DeskBooking,
  ImportReport,
  RatesReport,
  RoomsReport,
} from "../../control/contract-house.ts";
import { formatMoney, minorDigits } from "../../domain/money.ts";
import { writeCsv } from "../../platform/csv.ts";
import type { Paint } from "./status.ts";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export function roomLines({ rooms }: RoomsReport, paint: Paint): string[] {
  return rooms.flatMap(({ number, roomType, sold, blocks }) => [
    `${paint.strong(number.padEnd(6))} ${roomType.padEnd(14)} ${sold ? paint.good("sold") : paint.dim("not sold any more")}`,
    ...blocks.map(({ id, from, until, reason, calendar, holds }) => {
      const who = calendar === null ? `block ${id}` : `calendar ${calendar}`;
      const line = `       ${from} → ${until}  ${reason} ${paint.dim(`(${who})`)}`;
      return holds ? line : paint.bad(`${line}  SOLD TWICE`);
    }),
  ]);
}

export function rateLines(report: RatesReport, paint: Paint): string[] {
  const { currency, rates, overrides, minimums, closed } = report;
  const types = [...new Set(rates.map((rate) => rate.roomType))];
  const shown = (minor: number): string => formatMoney({ minor, currency }, "en");
  return types.flatMap((type) => [
    paint.strong(type),
    `  ${WEEKDAYS.map((name, at) => {
      const rate = rates.find((each) => each.roomType === type && each.weekday === at + 1);
      return `${name} ${rate ? shown(rate.minor) : "—"}`;
    }).join("  ")}`,
    ...overrides
      .filter((each) => each.roomType === type)
      .map(({ night, minor }) => `  ${night}  ${shown(minor)}`),
    ...minimums
      .filter((each) => each.roomType === type)
      .map(({ nights, ...each }) => `  ${arrivalOf(each)}  stays of ${nights} nights or more`),
    ...closed
      .filter((each) => each.roomType === type)
      .map((each) => `  ${arrivalOf(each)}  ${CLOSED_WORDS[closedOf(each)]}`),
  ]);
}

export function bookingLines({ from, to, bookings }: BookingsReport, paint: Paint): string[] {
  const head = paint.dim(from === to ? from : `${from} … ${to}`);
  if (bookings.length === 0) return [`${head}  nobody`];
  return [
    head,
    ...bookings.map(({ code, status, rooms, roomType, arrival, departure, guest, total, deposit }) => {
      const money = `${formatMoney(total, "en")}${deposit === "part" || deposit === "paid" ? `, ${deposit}` : ""}`;
      const where = rooms.length > 0 ? `${rooms.join(", ")} (${roomType})` : roomType;
      return `${paint.strong(code.padEnd(9))}  ${status.padEnd(9)}  ${arrival} → ${departure}  ${where}  ${guest.name}  ${money}`;
    }),
  ];
}

export function bookingLine(booking: DeskBooking, paint: Paint): string[] {
  const { guest, adults, children, paid, deposit, reference, nonRefundable } = booking;
  const contact = [guest.phone, guest.email].filter((each) => each !== "").join(", ");
  return [
    ...bookingLines({ schema: 1, from: "", to: "", bookings: [booking] }, paint).slice(1),
    `  ${adults} adults, ${children} children${contact === "" ? "" : `; ${contact}`}`,
    `  ${paid ? `${formatMoney(paid, "en")} received` : ""}${deposit ? ` (deposit: ${deposit})` : ""}${nonRefundable ? ", not refundable" : ""}`,
    paint.dim(`  reference ${reference}`),
  ];
}

export function calendarLines({ calendars }: CalendarsReport, paint: Paint): string[] {
  if (calendars.length === 0) return ["no channel calendars"];
  return calendars.map(({ id, host, room, roomType, readAt, failedAt, error, soldTwice }) => {
    const state =
      failedAt === null
        ? paint.good(`read ${readAt ?? "never"}`)
        : paint.bad(`not read since ${failedAt}: ${error}`);
    const twice = soldTwice > 0 ? paint.bad(`  ${soldTwice} SOLD TWICE`) : "";
    return `${id}  ${paint.strong(room ?? roomType ?? "")}  ${host}  ${state}${twice}`;
  });
}

export function importLine({ lines, written }: ImportReport): string {
  return written ? `${lines} lines written` : `${lines} lines could be written; nothing was changed`;
}

/** What `rates import` reads. */
export function ratesCsv({ currency, rates, overrides, minimums, closed }: RatesReport): string {
  const amount = (minor: number): string => decimal(minor, currency);
  const priced = [
    ...rates.map((rate) => ({ ...rate, when: WEEKDAYS[rate.weekday - 1] ?? "" })),
    ...overrides.map((rate) => ({ ...rate, when: rate.night })),
  ];
  const key = (roomType: string, when: string): string => `${roomType} ${when}`;
  const least = new Map(minimums.map((each) => [key(each.roomType, arrivalOf(each)), each]));
  const shut = new Map(closed.map((each) => [key(each.roomType, arrivalOf(each)), each]));
  const rules = (roomType: string, when: string): [string, string] => {
    const minimum = least.get(key(roomType, when));
    const day = shut.get(key(roomType, when));
    least.delete(key(roomType, when));
    shut.delete(key(roomType, when));
    return [minimum ? String(minimum.nights) : "", day ? closedOf(day) : ""];
  };
  const lines = priced.map(({ roomType, when, minor }) => {
    return [roomType, when, amount(minor), ...rules(roomType, when)];
  });
  // Nights that cost what their weekday costs.
  const others = [...least.values(), ...shut.values()].flatMap((each) => {
    const when = arrivalOf(each);
    const known = least.has(key(each.roomType, when)) || shut.has(key(each.roomType, when));
    return known ? [[each.roomType, when, "", ...rules(each.roomType, when)]] : [];
  });
  return writeCsv([["room_type", "when", "amount", "minimum", "closed"], ...lines, ...others]);
}

/** To what a day is closed, as «rates import» reads it. */
function closedOf({
  arrival,
  departure,
}: {
  arrival: boolean;
  departure: boolean;
}): keyof typeof CLOSED_WORDS {
  if (arrival) return departure ? "both" : "arrival";
  return departure ? "departure" : "none";
}

const CLOSED_WORDS = {
  arrival: "closed to arrivals",
  departure: "closed to departures",
  both: "closed to arrivals and departures",
  none: "open to arrivals and departures",
};

/** The weekday or the day a rule is about, as «rates import» reads it. */
function arrivalOf({ weekday, night }: { weekday: number | null; night: string | null }): string {
  return night ?? WEEKDAYS[(weekday ?? 1) - 1] ?? "";
}

/** What `bookings import` reads, and more. */
export function bookingsCsv({ bookings }: BookingsReport): string {
  const head =
    "arrival,departure,room_type,name,room,adults,children,rooms,email,phone,total,paid,reference,code,status";
  return writeCsv([
    head.split(","),
    ...bookings.map((booking) => {
      const { arrival, departure, roomType, guest, rooms, adults, children, total, paid } = booking;
      return [
        ...[
          arrival,
          departure,
          roomType,
          guest.name,
          rooms.length === 1 ? (rooms[0] ?? "") : "",
          adults,
          children,
        ],
        ...[Math.max(1, rooms.length), guest.email, guest.phone, decimal(total.minor, total.currency)],
        ...[paid ? decimal(paid.minor, paid.currency) : "", booking.reference, booking.code, booking.status],
      ];
    }),
  ]);
}

function decimal(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
}
