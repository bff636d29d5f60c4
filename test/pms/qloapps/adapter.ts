import type { RoomType } from "../../../src/domain/hotel.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import type { PmsAlert } from "../../../src/pms/port.ts";
import type { QloAppsOptions, QloAppsRoomType } from "../../../src/pms/qloapps/options.ts";
import { type QloAppsPms, qloappsPms } from "../../../src/pms/qloapps/qloapps.ts";
import { KEY } from "../../support/qloapps/double.ts";

function roomType(id: string, name: string): RoomType {
  const same = { es: name, en: name, pt: name };
  const words = { es: [id], en: [id], pt: [id] };
  return { id, name: same, description: same, words, maxAdults: 2, maxChildren: 2, maxGuests: 4 };
}

export const ROOM_TYPES: readonly QloAppsRoomType[] = [
  { type: roomType("general", "General Rooms"), qloappsId: 1 },
  { type: roomType("delux", "Delux Rooms"), qloappsId: 2 },
  { type: roomType("executive", "Executive Rooms"), qloappsId: 3 },
  { type: roomType("luxury", "Luxury Rooms"), qloappsId: 4 },
];

export function pmsOn(
  url: string,
  more: Partial<QloAppsOptions> = {},
): { pms: QloAppsPms; alerts: PmsAlert[] } {
  const alerts: PmsAlert[] = [];
  const clock: Clock = systemClock();
  const pms = qloappsPms({
    url,
    hotelId: 1,
    currency: "USD",
    timeZone: "UTC",
    roomTypes: ROOM_TYPES,
    key: () => KEY,
    clock,
    alert: (alert) => alerts.push(alert),
    ...more,
  });
  return { pms, alerts };
}
