import type { RoomType } from "../../domain/hotel.ts";
import { HotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { PmsAlert } from "../port.ts";

/** A room type as the hotel's configuration words it, and its `id_room_type` in QloApps. */
export interface QloAppsRoomType {
  readonly type: RoomType;
  readonly qloappsId: number;
}

export interface QloAppsOptions {
  /** Of the shop, without `/api`: `https://pms.hotel.example`. */
  readonly url: string;
  readonly hotelId: number;
  /** ISO 4217; QloApps must sell in it. */
  readonly currency: string;
  /** The shop's PS_TIMEZONE: what its dates mean. */
  readonly timeZone: string;
  /** What is sold, in the hotel's order. */
  readonly roomTypes: readonly QloAppsRoomType[];
  /** The id of the order state «cancelled», where its name does not tell. */
  readonly cancelledState?: number;
  /** The web service key; asked before every call, so that a renewed one needs no restart. */
  readonly key: () => string;
  readonly clock: Clock;
  /** Something a person must look at. */
  readonly alert: (alert: PmsAlert) => void;
  /** Until an answer begins: 15 s for questions, 20 s for writes (a create sends several mails before it answers). */
  readonly readTimeoutMs?: number;
  readonly writeTimeoutMs?: number;
}

/** The id QloApps knows a room type by. PMS_INVALID for one the configuration does not have. */
export function qloappsIdOf(options: QloAppsOptions, roomType: string): number {
  const found = options.roomTypes.find(({ type }) => type.id === roomType);
  if (!found) throw new HotelbotError("PMS_INVALID", { what: `there is no room type «${roomType}»` });
  return found.qloappsId;
}

/** Our id of a QloApps room type; one that hotelbot does not sell has a name made of its number. */
export function roomTypeOf(options: QloAppsOptions, qloappsId: number): string {
  const found = options.roomTypes.find((each) => each.qloappsId === qloappsId);
  return found?.type.id ?? `qloapps-${qloappsId}`;
}
