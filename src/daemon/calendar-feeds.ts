import type { HouseService } from "../control/contract-house.ts";
import type { FeedOrder, FeedsReport } from "../control/contract-page.ts";
import { HotelbotError } from "../errors.ts";
import { exportCalendar } from "../pms/house/calendar/desk.ts";
import type { FeedRow } from "../store/contract.ts";
import { bookingParts, type HouseParts } from "./house.ts";

const TOKEN_BYTES = 24;

export interface FeedsService {
  list(): Promise<FeedsReport>;
  change(order: FeedOrder): Promise<FeedsReport>;
  /** The calendar that a token opens: taken nights, no guests. Undefined when there is none. */
  read(token: string): string | undefined;
}

/** The calendars channels read from us: each has an address of its own that nobody guesses. */
export function feedsService(
  parts: HouseParts,
  house: HouseService,
  base: () => string | null | undefined,
): FeedsService {
  const { store, clock, ids, pms } = parts;
  const work = bookingParts(parts);

  const list = async (): Promise<FeedsReport> => ({
    schema: 1,
    feeds: store.feeds.list().map(({ id, room, roomType, token, createdAt }) => ({
      id,
      room: room ?? null,
      roomType: roomType ?? null,
      url: `${base() ?? ""}/calendar/${token}.ics`,
      createdAt: new Date(createdAt).toISOString(),
    })),
  });

  async function share(place: Place, by: string): Promise<void> {
    // It says what is wrong with a room nobody has, and with another PMS.
    await house.exportCalendar(place);
    store.transaction(() => {
      const at = clock.now();
      const { id } = store.feeds.add({ token: ids.secret(TOKEN_BYTES), ...place }, at);
      store.audit.add({ at, actor: by, action: "calendar.share", subject: `feed ${id}`, detail: place });
    });
  }

  function unshare(id: number, by: string): void {
    store.transaction(() => {
      if (!store.feeds.remove(id))
        throw new HotelbotError("NOT_FOUND", { what: `calendar given out as ${id}` });
      store.audit.add({ at: clock.now(), actor: by, action: "calendar.unshare", subject: `feed ${id}` });
    });
  }

  return {
    list,
    async change(order) {
      if (order.act === "share") await share(placeOf(order), order.by);
      else unshare(order.id, order.by);
      return list();
    },
    read(token) {
      const feed = store.feeds.byToken(token);
      return feed && pms.name === "house" ? exportCalendar(work, placeOf(feed)) : undefined;
    },
  };
}

type Place = Pick<FeedRow, "room" | "roomType">;

function placeOf({
  room,
  roomType,
}: {
  readonly room?: string | undefined;
  readonly roomType?: string | undefined;
}): Place {
  return { ...(room === undefined ? {} : { room }), ...(roomType === undefined ? {} : { roomType }) };
}
