import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { calendarStates, createCalendars } from "../../src/daemon/calendars.ts";
import { checkCalendars } from "../../src/ops/checks/calendars.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { addCalendar, exportCalendar, removeCalendar } from "../../src/pms/house/calendar/desk.ts";
import { readCalendar } from "../../src/pms/house/calendar/ical.ts";
import { changeBooking } from "../../src/pms/house/desk/bookings.ts";
import { changeRooms, listRooms } from "../../src/pms/house/desk/rooms.ts";
import { ADD, codeOf, deskOf } from "../pms/desk/support.ts";

const event = (uid: string, from: string, until: string, summary = "Reserved"): string =>
  [
    ...["BEGIN:VEVENT", `UID:${uid}`, `DTSTART;VALUE=DATE:${from.replaceAll("-", "")}`],
    ...[`DTEND;VALUE=DATE:${until.replaceAll("-", "")}`, `SUMMARY:${summary}`, "END:VEVENT"],
  ].join("\r\n");

/** A channel that serves a calendar, and the house on 2027-03-01 that reads it. */
async function channel() {
  const page = { status: 200, text: "" };
  const server = createServer((request, response) => {
    if (request.url === "/moved.ics") response.writeHead(302, { location: "/feed.ics" }).end();
    else response.writeHead(page.status, { "content-type": "text/calendar" }).end(page.text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const house = deskOf();
  const { parts } = house;
  const calendars = createCalendars(parts, { clock: parts.clock, log: silentLogger() });
  onTestFinished(() => calendars.stop());
  return {
    ...house,
    calendars,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.ics`,
    says: (...events: readonly string[]) => {
      page.status = 200;
      page.text = ["BEGIN:VCALENDAR", ...events, "END:VCALENDAR"].join("\r\n");
    },
    fails: (status: number, text = "") => Object.assign(page, { status, text }),
    state: () => calendarStates(parts.desk, parts.clock.now(), "UTC")[0],
  };
}

const WEEK = { arrival: "2027-03-01", departure: "2027-03-08" };

it("blocks what the channel sold, gives back what it cancelled, and keeps the last good reading", async () => {
  const { parts, calendars, url, says, fails, state, at } = await channel();
  addCalendar(parts, { url: url.replace("feed", "moved"), room: "101" }, "Marta");
  says(event("a", "2027-03-02", "2027-03-04"), event("b", "2027-03-06", "2027-03-07"));
  await calendars.readNow();
  expect(parts.desk.takenNights("101", "2027-03-01")).toEqual(["2027-03-02", "2027-03-03", "2027-03-06"]);
  expect(parts.house.freeRooms("double", WEEK)).toEqual(["102", "103"]);
  says(event("a", "2027-03-02", "2027-03-05"));
  await calendars.readNow();
  expect(parts.desk.takenNights("101", "2027-03-01")).toEqual(["2027-03-02", "2027-03-03", "2027-03-04"]);
  for (const [status, text] of [
    [500, ""],
    [200, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT"],
    [404, ""],
  ] as const) {
    fails(status, text);
    await calendars.readNow();
    expect(parts.desk.takenNights("101", "2027-03-01")).toHaveLength(3);
    expect(state()?.failedAt).toBe(parts.clock.now());
  }
  expect(checkCalendars(state() ? [state() as never] : [], at.now + 4 * 3_600_000)[0]?.state).toBe("warning");
  says();
  await calendars.readNow();
  expect(parts.desk.takenNights("101", "2027-03-01")).toEqual([]);
  expect(state()).toMatchObject({ soldTwice: 0, error: undefined });
});

it("finds what was sold twice, says so until it is settled, and then takes the nights", async () => {
  const { parts, calendars, url, says, state, audited } = await channel();
  const { code } = changeBooking(parts, { ...ADD, room: "101" }, "Marta");
  addCalendar(parts, { url, room: "101" }, "Marta");
  says(event("a", "2027-03-03", "2027-03-06"));
  await calendars.readNow();
  await calendars.readNow();
  expect(state()?.soldTwice).toBe(1);
  expect(checkCalendars([state() as never], parts.clock.now())).toMatchObject([{ state: "critical" }]);
  expect(listRooms(parts)[0]?.blocks).toMatchObject([{ holds: false, stay: { arrival: "2027-03-03" } }]);
  expect(parts.house.byCode(code)).toMatchObject({ status: "firm", roomNumbers: ["101"] });
  changeBooking(parts, { act: "change", code, room: "102" }, "Marta");
  await calendars.readNow();
  expect(state()?.soldTwice).toBe(0);
  expect(parts.desk.takenNights("101", "2027-03-01")).toEqual(["2027-03-03", "2027-03-04", "2027-03-05"]);
  // Only what changes is written down.
  expect(audited.filter((action) => action === "calendar.read")).toHaveLength(2);
});

it("takes a channel's echo of our own bookings for no sale of theirs", async () => {
  const { parts, calendars, url, says, state } = await channel();
  changeBooking(parts, { ...ADD, room: "101" }, "Marta");
  addCalendar(parts, { url, room: "101" }, "Marta");
  says(event("closed", "2027-03-01", "2027-03-06", "CLOSED - Not available"));
  await calendars.readNow();
  expect(state()?.soldTwice).toBe(0);
  expect(listRooms(parts)[0]?.blocks).toMatchObject([
    { stay: { arrival: "2027-03-04", departure: "2027-03-06" } },
  ]);
});

it("takes a free room of a type for each sale, until none is left", async () => {
  const { parts, calendars, url, says, state } = await channel();
  addCalendar(parts, { url, roomType: "suite" }, "Marta");
  says(...["a", "b", "c"].map((uid) => event(uid, "2027-03-02", "2027-03-04")));
  await calendars.readNow();
  expect(parts.house.freeRooms("suite", WEEK)).toEqual([]);
  expect(state()?.soldTwice).toBe(1);
  says(event("b", "2027-03-02", "2027-03-04"));
  await calendars.readNow();
  expect(parts.house.freeRooms("suite", WEEK)).toEqual(["201"]);
  removeCalendar(parts, 1, "Marta");
  expect(parts.house.freeRooms("suite", WEEK)).toEqual(["201", "202"]);
});

it("tells channels which nights are taken: of a room, or of the last room of a type", async () => {
  const { parts } = await channel();
  changeBooking(parts, { ...ADD, roomType: "suite", room: "201" }, "Marta");
  const order = {
    act: "block",
    number: "202",
    from: "2027-03-02",
    until: "2027-03-09",
    reason: "x",
  } as const;
  changeRooms(parts, order, "Marta");
  const stays = (place: object) => readCalendar(exportCalendar(parts, place), "UTC").map(({ stay }) => stay);
  expect(stays({ room: "201" })).toEqual([{ arrival: "2027-03-01", departure: "2027-03-04" }]);
  expect(stays({ roomType: "suite" })).toEqual([{ arrival: "2027-03-02", departure: "2027-03-04" }]);
  expect(stays({ room: "101" })).toEqual([]);
  expect(exportCalendar(parts, { room: "201" })).not.toContain("Ana");
  expect(codeOf(() => exportCalendar(parts, {}))).toMatch(/PMS_INVALID/);
  expect(codeOf(() => exportCalendar(parts, { room: "999" }))).toMatch(/PMS_INVALID/);
});
