/** Times, days and amounts as people read them. Pure: `now` is epoch ms, `tag` a language tag as Intl takes. */

const MINUTE = 60_000;

/** «3 min», «2 h», «4 d»: how long ago, or how long it lasts. */
export function span(ms) {
  const minutes = Math.max(0, Math.floor(ms / MINUTE));
  if (minutes < 1) return "<1 min";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1440)} d`;
}

export function since(iso, now) {
  return span(now - Date.parse(iso));
}

/** «14:05» today on the hotel's wall, «23 nov, 14:05» on another day. */
export function clock(iso, now, tag, timeZone) {
  const at = new Date(iso);
  const day = new Intl.DateTimeFormat("en-CA", { timeZone });
  const today = day.format(at) === day.format(new Date(now));
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone };
  return new Intl.DateTimeFormat(tag, today ? time : { day: "numeric", month: "short", ...time }).format(at);
}

/** «lunes, 1 de febrero» for a day of the calendar, `YYYY-MM-DD`. */
export function day(date, tag) {
  const at = new Date(`${date}T12:00:00Z`);
  return new Intl.DateTimeFormat(tag, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(at);
}

export function money({ minor, currency }, tag) {
  const format = new Intl.NumberFormat(tag, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits;
  return format.format(minor / 10 ** digits);
}

/** «1:05» of a call. */
export function length(fromIso, toMs) {
  const seconds = Math.max(0, Math.floor((toMs - Date.parse(fromIso)) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function nights(arrival, departure) {
  return Math.round((Date.parse(departure) - Date.parse(arrival)) / 86_400_000);
}
