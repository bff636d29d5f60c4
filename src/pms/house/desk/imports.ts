import { minorDigits } from "../../../domain/money.ts";
import { STAY_ENDS, type StayEnd } from "../../../domain/stay.ts";
import { HotelbotError } from "../../../errors.ts";
import { type CsvRecord, readCsv } from "../../../platform/csv.ts";
import { invalid } from "../../checks.ts";
import { add, type BookingParts, type NewBooking } from "./bookings.ts";
import { type DeskParts, settingsOf } from "./parts.ts";
import { changeRates, checkOrder, type RateOrder, readWhen } from "./rates.ts";

export interface Imported {
  readonly lines: number;
  readonly written: boolean;
}

/** The most that is shown of what is wrong with a file. */
const MOST_SHOWN = 20;

type Row = Readonly<Record<string, string>>;

/**
 * Sets the rates of a CSV file with the columns `room_type`, `when` and `amount` (in whole units, `95` or `95.50`; empty:
 * as on other weeks again), and the minimum stays where it has a column `minimum` (nights; empty: as on other weeks
 * again, on weekdays none), and the closed days where it has a column `closed` (`arrival`, `departure`, `both`, `none`; empty:
 * the same): all of them, or IMPORT_INVALID with every line that cannot be taken and none set.
 */
export function importRates(parts: DeskParts, csv: string, dryRun: boolean, by: string): Imported {
  const { currency } = settingsOf(parts);
  const orders = eachLine(csv, ["room_type", "when", "amount"], (row) => {
    const ordered = [rateOf(row, currency), ...minimumOf(row), ...closedOf(row)];
    for (const order of ordered) checkOrder(parts, order);
    return ordered;
  });
  if (!dryRun) changeRates(parts, orders.flat(), by);
  return { lines: orders.length, written: !dryRun };
}

function rateOf(row: Row, currency: string): RateOrder {
  const roomType = row.room_type ?? "";
  const when = readWhen(row.when ?? "");
  if (!when)
    throw invalid(
      `«${row.when}» is no weekday (mon, fri+sat, all), night or nights (2026-12-24..2026-12-31)`,
    );
  const minor = amountOf(row.amount ?? "", currency);
  if ("from" in when)
    return { act: "override", roomType, ...when, weekdays: [], ...(minor === undefined ? {} : { minor }) };
  if (minor === undefined) throw invalid("a weekday needs an amount");
  return { act: "set", roomType, ...when, minor };
}

/** Nothing where the file has no column for it: minimum stays are left as they are. */
function minimumOf(row: Row): RateOrder[] {
  const when = readWhen(row.when ?? "");
  if (row.minimum === undefined || !when) return [];
  const nights = row.minimum === "" ? undefined : wholeOf(row.minimum, 1);
  const order = { act: "minimum", roomType: row.room_type ?? "", nights } as const;
  return ["from" in when ? { ...order, ...when, weekdays: [] } : { ...order, ...when }];
}

/** Nothing where the file has no column for it: closed days are left as they are. */
function closedOf(row: Row): RateOrder[] {
  const when = readWhen(row.when ?? "");
  if (row.closed === undefined || !when) return [];
  const closed = row.closed === "" ? undefined : CLOSED.get(row.closed.toLowerCase());
  if (row.closed !== "" && !closed)
    throw invalid(`«${row.closed}» is none of arrival, departure, both and none`);
  const order = { act: "closed", roomType: row.room_type ?? "", closed } as const;
  return ["from" in when ? { ...order, ...when, weekdays: [] } : { ...order, ...when }];
}

const CLOSED: ReadonlyMap<string, readonly StayEnd[]> = new Map([
  ["arrival", ["arrival"]],
  ["departure", ["departure"]],
  ["both", STAY_ENDS],
  ["none", []],
]);

/**
 * Books what a CSV file lists (columns in docs/house-pms.md): all of it, or IMPORT_INVALID with every line that cannot be
 * taken and nothing written. A line whose `reference` is known is there already and stays as it is.
 */
export function importBookings(parts: BookingParts, csv: string, dryRun: boolean, by: string): Imported {
  const { currency } = settingsOf(parts);
  let lines = 0;
  try {
    parts.house.transaction(() => {
      const booked = eachLine(csv, ["arrival", "departure", "room_type", "name"], (row) =>
        // A line that fails leaves nothing behind for the next one to collide with.
        parts.house.transaction(() => add(parts, bookingOf(row, currency))),
      );
      lines = booked.length;
      if (dryRun) throw new DryRun();
      parts.audit(
        by,
        "booking.import",
        `${lines} bookings`,
        booked.map((each) => each.code),
      );
    });
  } catch (thrown) {
    if (!(thrown instanceof DryRun)) throw thrown;
  }
  return { lines, written: !dryRun };
}

class DryRun extends Error {}

function bookingOf(row: Row, currency: string): NewBooking {
  const amount = (name: string): number | undefined => amountOf(row[name] ?? "", currency);
  return {
    act: "add",
    arrival: row.arrival ?? "",
    departure: row.departure ?? "",
    roomType: row.room_type ?? "",
    name: row.name ?? "",
    email: row.email ?? "",
    phone: row.phone ?? "",
    adults: wholeOf(row.adults, 2),
    children: wholeOf(row.children, 0),
    rooms: wholeOf(row.rooms, 1),
    channel: row.channel || "import",
    room: row.room || undefined,
    totalMinor: amount("total"),
    paidMinor: amount("paid"),
    depositMinor: amount("deposit"),
    reference: row.reference || undefined,
    anyway: true,
  };
}

function wholeOf(text: string | undefined, missing: number): number {
  if (text === undefined || text === "") return missing;
  if (!/^\d{1,4}$/.test(text)) throw invalid(`«${text}» is not a whole number`);
  return Number(text);
}

/** Minor units of `95`, `95.5` or `95,50`; undefined for nothing. Throws PMS_INVALID. */
export function amountOf(text: string, currency: string): number | undefined {
  if (text.trim() === "") return undefined;
  const [, whole = "", part = ""] = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
  const digits = minorDigits(currency);
  if (whole === "" || part.length > digits) throw invalid(`«${text}» is not an amount in ${currency}`);
  return Number(whole + part.padEnd(digits, "0"));
}

/** Every line through `take`; IMPORT_INVALID with all that it refused, by their numbers. */
function eachLine<T>(csv: string, needed: readonly string[], take: (row: Row) => T): T[] {
  const [header, ...records] = readCsv(csv);
  const columns = (header?.fields ?? []).map((name) => name.toLowerCase());
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0)
    throw new HotelbotError("IMPORT_INVALID", { what: `line 1: the header has no ${missing.join(", ")}` });
  const bad: string[] = [];
  const taken = records.flatMap((record) => {
    try {
      return [take(rowOf(columns, record))];
    } catch (thrown) {
      if (!(thrown instanceof HotelbotError)) throw thrown;
      bad.push(`line ${record.line}: ${String(thrown.details.what ?? thrown.message)}`);
      return [];
    }
  });
  if (bad.length === 0 && taken.length > 0) return taken;
  const shown = bad.slice(0, MOST_SHOWN);
  if (bad.length > shown.length) shown.push(`and ${bad.length - shown.length} more`);
  throw new HotelbotError("IMPORT_INVALID", { what: shown.join("; ") || "it has no lines" });
}

function rowOf(columns: readonly string[], { fields }: CsvRecord): Row {
  if (fields.length > columns.length)
    throw invalid(`${fields.length} fields, and the header has ${columns.length}`);
  return Object.fromEntries(columns.map((name, at) => [name, fields[at] ?? ""]));
}
