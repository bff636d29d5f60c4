import { addDays } from "../../domain/calendar.ts";
import { HotelbotError } from "../../errors.ts";
import { checkDay, checkParty, checkRooms, checkStay } from "../checks.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { Pms } from "../port.ts";
import { createApi } from "./api.ts";
import { toCancelled } from "./booking.ts";
import { change, found } from "./change.ts";
import { create, type Parts } from "./create.ts";
import { createFinder } from "./find.ts";
import type { QloAppsOptions } from "./options.ts";
import { outOfService } from "./out-of-service.ts";
import { quotes } from "./quote.ts";
import { roomRows } from "./records.ts";
import { refused } from "./refusals.ts";
import { cancelOrder } from "./release.ts";
import { createShop } from "./shop.ts";

/** PHP goes on after its client is gone: 25 s until a write leaves at the latest, and 35 s for it to be done. */
const SETTLE_MS = 60_000;

export interface QloAppsPms extends Pms {
  close(): Promise<void>;
}

/**
 * A QloApps shop as the hotel's PMS. It answers 200 to bookings of rooms it sold already, so writes go one at a time,
 * and a booking is firm only once it was read back alone in its room.
 */
export function qloappsPms(options: QloAppsOptions): QloAppsPms {
  const api = createApi(options);
  const shop = createShop(api, options);
  const finder = createFinder(api, options, shop);
  const parts: Parts = { api, options, shop, finder };
  const alone = oneAtATime();
  const now = (): number => options.clock.now();

  return {
    name: "qloapps",
    settleMs: SETTLE_MS,
    roomTypes: async () => options.roomTypes.map(({ type }) => type),
    async quote(question) {
      checkStay(question.stay);
      checkParty(question.party);
      checkRooms(question.rooms);
      return await quotes(api, options, question, now());
    },
    create: (request) => {
      const askedAt = now();
      return alone(() => create(parts, request, askedAt));
    },
    async findByReference(reference) {
      const known = await finder.byReference(reference);
      return known && (await finder.booking(known));
    },
    async findByCode(code) {
      const known = await finder.byCode(code);
      return known && (await finder.booking(known));
    },
    change: (pmsId, asked) => alone(() => change(parts, pmsId, asked)),
    cancel: (pmsId) =>
      alone(async () => {
        const known = await found(parts, pmsId);
        const { status } = await finder.booking(known);
        if (status === "in_house" || status === "departed") throw refused(`the booking is ${status}`);
        if (status !== "cancelled") await cancelOrder(parts, known.order);
        const after = await found(parts, pmsId);
        return toCancelled(options, known, after, await shop.states());
      }),
    async arrivals(day) {
      checkDay(day);
      const filter = { date_from: `[${day} 00:00:00]`, is_refunded: "[0]" };
      return await finder.bookingsOf(await roomRows(api, filter));
    },
    async inHouse(night) {
      checkDay(night);
      const filter = { date_from: `<[${addDays(night, 1)}]`, date_to: `>[${night}]`, is_refunded: "[0]" };
      const rows = await roomRows(api, filter);
      // A guest who left early frees the room; one who left on the last day slept every night.
      return await finder.bookingsOf(rows.filter((row) => row.arrival <= night && night < row.departure));
    },
    async outOfService(night) {
      checkDay(night);
      return await outOfService(api, options, night);
    },
    async similar(guest, stay) {
      checkStay(stay);
      return await finder.similar(guest, stay);
    },
    async check() {
      const hotel = await api.read(`hotels/${options.hotelId}`);
      const what = `QloApps has no hotel ${options.hotelId}`;
      if (hotel === undefined) throw new HotelbotError("PMS_UNAVAILABLE", { what });
    },
    close: () => api.close(),
  };
}
