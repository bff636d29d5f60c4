import { isLocalDate } from "../domain/calendar.ts";
import { toMinor } from "./convert.ts";
import { checkDeskPage } from "./desk-page.ts";
import { checkDeskWork } from "./desk-work.ts";
import { answerOf, checkFaq, faqEntries } from "./faq.ts";
import { checkPhone } from "./phone.ts";
import type { KeyPath, Problem } from "./problems.ts";
import type { HotelFile, LocalizedText } from "./schema.ts";
import { checkTurnedOff } from "./turned-off.ts";

/** What is wrong with a file whose every single value is well formed, in the order of the file. */
export function checkHotelFile(file: HotelFile): Problem[] {
  return [
    ...checkHotel(file),
    ...checkLanguages(file),
    ...checkFaq(file),
    ...checkCancellation(file),
    ...checkConversation(file),
    ...checkRoomTypes(file),
    ...checkRates(file),
    ...checkMapping(file),
    ...checkDeskWork(file),
    ...checkPhone(file),
    ...checkDeskPage(file),
    ...checkTurnedOff(file),
  ];
}

function checkHotel({ hotel }: HotelFile): Problem[] {
  const problems: Problem[] = [];
  if (!isTimeZone(hotel.time_zone)) {
    problems.push(
      at(["hotel", "time_zone"], `is no time zone: «${hotel.time_zone}» (write one like Europe/Madrid)`),
    );
  }
  if (!Intl.supportedValuesOf("currency").includes(hotel.currency)) {
    problems.push(at(["hotel", "currency"], `is no currency: «${hotel.currency}»`));
  }
  if (!hotel.languages.includes(hotel.default_language)) {
    problems.push(at(["hotel", "default_language"], "is not one of hotel.languages"));
  }
  return problems;
}

function checkCancellation({ cancellation, pms }: HotelFile): Problem[] {
  const sold = new Set(pms.room_types.map(({ id }) => id));
  return cancellation.non_refundable.flatMap((id, index) =>
    sold.has(id) ? [] : [at(["cancellation", "non_refundable", index], `is no room type: «${id}»`)],
  );
}

/** Every text must be there in every language the hotel speaks: a guest never gets half an answer in another one. */
function checkLanguages(file: HotelFile): Problem[] {
  const { hotel, pms } = file;
  const texts: [KeyPath, LocalizedText][] = [
    [["hotel", "cancellation_policy"], hotel.cancellation_policy],
    ...faqEntries(file).flatMap((each): [KeyPath, LocalizedText][] => {
      const answer = answerOf(each);
      return answer ? [[each.entry.answer ? [...each.path, "answer"] : each.path, answer]] : [];
    }),
    ...pms.room_types.flatMap((type, index): [KeyPath, LocalizedText][] => [
      [["pms", "room_types", index, "name"], type.name],
      [["pms", "room_types", index, "description"], type.description],
    ]),
  ];
  return texts.flatMap(([path, text]) =>
    hotel.languages
      .filter((language) => text[language] === undefined)
      .map((language) => at(path, `has no text in «${language}», which the hotel speaks`)),
  );
}

function checkConversation({ conversation }: HotelFile): Problem[] {
  if (conversation.quiet_longest_ms >= conversation.quiet_ms) return [];
  return [at(["conversation", "quiet_longest_ms"], "is shorter than conversation.quiet_ms")];
}

function checkRoomTypes({ pms }: HotelFile): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  pms.room_types.forEach((type, index) => {
    const path: KeyPath = ["pms", "room_types", index];
    if (ids.has(type.id)) problems.push(at([...path, "id"], `«${type.id}» is used twice`));
    ids.add(type.id);
    if (type.max_guests > type.max_adults + type.max_children) {
      problems.push(at([...path, "max_guests"], "is more than max_adults and max_children together"));
    }
  });
  return problems;
}

/** The house's own rooms and rates. */
function checkRates({ hotel, pms }: HotelFile): Problem[] {
  if (pms.kind !== "house") return [];
  const problems: Problem[] = [];
  const numbers = new Map<string, string>();
  pms.room_types.forEach((type, index) => {
    const path: KeyPath = ["pms", "room_types", index];
    type.rooms.forEach((number, room) => {
      const other = numbers.get(number);
      if (other)
        problems.push(at([...path, "rooms", room], `room «${number}» is listed already, in ${other}`));
      numbers.set(number, type.id);
    });
    const rates = [
      [["rate"], type.rate] as const,
      [["weekend_rate"], type.weekend_rate ?? 0] as const,
      ...Object.entries(type.dated_rates).map(([night, rate]) => [["dated_rates", night], rate] as const),
    ];
    for (const [key, rate] of rates) {
      if (isCurrency(hotel.currency) && toMinor(rate, hotel.currency) === undefined) {
        problems.push(at([...path, ...key], `${rate} has more decimals than ${hotel.currency}`));
      }
    }
    for (const night of Object.keys(type.dated_rates).filter((night) => !isLocalDate(night))) {
      problems.push(at([...path, "dated_rates", night], "is no day of the calendar"));
    }
  });
  return problems;
}

/** One room type of ours is one of QloApps': two of ours for one would sell the same rooms twice. */
function checkMapping({ pms }: HotelFile): Problem[] {
  if (pms.kind !== "qloapps") return [];
  const { time_zone, room_types } = pms;
  const problems = room_types.flatMap(({ qloapps_id }, index) =>
    room_types.findIndex((each) => each.qloapps_id === qloapps_id) < index
      ? [at(["pms", "room_types", index, "qloapps_id"], `${qloapps_id} is used twice`)]
      : [],
  );
  if (time_zone === undefined || isTimeZone(time_zone)) return problems;
  return [
    at(["pms", "time_zone"], `is no time zone: «${time_zone}» (write one like Europe/Madrid)`),
    ...problems,
  ];
}

function at(path: KeyPath, what: string): Problem {
  return { path, what };
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf("currency").includes(code);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
