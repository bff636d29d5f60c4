/** A time of day found in a folded text, with the text left over (so that «a las 3» is not read as a day). */
export interface TimeRead {
  readonly time?: string;
  readonly rest: string;
}

const CLOCK =
  /(?:\b(?:a las|a la|sobre las|hacia las|as|at|around|about|by|after|before|until|as|despues de las|antes de las|de las|las|pelas|ate as|for)\s+)?\b([01]?\d|2[0-4])(?::|h|\.)([0-5]\d)\s*(?:h|hs|hrs|horas)?\b\s*(am|pm|a\.m\.?|p\.m\.?)?/;
const MERIDIEM = /\b(1[0-2]|0?[1-9])\s*(am|pm|a\.\s?m\.?|p\.\s?m\.?)(?![a-z])/;
const HOUR_UNIT =
  /\b([01]?\d|2[0-4])\s*(?:h|hs|hrs|o'?clock)\b(?:\s+(?:de|da|in|of)\s+(?:la\s+|the\s+)?(manana|manha|tarde|noche|noite|morning|afternoon|evening))?/;
const SPOKEN =
  /\b(?:a las?|para las?|pras|para as|sobre las?|hacia las?|despues de las?|antes de las?|as|at|around|about|pelas|after|before)\s+([01]?\d|2[0-4])\b(?!\s*(?:\/|-|st|nd|rd|th|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sept|octubre|nov|dic|jan|fev|mar|mai|jun|jul|set|out|dez)|noches?|nights?|noites?|personas?|people|adult|pessoas?|euros?|dias?))(?:\s*(?:y|e|and)\s+(media|meia|cuarto|quarto|\d{1,2})|\s+(menos|para) (cuarto|\d{1,2}))?(?:\s*(?:en punto|em ponto|o'?clock|horas|hs?|hours?))?(?:\s*,?\s*(?:de|da|por|in|of|pela|a)\s+(?:la\s+|the\s+)?(manana|madrugada|manha|tarde|noche|noite|morning|afternoon|evening|night))?/;
const PAST = /\b(half past|half|quarter past|quarter to)\s+(1[0-2]|[1-9])\b/;
/** «quinze para as seis», «al cuarto para las nueve», «at ten to nine», «twenty past seven»: minutes before or after. */
const BEFORE_HOUR =
  /\b(?:as|a las|faltan?|al?(?: un)?|at|by) (5|10|15|20|25|cuarto|quarto|quarter) (?:para (?:as|las|la|a) |to )(1[0-2]|[1-9])\b(?! ?(?:of|personas|pessoas|people|guests|adult\w*|noches|noites|nights|days|dias|weeks|semanas|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b)/;
const PAST_HOUR = /\b(5|10|20|25) past (1[0-2]|[1-9])\b/;
/** An hour with its part of the day and nothing before it: «a cab for 6 in the morning», «las 9 de la noche». After a month or «el» it is a day. */
const OF_DAY =
  /(?<!\b(?:dia|el|on|the|al|del|of|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*) )\b(?:for )?(1[0-2]|[1-9]) (?:in the|de la|da) (morning|afternoon|evening|manana|madrugada|tarde|noche|manha|noite)\b/;
/** What is said elsewhere of the part of the day: tonight, or a meal that is eaten in the evening. */
const EVENING =
  /\b(?:esta noche|tonight|this evening|hoje a noite|esta noite|por la noche|in the evening|hoy a la noche)\b/;
const DINNER = /\b(?:dinner|supper|cen(?:a|ar|amos|aremos|ariamos)|janta(?:r|mos)?|mesa|table)\b/;
/** What is done by day, and what makes «tonight» a night's stay: the hour is not of the evening then. */
const BY_DAY =
  /\b(?:wak\w+|despert\w*|acord\w*|leav\w+|salgo|sal(?:e|en|imos)|sai|saimos|check ?-?(?:out|in)|taxis?|cab|flights?|vuelos?|voos?|tren|trem|train|lands?)\b/;
const NOT_TONIGHT = /\b(?:tomorrow|manana|amanha|rooms?|habitacion|quarto)\b/;
const MORNING =
  /\b(?:morning|breakfast|brunch|desayun\w*|por la manana|de la manana|madrugada|manha|cafe da manha|pequeno-almoco)\b/;
const NOON = /\b(?:a |al |ao |at )?(?:mediodia|medio dia|meio[- ]dia|noon|midday)\b/;
const MIDNIGHT = /\b(?:a |a la |at )?(?:medianoche|media noche|meia[- ]noite|midnight)\b/;

/**
 * Reads one time of day. Seven to eleven without «am/pm» is the evening's where dinner or tonight is spoken of:
 * «a table for four this evening at half eight».
 */
export function readTime(plain: string): TimeRead {
  const read = readClock(plain);
  const hour = Number(read.time?.slice(0, 2));
  const open = read.time !== undefined && hour >= 7 && hour <= 11 && !/\b(?:am|a\.m)/.test(plain);
  // «08:00» and «09:30» are written by those who count to 24.
  const exact = /\b0\d\s?[:h.]\s?\d/.test(plain) || BY_DAY.test(plain) || MORNING.test(plain);
  const evening = DINNER.test(plain) || (EVENING.test(plain) && !NOT_TONIGHT.test(plain));
  return open && evening && !exact ? { ...read, time: format(hour + 12, Number(read.time?.slice(3))) } : read;
}

/** Without «am/pm» or a part of the day, hours stay as said: «a las 3» is 03:00 only at night. */
function readClock(plain: string): TimeRead {
  const cut = (match: RegExpExecArray): string =>
    `${plain.slice(0, match.index)} , ${plain.slice(match.index + match[0].length)}`;
  const noon = NOON.exec(plain);
  if (noon) return { time: "12:00", rest: cut(noon) };
  const midnight = MIDNIGHT.exec(plain);
  if (midnight) return { time: "00:00", rest: cut(midnight) };
  const clock = CLOCK.exec(plain);
  if (clock && !/^\.\d{2,4}/.test(plain.slice(clock.index + clock[0].trimEnd().length)) && notDate(clock)) {
    return { time: hhmm(Number(clock[1]), Number(clock[2]), clock[3]), rest: cut(clock) };
  }
  const meridiem = MERIDIEM.exec(plain);
  if (meridiem) return { time: hhmm(Number(meridiem[1]), 0, meridiem[2]), rest: cut(meridiem) };
  const past = PAST.exec(plain);
  if (past) {
    const hour = Number(past[2]);
    const minutes = past[1]?.startsWith("half") ? 30 : past[1] === "quarter past" ? 15 : -15;
    return { time: shifted(hour, minutes, guess(hour)), rest: cut(past) };
  }
  const before = BEFORE_HOUR.exec(plain);
  if (before)
    return {
      time: shifted(Number(before[2]), -minutesOf(before[1]), guess(Number(before[2]))),
      rest: cut(before),
    };
  const after = PAST_HOUR.exec(plain);
  if (after)
    return { time: shifted(Number(after[2]), Number(after[1]), guess(Number(after[2]))), rest: cut(after) };
  const ofDay = OF_DAY.exec(plain);
  if (ofDay && !SPOKEN.test(plain))
    return { time: hhmm(Number(ofDay[1]), 0, part(ofDay[2])), rest: cut(ofDay) };
  const spoken = SPOKEN.exec(plain);
  if (spoken && !forPeople(spoken, plain)) return { time: spokenTime(spoken), rest: cut(spoken) };
  const unit = HOUR_UNIT.exec(plain);
  if (unit) return { time: hhmm(Number(unit[1]), 0, part(unit[2])), rest: cut(unit) };
  return { rest: plain };
}

/** «una habitación para las dos», «para las 4 amigas»: without minutes or a part of the day «para las» may be for people. */
function forPeople(match: RegExpExecArray, plain: string): boolean {
  if (!/^(?:para las?|pras|para as)\b/.test(match[0])) return false;
  if (match[2] ?? match[4] ?? match[5] ?? /horas|punto|ponto/.exec(match[0])) return false;
  const after = plain.slice(match.index + match[0].length).trimStart();
  const room = /\b(?:habitacion|cuarto|doble|quarto|duplo|somos)\b/.test(plain);
  return Number(match[1]) < 3 || room || !/^(?:[,.;!?]|$|por favor|hoy|manana|esta|hoje|amanha)/.test(after);
}

const minutesOf = (word: string | undefined): number => (/^\d/.test(word ?? "") ? Number(word) : 15);

/** «14.30» is a time, «3.5» and «12.04.2027» are not. */
function notDate(match: RegExpExecArray): boolean {
  return !match[0].includes(".") || /\b(?:las|la|as|at|pm|am)\b|p\.m|a\.m/.test(match[0]);
}

function spokenTime(match: RegExpExecArray): string {
  const hour = Number(match[1]);
  const word = (text: string | undefined): number =>
    text === undefined ? 0 : /^\d/.test(text) ? Number(text) : text.startsWith("me") ? 30 : 15;
  const minutes = match[3] === "menos" ? -word(match[4]) : word(match[2]);
  return shifted(hour, minutes, part(match[5]) ?? guess(hour));
}

/** A guessed afternoon hour taken back to the morning: nobody is woken at «las seis» in the evening. */
export function morning(time: string): string {
  const hour = Number(time.slice(0, 2));
  return hour >= 13 && hour <= 18 ? format(hour - 12, Number(time.slice(3))) : time;
}

/** Guests say «a las 3» for arriving and leaving by day: 1–6 without more is the afternoon, the rest as said. */
function guess(hour: number): string | undefined {
  return hour >= 1 && hour <= 6 ? "pm" : undefined;
}

function part(word: string | undefined): string | undefined {
  if (!word) return undefined;
  return /^(?:tarde|noche|noite|afternoon|evening|night)$/.test(word) ? "pm" : "am";
}

function shifted(hour: number, minutes: number, meridiem: string | undefined): string {
  const total = (toHour(hour, meridiem) * 60 + minutes + 1440) % 1440;
  return format(Math.floor(total / 60), total % 60);
}

function hhmm(hour: number, minutes: number, meridiem: string | undefined): string {
  return format(toHour(hour, meridiem), minutes);
}

function toHour(hour: number, meridiem: string | undefined): number {
  if (meridiem?.startsWith("p") && hour < 12) return hour + 12;
  if (meridiem?.startsWith("a") && hour === 12) return 0;
  return hour % 24;
}

function format(hour: number, minutes: number): string {
  return `${String(hour).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
