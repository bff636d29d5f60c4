import { readXml } from "../../../src/pms/qloapps/xml.ts";
import type { AriQuestion } from "./ari.ts";

/** bookings: JSON is tried first, whatever the content type says; then XML. */
export function bodyOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { booking?: unknown }).booking;
  } catch {
    try {
      return fromXml((readXml(text) as { booking?: unknown }).booking);
    } catch {
      return undefined;
    }
  }
}

/** `<room_types><room_type>…` as JSON writes it: lists under the plural's name, numbers as numbers. */
function fromXml(value: unknown): unknown {
  if (typeof value === "string") return /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(fromXml);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fromXml(each)]));
}

export type Wrong = { readonly code: number; readonly message: string };

/** hotel_ari takes XML only. */
export function ariQuestion(text: string): AriQuestion | Wrong {
  let asked: Record<string, unknown>;
  try {
    asked = (readXml(text) as { hotel_ari: Record<string, unknown> }).hotel_ari;
    if (typeof asked !== "object") throw new Error("no hotel_ari");
  } catch {
    return { code: 85, message: "Validation error: Invalid ARI search parameters found" };
  }
  for (const name of ["id_hotel", "date_from", "date_to"]) {
    if (asked[name] === undefined) return { code: 41, message: `parameter "${name}" required` };
  }
  const from = String(asked.date_from);
  const to = String(asked.date_to);
  for (const [name, day] of Object.entries({ date_from: from, date_to: to })) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) {
      return { code: 85, message: `Validation error: "The ${name} field is invalid."` };
    }
  }
  if (to <= from) return { code: 85, message: 'Validation error: "Date to" must be after "date from"' };
  const { room_occupancies } = (asked.associations ?? {}) as { room_occupancies?: unknown };
  const flag = (name: string): boolean => asked[name] === "1";
  const bucket = {
    available: flag("get_available_rooms"),
    booked: flag("get_booked_rooms"),
    unavailable: flag("get_unavailable_rooms"),
    partial: flag("get_partial_available_rooms"),
  };
  const chosen = Object.values(bucket).some(Boolean);
  return {
    hotel: Number(asked.id_hotel),
    ...(asked.id_room_type === undefined ? {} : { type: Number(asked.id_room_type) }),
    from,
    to,
    rooms: Math.max(1, occupancies(room_occupancies)),
    buckets: chosen ? bucket : { available: true, booked: false, unavailable: false, partial: false },
    datewise: flag("date_wise_breakdown"),
  };
}

function occupancies(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  const inside = (value as { room_occupancy?: unknown } | undefined)?.room_occupancy;
  return Array.isArray(inside) ? inside.length : inside === undefined ? 0 : 1;
}
