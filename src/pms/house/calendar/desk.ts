import { addDays } from "../../../domain/calendar.ts";
import { HotelbotError } from "../../../errors.ts";
import { invalid } from "../../checks.ts";
import { checkType, type DeskParts, today } from "../desk/parts.ts";
import { writeCalendar } from "./ical.ts";
import { runs } from "./sync.ts";

/** Which room, or which room type, a calendar is about: one of the two. */
export interface Place {
  readonly room?: string | undefined;
  readonly roomType?: string | undefined;
}

/** Channels are told of no more than this. */
const MOST_DAYS = 730;

/** Answers the new calendar's number. PMS_INVALID names what cannot be. */
export function addCalendar(parts: DeskParts, order: Place & { readonly url: string }, by: string): number {
  const { url } = order;
  const place = checked(parts, order);
  return parts.house.transaction(() => {
    if (parts.desk.calendars().some((known) => known.url === url))
      throw invalid("that calendar is read already");
    const id = parts.desk.addCalendar({ url, ...place }, parts.clock.now());
    parts.audit(by, "calendar.add", `calendar ${id}`, { host: new URL(url).host, ...place });
    return id;
  });
}

/** Its blocks go with it. */
export function removeCalendar(parts: DeskParts, id: number, by: string): void {
  parts.house.transaction(() => {
    if (!parts.desk.removeCalendar(id)) throw new HotelbotError("NOT_FOUND", { what: `calendar ${id}` });
    parts.audit(by, "calendar.remove", `calendar ${id}`);
  });
}

/** The nights from today on that a room, or every room of a type, is not to be had, for the channels' own calendars. */
export function exportCalendar(parts: DeskParts, order: Place): string {
  const { room, roomType } = checked(parts, order);
  const day = today(parts);
  const rooms = parts.desk
    .rooms()
    .filter((each) => each.sold && (each.number === room || each.roomType === roomType))
    .map((each) => each.number);
  const counts = new Map<string, number>();
  for (const each of rooms)
    for (const night of parts.desk.takenNights(each, day)) counts.set(night, (counts.get(night) ?? 0) + 1);
  const full = [...counts].filter(
    ([night, count]) => count === rooms.length && night < addDays(day, MOST_DAYS),
  );
  const name = room ?? roomType ?? "";
  const events = runs(full.map(([night]) => night).sort()).map((stay) => ({
    uid: `${name}-${stay.arrival}@hotelbot`,
    stay,
  }));
  return writeCalendar(name, events, parts.clock.now());
}

function checked(parts: DeskParts, { room, roomType }: Place): { room?: string; roomType?: string } {
  if ((room === undefined) === (roomType === undefined))
    throw invalid("a calendar is of one room or of one room type");
  if (roomType !== undefined) {
    checkType(parts, roomType);
    return { roomType };
  }
  const known = parts.desk.rooms().some((each) => each.number === room && each.sold);
  if (!known || room === undefined) throw invalid(`there is no room ${room}`);
  return { room };
}
