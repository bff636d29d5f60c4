import { addDays } from "../../domain/calendar.ts";
import type { ErrandDatum, ErrandKind, OpenErrand } from "../contract-errands.ts";
import { dayIn, roomIn, timeIn } from "../errand-words.ts";
import { ownAnswer } from "../own-answers.ts";
import { ask } from "../questions.ts";
import type { Reading } from "../reading.ts";
import { tellDesk } from "../summary.ts";
import { forget, patch, say, sayWords, type Turn, without } from "../turn.ts";
import { both, forEar } from "../words.ts";
import { asksWhose, lookForBooking, roomIfHere } from "./errand-booking.ts";
import { back, ERRAND_QUESTIONS, finish, pass, whenWords } from "./errand-end.ts";
import type { Flow } from "./flow.ts";
import { agreedWish, checkWish, isWish } from "./stay-wishes.ts";
import { unreadHere, wasPutElsewhere } from "./unread.ts";

/** What the desk must know to do a thing. What is missing is asked for, each once; then people ask. */
const NEEDS: Readonly<Partial<Record<ErrandKind, readonly ErrandDatum[]>>> = {
  housekeeping: ["room"],
  maintenance: ["room"],
  taxi: ["time"],
  transfer: ["time"],
  wake_up_call: ["time", "room"],
  message_for_guest: ["words"],
  late_checkout: ["time"],
  early_check_in: ["time"],
};

/** Begins a wish: what the message says of it already is not asked again. */
export function errandFlow(kind: ErrandKind): Flow {
  return (turn, reading) => {
    const { question } = turn.state;
    const booking = turn.state.booking ?? turn.state.existing?.booking;
    const named = roomIn(reading.text, false);
    const room = named ?? (booking && roomIfHere(turn, booking));
    const time = timeIn(reading, false);
    const date = dayIn(turn, reading);
    const begun: OpenErrand = {
      kind,
      words: reading.text,
      asked: reading.text.trim().split(/\s+/).length > 9 ? ["words"] : [],
      ...(room === undefined ? {} : { room }),
      ...(time === undefined ? {} : { time }),
      ...(date === undefined ? {} : { date }),
      ...(booking === undefined ? {} : { bookingCode: booking.code }),
      ...(question === undefined ? {} : { before: question }),
    };
    if (waitsForPms(turn)) return alongside(turn, begun);
    const open = opening(abandon(turn), kind);
    if (booking && booking !== turn.state.booking) return proceed(open, { ...begun, booking });
    const known = booking !== undefined || named !== undefined;
    return (known ? undefined : lookForBooking(open, begun)) ?? proceed(open, begun);
  };
}

/** The PMS is being asked about a wish, and answers in this very turn. */
export function waitsForPms({ requests, state }: Turn): boolean {
  const finding = state.errand?.finding === true;
  return requests.some(({ kind }) => kind === "turnover" || (finding && kind === "find_bookings"));
}

/** A second wish while the PMS is being asked about the first: the desk has it as it was said. */
function alongside(turn: Turn, errand: OpenErrand): Turn {
  const { errand: first } = turn.state;
  const passed = finish(turn, errand);
  const { question, asked } = turn.state;
  return patch(forget(passed, "question", "asked"), {
    ...(first ? { errand: first } : {}),
    ...(question && asked ? { question, asked } : {}),
  });
}

function opening(turn: Turn, kind: ErrandKind): Turn {
  // The hotel's own words on these say how to ask for them: here they are asked for already.
  const own = kind === "wake_up_call" || isWish(kind) ? undefined : ownAnswer(turn, kind);
  if (own) return sayWords(turn, both(own, forEar(own)));
  return kind === "maintenance" ? say(turn, "request.sorry", {}) : turn;
}

