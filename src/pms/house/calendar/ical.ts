import { addDays, type LocalDate, localDate, localNow } from "../../../domain/calendar.ts";
import type { Stay } from "../../../domain/stay.ts";
import { HotelbotError } from "../../../errors.ts";

/** One entry of a calendar (RFC 5545 VEVENT) as the nights it takes. */
export interface CalendarEvent {
  readonly uid: string;
  readonly stay: Stay;
  readonly summary: string;
}

interface Line {
  readonly name: string;
  readonly value: string;
}

/**
 * The events of a calendar in the order they stand. All-day events end before their DTEND; events with times take the
 * nights between their two days, on the hotel's clock. Cancelled events and those without a night are left out. Throws
 * CALENDAR_UNREADABLE for anything that is not a whole calendar: one that was cut off must free no room.
 */
export function readCalendar(text: string, timeZone: string): readonly CalendarEvent[] {
  const lines = unfold(text);
  const isCalendar = lines[0]?.name === "BEGIN" && lines[0].value.toUpperCase() === "VCALENDAR";
  const last = lines.at(-1);
  if (!isCalendar) throw unreadable("it is not an iCalendar file");
  if (last?.name !== "END" || last.value.toUpperCase() !== "VCALENDAR") throw unreadable("it is cut off");
  const events: CalendarEvent[] = [];
  let open: Line[] | undefined;
  let inner = 0;
  for (const line of lines) {
    const kind = line.value.toUpperCase();
    if (line.name === "BEGIN" && kind === "VEVENT") open = [];
    else if (open && line.name === "BEGIN") inner += 1;
    else if (open && line.name === "END" && kind !== "VEVENT") inner -= 1;
    else if (open && line.name === "END") {
      events.push(...eventOf(open, timeZone));
      open = undefined;
      inner = 0;
    } else if (open && inner === 0) open.push(line);
  }
  return events;
}

function eventOf(lines: readonly Line[], timeZone: string): CalendarEvent[] {
  const get = (name: string): Line | undefined => lines.find((line) => line.name === name);
  if (get("STATUS")?.value.toUpperCase() === "CANCELLED") return [];
  if (get("RRULE") || get("RDATE")) throw unreadable("it has an event that repeats");
  const start = get("DTSTART");
  if (!start) throw unreadable("an event has no DTSTART");
  const arrival = dayOf(start, timeZone);
  const allDay = /^\d{8}$/.test(start.value);
  const departure =
    endOf(get("DTEND"), get("DURATION"), arrival, timeZone) ?? (allDay ? addDays(arrival, 1) : arrival);
  // Some write an all-day event of one day with its end on the same day.
  const end = allDay && departure === arrival ? addDays(arrival, 1) : departure;
  if (end < arrival) throw unreadable(`an event ends on ${end}, before it begins`);
  const uid = get("UID")?.value ?? `${arrival}/${end}`;
  if (end === arrival) return [];
  return [{ uid, stay: { arrival, departure: end }, summary: plain(get("SUMMARY")?.value ?? "") }];
}

function endOf(
  end: Line | undefined,
  duration: Line | undefined,
  arrival: LocalDate,
  timeZone: string,
): LocalDate | undefined {
  if (end) return dayOf(end, timeZone);
  if (!duration) return undefined;
  const [, weeks, days] = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?$/i.exec(duration.value) ?? [];
  if (weeks === undefined && days === undefined) throw unreadable(`an event lasts «${duration.value}»`);
  return addDays(arrival, Number(weeks ?? 0) * 7 + Number(days ?? 0));
}

/** `20270301`, `20270301T150000` (the clock on the hotel's wall) or `20270301T150000Z`. */
function dayOf({ value }: Line, timeZone: string): LocalDate {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(value);
  const day = parts && localDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (!parts || !day) throw unreadable(`«${value}» is not a day`);
  if (parts[7] === undefined) return day;
  return localNow(Date.parse(`${day}T${parts[4]}:${parts[5]}:${parts[6]}Z`), timeZone).date;
}

/** Lines as they were before they were folded, with names in capitals. */
function unfold(text: string): Line[] {
  const body = text.replace(/^\uFEFF/, "").replace(/\r?\n[ \t]/g, "");
  return body
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, name = "", value = ""] = /^([\w-]+)(?:;(?:[^:"]|"[^"]*")*)?:(.*)$/.exec(line) ?? [];
      return { name: name.toUpperCase(), value: value.trim() };
    });
}

function plain(text: string): string {
  return text
    .replace(/\\n/gi, " ")
    .replace(/\\([\\;,])/g, "$1")
    .slice(0, 200);
}

function unreadable(what: string): HotelbotError {
  return new HotelbotError("CALENDAR_UNREADABLE", { what });
}

/** A calendar of all-day events that say no more than that the room is not to be had. `at` is epoch ms. */
export function writeCalendar(
  name: string,
  events: readonly { uid: string; stay: Stay }[],
  at: number,
): string {
  const day = (date: LocalDate): string => date.replaceAll("-", "");
  const stamp = `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//hotelbot//house//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap(({ uid, stay }) => [
      "BEGIN:VEVENT",
      `UID:${escaped(uid)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day(stay.arrival)}`,
      `DTEND;VALUE=DATE:${day(stay.departure)}`,
      "SUMMARY:Not available",
      "TRANSP:OPAQUE",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return `${lines.map(fold).join("\r\n")}\r\n`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/** At most 75 octets a line, never cut within a character. */
function fold(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  for (const char of line) {
    if (Buffer.byteLength(piece + char) > 75) {
      pieces.push(piece);
      piece = " ";
    }
    piece += char;
  }
  return [...pieces, piece].join("\r\n");
}
