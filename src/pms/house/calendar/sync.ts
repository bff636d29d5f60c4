import { addDays, type LocalDate } from "../../../domain/calendar.ts";
import { nightsList, type Stay } from "../../../domain/stay.ts";
import { type DeskParts, today } from "../desk/parts.ts";
import type { HouseBlock, HouseCalendar } from "../desk-repository.ts";
import type { CalendarEvent } from "./ical.ts";

/** What a reading of a calendar changed. `soldTwice` are entries that somebody else's nights stand in the way of, new ones only. */
export interface Synced {
  readonly changed: boolean;
  readonly soldTwice: readonly HouseBlock[];
}

type Wanted = Omit<HouseBlock, "id">;

/**
 * Makes a calendar's blocks what its events say, in one transaction. Each event takes its nights in the calendar's room,
 * or in a free one of its type (the same as before where it can). Where somebody sleeps already the block is kept
 * without nights, for the desk to see, and is tried again with each reading. A channel also shows as closed what we told
 * it is taken: of such entries only the nights that are free here are taken.
 */
export function syncCalendar(
  parts: DeskParts,
  calendar: HouseCalendar,
  events: readonly CalendarEvent[],
): Synced {
  const { house, desk } = parts;
  const day = today(parts);
  return house.transaction(() => {
    const before = desk.blocks(day).filter((block) => block.calendarId === calendar.id);
    for (const block of desk.blocks("0000-00-00")) {
      const again = events.some(({ uid, stay }) => block.uid === uid && block.stay.arrival === stay.arrival);
      if (block.calendarId === calendar.id && (block.stay.departure > day || again))
        desk.removeBlock(block.id);
    }
    const soldTwice: HouseBlock[] = [];
    for (const event of unique(events).filter(({ stay }) => stay.departure > day)) {
      const room = calendar.room ?? roomFor(parts, calendar, event, before);
      for (const wanted of wantedOf(parts, calendar, event, room)) {
        const placed = place(parts, wanted);
        if (!placed.holds && !before.some((block) => !block.holds && block.uid === placed.uid))
          soldTwice.push(placed);
      }
    }
    desk.calendarRead(calendar.id, parts.clock.now());
    const after = desk.blocks(day).filter((block) => block.calendarId === calendar.id);
    const changed = fingerprint(before) !== fingerprint(after);
    if (changed) {
      const told = after.map(
        ({ room = "—", stay, holds }) => `${room} ${stay.arrival} ${stay.departure} ${holds}`,
      );
      parts.audit("hotelbot", "calendar.read", `calendar ${calendar.id}`, told);
    }
    return { changed, soldTwice };
  });
}

function place({ desk, house, clock }: DeskParts, wanted: Wanted): HouseBlock {
  let id: number | undefined;
  if (wanted.holds) {
    try {
      house.transaction(() => {
        id = desk.addBlock(wanted, clock.now());
        if (id === undefined) throw new Taken();
      });
    } catch (thrown) {
      if (!(thrown instanceof Taken)) throw thrown;
    }
  }
  if (id !== undefined) return { ...wanted, id };
  const apart = { ...wanted, holds: false };
  return { ...apart, id: desk.addBlock(apart, clock.now()) ?? 0 };
}

class Taken extends Error {}

/** A closed entry becomes the runs of nights that are free here; any other entry is one. */
function wantedOf(
  parts: DeskParts,
  calendar: HouseCalendar,
  event: CalendarEvent,
  room: string | undefined,
): Wanted[] {
  const { uid, stay, summary } = event;
  const common = { reason: summary || "sold by a channel", calendarId: calendar.id };
  if (room === undefined || !isClosure(summary))
    return [{ ...common, ...(room === undefined ? {} : { room }), stay, uid, holds: room !== undefined }];
  const taken = new Set(parts.desk.takenNights(room, stay.arrival));
  return runs(nightsList(stay).filter((night) => !taken.has(night))).map((run) => {
    return { ...common, room, stay: run, uid, holds: true };
  });
}

function isClosure(summary: string): boolean {
  return /not available|unavailable|closed|blocked|no disponible|indispon/i.test(summary);
}

function roomFor(
  { house }: DeskParts,
  { roomType = "" }: HouseCalendar,
  { uid, stay }: CalendarEvent,
  before: readonly HouseBlock[],
): string | undefined {
  const free = house.freeRooms(roomType, stay);
  const had = before.find((block) => block.uid === uid && block.room !== undefined)?.room;
  return had !== undefined && free.includes(had) ? had : free[0];
}

/** The last of several with one id and one first night counts; what is merely closed takes what the others leave. */
function unique(events: readonly CalendarEvent[]): CalendarEvent[] {
  const all = [...new Map(events.map((event) => [`${event.uid} ${event.stay.arrival}`, event])).values()];
  return [
    ...all.filter(({ summary }) => !isClosure(summary)),
    ...all.filter(({ summary }) => isClosure(summary)),
  ];
}

/** Nights in a row as stays. */
export function runs(nights: readonly LocalDate[]): Stay[] {
  const found: { arrival: LocalDate; departure: LocalDate }[] = [];
  for (const night of nights) {
    const last = found.at(-1);
    if (last?.departure === night) last.departure = addDays(night, 1);
    else found.push({ arrival: night, departure: addDays(night, 1) });
  }
  return found;
}

function fingerprint(blocks: readonly HouseBlock[]): string {
  return JSON.stringify(
    blocks.map(({ room, stay, holds, uid, reason }) => [room, stay, holds, uid, reason]).sort(),
  );
}