/** Asks for what is missing; once all is known that can be, the desk has it. */
export function proceed(turn: Turn, errand: OpenErrand): Turn {
  const missing = (NEEDS[errand.kind] ?? []).find(
    (datum) => !errand.asked.includes(datum) && (datum === "words" || errand[datum] === undefined),
  );
  if (missing) {
    return ask(
      patch(turn, { errand: { ...errand, asked: [...errand.asked, missing] } }),
      `errand_${missing}`,
    );
  }
  if (isWish(errand.kind)) return checkWish(patch(turn, { errand }), errand) ?? finish(turn, errand);
  if (errand.kind === "wake_up_call" && errand.time !== undefined) {
    const day = errand.date ? {} : { date: nextDay(turn, errand.time), dayIsOurs: true };
    return ask(patch(turn, { errand: { ...errand, ...day } }), "errand_confirm");
  }
  // Who names an hour alone means the next one: the desk is reminded before it.
  const soon = errand.time !== undefined && errand.date === undefined && RIDES.has(errand.kind);
  return finish(turn, soon ? { ...errand, date: nextDay(turn, errand.time ?? "") } : errand);
}

const RIDES: ReadonlySet<ErrandKind> = new Set(["taxi", "transfer"]);

/** Today while that hour is still to come, else tomorrow. */
function nextDay(turn: Turn, time: string): string {
  const { now } = turn.input;
  return time > now.time ? now.date : addDays(now.date, 1);
}

/** What the message means to an open wish; undefined when it is about something else. */
export function answerErrand(turn: Turn, reading: Reading): Turn | undefined {
  const { errand, question } = turn.state;
  if (!errand || question === undefined || !ERRAND_QUESTIONS.has(question) || reading.tap?.stale)
    return undefined;
  const put = !wasPutElsewhere(turn);
  const room = roomIn(reading.text, put && question === "errand_room");
  const time = timeIn(reading, put && question === "errand_time");
  const date = dayIn(turn, reading);
  const given = {
    ...(room === undefined ? {} : { room }),
    ...(time === undefined ? {} : { time }),
    ...(date === undefined ? {} : { date }),
  };
  const elsewhere = reading.acts.some((act) => act !== errand.kind);
  const told = Object.keys(given).length > 0;
  if (question === "errand_confirm") {
    if (told && !elsewhere) return proceed(turn, { ...anyDay(errand), ...given });
    if (reading.yes) return unreadHere(turn) ?? agreed(turn, errand);
    return reading.no ? back(say(forget(turn, "errand"), "errand.dropped", {}), errand) : undefined;
  }
  if (elsewhere || !(put || told)) return undefined;
  if (question === "errand_words")
    return proceed(turn, { ...errand, words: `${errand.words}\n${reading.text}` });
  const missed = told ? errand : { ...errand, words: `${errand.words}\n${reading.text}` };
  return proceed(turn, { ...missed, ...given });
}

/** A day we chose for one hour says nothing of another hour. */
function anyDay(errand: OpenErrand): OpenErrand {
  return errand.dayIsOurs ? without(errand, "date", "dayIsOurs") : errand;
}

function agreed(turn: Turn, errand: OpenErrand): Turn {
  if (isWish(errand.kind)) return agreedWish(turn, errand);
  const said = say(turn, "errand.wake_set", {
    when: whenWords(turn, errand.date ?? turn.input.now.date, errand.time ?? ""),
  });
  return back(pass(said, { ...errand, agreed: true }), errand);
}

/** The guest went on to something else: the desk has what is known of the wish. */
export function leaveErrand(turn: Turn): Turn {
  const { question, mode } = turn.state;
  const asks = (question !== undefined && ERRAND_QUESTIONS.has(question)) || asksWhose(turn);
  return asks && mode === "bot" ? turn : abandon(turn);
}

function abandon(turn: Turn): Turn {
  const { errand } = turn.state;
  // A late departure that is being asked of the PMS is not left behind: its answer comes in this very turn.
  if (!errand || waitsForPms(turn)) return turn;
  return tellDesk(pass(turn, { ...errand, agreed: false }), "request", errand.words);
}
