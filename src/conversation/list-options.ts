import { addDays } from "../domain/calendar.ts";
import { rulesOf } from "../domain/desk-rules.ts";
import type { Option } from "./choices.ts";
import { dateWords } from "./facts.ts";
import { trimHour } from "./format.ts";
import { isOff, isOwnSubject, ownAnswer } from "./own-answers.ts";
import type { PlainKey } from "./phrase-keys.ts";
import { topicWords } from "./topics.ts";
import { draftOf, type Turn, words } from "./turn.ts";

/** Days to leave that are offered: a week. */
const MOST_DEPARTURES = 7;
const MOST_HOURS = 8;
const HOUR = 60;

/** The first departures after the arrival, each with its nights. */
export function departureOptions(turn: Turn): Option[] {
  const { arrival } = draftOf(turn);
  if (arrival === undefined) return [];
  const most = Math.min(MOST_DEPARTURES, turn.input.limits.maxNights);
  return Array.from({ length: most }, (_, index) => {
    const departure = addDays(arrival, index + 1);
    return {
      action: `until:${departure}`,
      title: shortDay(dateWords(turn, departure).text),
      description: words(turn, "fact.nights", { count: index + 1 }).text,
    };
  });
}

/** «martes 3 de marzo» → «mar 3 de marzo», which fits a row in every language. */
function shortDay(date: string): string {
  return date.replace(/^(\p{L}{3})[\p{L}-]*/u, "$1");
}

/** From 1 to 5, so that the number of a row is the mark. */
export function ratingOptions(turn: Turn): Option[] {
  const marks: readonly PlainKey[] = ["rate.1", "rate.2", "rate.3", "rate.4", "rate.5"];
  return marks.map((key, index) => ({
    action: `choice:${index + 1}`,
    title: words(turn, key, {}).text,
    description: "★".repeat(index + 1),
  }));
}

/** Hours that suit what is wished for; any other can be typed. */
export function hourOptions(turn: Turn): Option[] {
  return hoursFor(turn).map((minutes) => {
    const time = clock(minutes);
    return { action: `time:${time}`, title: trimHour(time) };
  });
}

function hoursFor(turn: Turn): number[] {
  const { hotel, now } = turn.input;
  switch (turn.state.errand?.kind) {
    case "wake_up_call":
      return spread(6 * HOUR, 9 * HOUR + 30);
    case "late_checkout":
      return spread(minutesOf(hotel.checkOutUntil) + 30, minutesOf(rulesOf(hotel).lateCheckout.latest));
    case "early_check_in":
      return spread(
        Math.max(8 * HOUR, minutesOf(hotel.checkInFrom) - 4 * HOUR),
        minutesOf(hotel.checkInFrom) - 30,
      );
    case "taxi":
    case "transfer": {
      const soonest = Math.ceil((minutesOf(now.time) + 30) / 30) * 30;
      return spread(soonest, Math.min(soonest + 4 * HOUR, 23 * HOUR + 30));
    }
    default:
      return [];
  }
}

/** Every half hour, or every whole one where that would be too many. */
function spread(from: number, to: number): number[] {
  for (const each of [30, HOUR, 2 * HOUR]) {
    const count = Math.floor((to - from) / each) + 1;
    if (count <= MOST_HOURS) return Array.from({ length: Math.max(0, count) }, (_, at) => from + at * each);
  }
  return [];
}

function minutesOf(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * HOUR + Number(minutes);
}

function clock(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / HOUR))}:${two(minutes % HOUR)}`;
}

/** What we can always do for whoever stays. */
const STAY = ["housekeeping", "wake_up_call", "taxi"] as const;
/** Subjects guests ask about most, the first ones the hotel can answer are shown. */
const HOTEL = [
  "room_types",
  "check_in_time",
  "breakfast",
  "parking",
  "wifi",
  "location",
  "cancellation_policy",
];
const ANSWERED: ReadonlySet<string> = new Set([
  "room_types",
  "check_in_time",
  "location",
  "cancellation_policy",
]);
const MOST_SUBJECTS = 4;

/** All we can do here, in three groups; the last row fetches a person. */
export function menuOptions(turn: Turn): Option[] {
  const titled = (key: PlainKey, topic: string, title: string): Option => ({
    action: `topic:${topic}`,
    title,
    section: words(turn, key, {}).text,
  });
  const group = (key: PlainKey, topics: readonly string[]): Option[] =>
    topics.map((topic) => titled(key, topic, topicWords(turn, topic).text));
  const offered = (topic: string): boolean => !isOff(turn, topic);
  const answered = HOTEL.filter(
    (topic) => ANSWERED.has(topic) || (isOwnSubject(turn, topic) && ownAnswer(turn, topic) !== undefined),
  );
  return [
    ...group("menu.bookings", ["availability", "lookup_booking"]),
    ...group("menu.stay", STAY.filter(offered)),
    ...group("menu.hotel", answered.filter(offered).slice(0, MOST_SUBJECTS)),
    titled("menu.hotel", "person", words(turn, "button.person", {}).text),
  ];
}
