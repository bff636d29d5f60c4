import { type LocalDate, localNow } from "./calendar.ts";

const DAY_MS = 86_400_000;

/**
 * The moment, epoch ms, at which the hotel's wall shows `time` (`HH:MM`) on `date`. An hour the clock skips is taken as
 * long after midnight as it says (02:30 becomes 03:30); of an hour it shows twice, the first.
 */
export function epochOf(date: LocalDate, time: string, timeZone: string): number {
  const as = Date.parse(`${date}T${time}:00Z`);
  const offsets = [as - DAY_MS, as + DAY_MS].map((at) => offsetAt(at, timeZone));
  const [before = 0, after = 0] = offsets;
  const candidates = [as - before, as - after].filter((at) => shows(at, date, time, timeZone));
  return candidates.length > 0 ? Math.min(...candidates) : as - before;
}

/** `YYYY-MM-DDTHH:MM` as {@link epochOf} reads it. */
export function epochOfWall(wall: string, timeZone: string): number {
  const [date = "", time = ""] = wall.split("T");
  return epochOf(date, time, timeZone);
}

function offsetAt(at: number, timeZone: string): number {
  const { date, time } = localNow(at, timeZone);
  return Date.parse(`${date}T${time}:00Z`) - (at - (at % 60_000));
}

function shows(at: number, date: LocalDate, time: string, timeZone: string): boolean {
  const wall = localNow(at, timeZone);
  return wall.date === date && wall.time === time;
}
