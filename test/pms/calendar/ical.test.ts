import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/domain/calendar.ts";
import { readCalendar, writeCalendar } from "../../../src/pms/house/calendar/ical.ts";

const AIRBNB = [
  "BEGIN:VCALENDAR",
  "PRODID;X-RICAL-TZSOURCE=TZINFO:-//Airbnb Inc//Hosting Calendar 0.8.8//EN",
  "CALSCALE:GREGORIAN",
  "VERSION:2.0",
  "BEGIN:VEVENT",
  "DTEND;VALUE=DATE:20270305",
  "DTSTART;VALUE=DATE:20270302",
  "UID:1418fb94e984-4c16efb0e3b8a29b1fba7b6b8b2b4d8d",
  " @airbnb.com",
  "DESCRIPTION:Reservation URL: https://www.airbnb.com/hosting/reservations/de",
  " tails/HMABCDEF12\\nPhone Number (Last 4 Digits): 1234",
  "SUMMARY:Reserved",
  "END:VEVENT",
  "BEGIN:VEVENT",
  "DTEND;VALUE=DATE:20270402",
  "DTSTART;VALUE=DATE:20270401",
  "UID:7f662ec65913-5a6e@airbnb.com",
  "SUMMARY:Airbnb (Not available)",
  "BEGIN:VALARM",
  "UID:alarm",
  "DTSTART:20200101T000000Z",
  "END:VALARM",
  "END:VEVENT",
  "END:VCALENDAR",
];

const one = (...lines: readonly string[]): string =>
  ["BEGIN:VCALENDAR", "BEGIN:VEVENT", ...lines, "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
const stayOf = (...lines: readonly string[]) =>
  readCalendar(one("UID:a", ...lines), "Europe/Madrid")[0]?.stay;
const stay = (arrival: string, departure: string) => ({ arrival, departure });

describe("a channel's calendar", () => {
  it.each(["\r\n", "\n"])("of Airbnb is read, whatever ends its lines (%j)", (end) => {
    expect(readCalendar(AIRBNB.join(end), "Europe/Madrid")).toEqual([
      {
        uid: "1418fb94e984-4c16efb0e3b8a29b1fba7b6b8b2b4d8d@airbnb.com",
        stay: stay("2027-03-02", "2027-03-05"),
        summary: "Reserved",
      },
      {
        uid: "7f662ec65913-5a6e@airbnb.com",
        stay: stay("2027-04-01", "2027-04-02"),
        summary: "Airbnb (Not available)",
      },
    ]);
  });

  it("gives days, times on the hotel's clock, ends, durations, or a day alone", () => {
    expect(stayOf("DTSTART:20270301", "DTEND:20270303")).toEqual(stay("2027-03-01", "2027-03-03"));
    expect(stayOf("DTSTART;VALUE=DATE:20270301")).toEqual(stay("2027-03-01", "2027-03-02"));
    expect(stayOf("DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270301")).toEqual(
      stay("2027-03-01", "2027-03-02"),
    );
    expect(stayOf("DTSTART;VALUE=DATE:20270301", "DURATION:P1W2D")).toEqual(stay("2027-03-01", "2027-03-10"));
    expect(
      stayOf('DTSTART;TZID="Europe/Madrid":20270301T150000', "DTEND;TZID=Europe/Madrid:20270303T110000"),
    ).toEqual(stay("2027-03-01", "2027-03-03"));
    expect(stayOf("DTSTART:20270301T233000Z", "DTEND:20270303T100000Z")).toEqual(
      stay("2027-03-02", "2027-03-03"),
    );
    expect(stayOf("DTSTART:20270301T090000Z", "DTEND:20270301T170000Z")).toBeUndefined();
    expect(stayOf("DTSTART:20270301", "DTEND:20270303", "STATUS:CANCELLED")).toBeUndefined();
  });

  it.each([
    ["a page", "<html>Log in</html>"],
    ["nothing", ""],
    ["a calendar that was cut off", AIRBNB.slice(0, 12).join("\r\n")],
    ["an event that repeats", one("DTSTART:20270301", "RRULE:FREQ=DAILY")],
    ["an event without a day", one("UID:a")],
    ["a day that is none", one("DTSTART:20270230")],
    ["an end before the beginning", one("DTSTART:20270303", "DTEND:20270301")],
  ])("is not %s", (_what, text) => {
    expect(() => readCalendar(text, "UTC")).toThrow(expect.objectContaining({ code: "CALENDAR_UNREADABLE" }));
  });

  it("is written so that it reads back, with lines of 75 octets at most", () => {
    const event = fc.tuple(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 90 }),
      fc.nat(400),
      fc.integer({ min: 1, max: 40 }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 5 }), (list) => {
        const events = list.map(([name, from, nights], at) => {
          const arrival = addDays("2027-01-01", from);
          const uid = `${name.replace(/[\s\\;,\p{C}]/gu, "")}-${at}@hotelbot`;
          return { uid, stay: { arrival, departure: addDays(arrival, nights) } };
        });
        const text = writeCalendar("Habitación 101", events, 0);
        for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(readCalendar(text, "UTC").map(({ uid, stay: nights }) => ({ uid, stay: nights }))).toEqual(
          events,
        );
      }),
    );
  });
});
