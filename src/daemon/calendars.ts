import { localNow } from "../domain/calendar.ts";
import { asHotelbotError, HotelbotError } from "../errors.ts";
import type { CalendarState } from "../ops/checks/calendars.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import { createFeeds, type Feeds } from "../pms/house/calendar/fetch.ts";
import { readCalendar } from "../pms/house/calendar/ical.ts";
import { syncCalendar } from "../pms/house/calendar/sync.ts";
import type { DeskParts } from "../pms/house/desk/parts.ts";
import type { HouseDeskRepository } from "../pms/house/desk-repository.ts";

export interface Calendars {
  /** Reads the channel calendars, or one of them; what cannot be read stays as it was read last. */
  readNow(id?: number): Promise<void>;
  /** Reads them now and every quarter of an hour. */
  start(): void;
  stop(): Promise<void>;
}

/** Channels make their calendars anew a few times an hour at most. */
const EVERY_MS = 15 * 60_000;

export function createCalendars(
  parts: DeskParts,
  { clock, log, feeds = createFeeds() }: { clock: Clock; log: Logger; feeds?: Feeds },
): Calendars {
  const { desk } = parts;
  let cancel = (): void => undefined;
  let stopped = false;
  /** One reading at a time: two of one calendar would undo each other. */
  let last: Promise<void> = Promise.resolve();

  async function read(id: number, url: string): Promise<void> {
    try {
      const events = readCalendar(await feeds.fetch(url), parts.timeZone);
      const calendar = desk.calendars().find((each) => each.id === id);
      // It was removed meanwhile.
      if (stopped || !calendar) return;
      const { changed, soldTwice } = syncCalendar(parts, calendar, events);
      if (changed) log.info("a channel calendar brought something new", { calendar: id });
      for (const { room, stay } of soldTwice)
        log.error("a channel sold a room that somebody else has", { calendar: id, room, from: stay.arrival });
    } catch (thrown) {
      const { code, message } = asHotelbotError(thrown);
      log.warn("a channel calendar could not be read", { calendar: id, code, why: message });
      if (!stopped && desk.calendars().some((each) => each.id === id))
        desk.calendarFailed(id, clock.now(), message);
    }
  }

  async function readAll(id?: number): Promise<void> {
    for (const calendar of desk.calendars())
      if (!stopped && (id === undefined || calendar.id === id)) await read(calendar.id, calendar.url);
  }

  function readNow(id?: number): Promise<void> {
    if (stopped) return Promise.reject(new HotelbotError("DOORS_SHUT"));
    last = last.then(() => readAll(id));
    return last;
  }

  return {
    readNow,
    start() {
      const round = (): void => {
        readNow()
          .catch((error: unknown) => log.error("reading the channel calendars failed", { err: error }))
          .finally(() => {
            if (!stopped) cancel = clock.after(EVERY_MS, round);
          });
      };
      round();
    },
    async stop() {
      stopped = true;
      cancel();
      await feeds.close();
      await last.catch(() => undefined);
    },
  };
}

/** How each calendar does, for the health check. */
export function calendarStates(
  desk: HouseDeskRepository,
  now: number,
  timeZone: string,
): readonly CalendarState[] {
  const lost = desk.blocks(localNow(now, timeZone).date).filter((block) => !block.holds);
  return desk.calendars().map(({ id, readAt, failedAt, error }) => ({
    ...{ id, readAt, failedAt, error },
    soldTwice: lost.filter((block) => block.calendarId === id).length,
  }));
}
