import type { BookingsReport, DeskBooking, RoomsReport } from "../control/contract-house.ts";

/** Who comes, goes and stays today, and how full the house is. */
export interface Today {
  readonly schema: 1;
  readonly date: string;
  readonly arrivals: readonly DeskBooking[];
  readonly departures: readonly DeskBooking[];
  /** Who sleeps here tonight and came before today, or has come already. */
  readonly inHouse: readonly DeskBooking[];
  /** Rooms of tonight; null where another PMS keeps the rooms. */
  readonly rooms: { readonly all: number; readonly taken: number; readonly blocked: number } | null;
}

const OVER: ReadonlySet<string> = new Set(["cancelled", "no_show"]);

export function todayOf({ from: date, bookings }: BookingsReport, house: RoomsReport | undefined): Today {
  const real = bookings.filter(({ status }) => !OVER.has(status));
  const sleeping = real.filter(
    ({ arrival, departure, status }) => arrival <= date && departure > date && status !== "departed",
  );
  const byRoom = (a: DeskBooking, b: DeskBooking): number =>
    (a.rooms[0] ?? "").localeCompare(b.rooms[0] ?? "", "en", { numeric: true });
  return {
    schema: 1,
    date,
    arrivals: real.filter(({ arrival }) => arrival === date).sort(byRoom),
    departures: real.filter(({ departure }) => departure === date).sort(byRoom),
    inHouse: sleeping.filter(({ arrival, status }) => arrival < date || status === "in_house").sort(byRoom),
    rooms: house ? roomsOf(house, sleeping, date) : null,
  };
}

function roomsOf(house: RoomsReport, sleeping: readonly DeskBooking[], date: string): Today["rooms"] {
  const sold = house.rooms.filter((room) => room.sold);
  const taken = new Set(sleeping.flatMap(({ rooms }) => rooms));
  const blocked = sold.filter(
    ({ number, blocks }) =>
      !taken.has(number) && blocks.some(({ from, until, holds }) => holds && from <= date && until > date),
  );
  return { all: sold.length, taken: taken.size, blocked: blocked.length };
}
