import { addDays, type LocalDate } from "../../domain/calendar.ts";
import type { Api } from "./api.ts";
import { type Fields, fields, recordOf, textAt } from "./coerce.ts";
import type { QloAppsOptions } from "./options.ts";

/** What QloApps gives as the reason when one night is too short a stay: the room itself is in service then. */
const MIN_STAY = "4";

/** Numbers of the rooms that QloApps does not sell in a night though nobody has booked them. */
export async function outOfService(api: Api, options: QloAppsOptions, night: LocalDate): Promise<string[]> {
  const answer = recordOf(
    await api.ask({
      id_hotel: options.hotelId,
      date_from: night,
      date_to: addDays(night, 1),
      get_unavailable_rooms: 1,
    }),
  );
  const types = Array.isArray(answer.room_types) ? answer.room_types.map(fields) : [];
  return types
    .flatMap((type) => Object.values(fields(fields(type.rooms).unavailable)).map(fields))
    .filter((room) => !isTooShort(room))
    .map((room) => textAt(room, "room_num"));
}

function isTooShort({ detail }: Fields): boolean {
  const reasons = Array.isArray(detail) ? detail.map(fields) : [];
  return reasons.length > 0 && reasons.every((reason) => textAt(reason, "id_status") === MIN_STAY);
}
