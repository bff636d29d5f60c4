import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  ArrivalsReport,
  BookingsReport,
  CalendarsReport,
  DeskBookingReport,
  RatesReport,
  RoomsReport,
} from "../../src/control/contract-house.ts";
import { demoHotel, hotelbot, jsonLines, type RunningDaemon, runningDaemon } from "./support/hotelbot.ts";

let state: string;
let daemon: RunningDaemon;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "hotelbot-house-"));
  demoHotel(state);
  daemon = await runningDaemon(state);
}, 60_000);
afterAll(async () => {
  await daemon.end("SIGTERM");
  rmSync(state, { recursive: true, force: true });
});

async function answer(args: readonly string[], input = ""): Promise<unknown> {
  const { exitCode, stdout, stderr } = await hotelbot([...args, "--state", state, "--json"], input);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return jsonLines(stdout)[0];
}

describe("a hotel without a PMS", { timeout: 60_000 }, () => {
  it("closes days to arrivals and departures, and opens them again", async () => {
    const closed = async (...args: readonly string[]) =>
      RatesReport.parse(await answer(["rates", "closed", "double", ...args])).closed;
    const saturdays = { roomType: "double", weekday: 6, night: null, arrival: true, departure: false };
    expect(await closed("arrival", "--days", "sat")).toEqual([saturdays]);
    const day = { roomType: "double", weekday: null, night: "2027-12-31", arrival: true, departure: true };
    expect(await closed("both", "--from", "2027-12-31")).toEqual([saturdays, day]);
    const shown = await hotelbot(["rates", "--state", state]);
    expect(shown.stdout).toMatch(
      /sat {2}closed to arrivals\n {2}2027-12-31 {2}closed to arrivals and departures/,
    );
    expect(await closed("--from", "2027-12-31")).toEqual([saturdays]);
    expect(await closed("--days", "sat")).toEqual([]);
    const wrong = await hotelbot(["rates", "closed", "double", "check-in", "--state", state]);
    expect(wrong.exitCode).toBe(3);
  });

  it("keeps rooms, rates and bookings from the command line", async () => {
    await answer(["rooms", "add", "999", "--type", "double", "--as", "Marta"]);
    const block = ["--from", "2027-05-02", "--until", "2027-05-04", "--reason", "paint"];
    const { rooms } = RoomsReport.parse(await answer(["rooms", "block", "999", ...block]));
    expect(rooms.find((room) => room.number === "999")?.blocks).toMatchObject([{ reason: "paint" }]);
    const { rates } = RatesReport.parse(
      await answer(["rates", "set", "double", "77,50", "--days", "mon,tue"]),
    );
    expect(rates.filter((rate) => rate.minor === 7_750).map((rate) => rate.weekday)).toEqual([1, 2]);
    const stay = [
      "--from",
      "2027-05-10",
      "--until",
      "2027-05-12",
      "--name",
      "Ana",
      "--room",
      "999",
      "--paid",
      "5",
    ];
    const { booking } = DeskBookingReport.parse(await answer(["bookings", "add", "double", ...stay]));
    expect(booking).toMatchObject({ rooms: ["999"], total: { minor: 15_500 }, deposit: "part" });
    await answer(["bookings", "change", booking.code, "--until", "2027-05-11"]);
    const listed = BookingsReport.parse(await answer(["bookings", "--from", "2027-05-10"]));
    expect(listed.bookings).toMatchObject([{ code: booking.code, departure: "2027-05-11" }]);
    const arrivals = ["bookings", "arrivals", "--date", "2027-05-10"];
    expect(ArrivalsReport.parse(await answer(arrivals)).arrivals).toMatchObject([
      {
        code: booking.code,
        nights: 1,
        rooms: booking.rooms,
        owed: { minor: (listed.bookings[0]?.total.minor ?? 0) - 500 },
      },
    ]);
    const shown = await hotelbot(["bookings", "show", booking.code, "--state", state]);
    expect(shown.stdout).toMatch(/firm +2027-05-10 → 2027-05-11 +999 \(double\) +Ana/);
    await answer(["bookings", "cancel", booking.code]);
    const early = await hotelbot(["bookings", "check-in", booking.code, "--state", state]);
    expect({ code: early.exitCode, text: early.stderr }).toEqual({
      code: 1,
      text: expect.stringContaining("PMS_REFUSED: The PMS refused: the booking is cancelled."),
    });
  });

  it("takes what it exported, and names every line of a file it cannot take", async () => {
    const exported = await hotelbot(["rates", "export", "--state", state]);
    const file = join(state, "rates.csv");
    writeFileSync(file, `\uFEFF${exported.stdout}\n`);
    expect(await answer(["rates", "import", file])).toMatchObject({ written: true });
    const again = await hotelbot(["rates", "export", "--state", state]);
    expect(again.stdout).toBe(exported.stdout);
    const csv = "arrival;departure;room_type;name\n2027-06-01;2027-06-02;double;Ana\n2027-06-01;x;attic;Bo\n";
    const refused = await hotelbot(["bookings", "import", "-", "--state", state], csv);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/IMPORT_INVALID.*line 3: /) });
    expect(BookingsReport.parse(await answer(["bookings", "--from", "2027-06-01"])).bookings).toEqual([]);
  });

  it("reads a channel's calendar and writes its own", async () => {
    const event = "UID:a\r\nDTSTART;VALUE=DATE:20270701\r\nDTEND;VALUE=DATE:20270703\r\nSUMMARY:Reserved";
    const feed = createServer((_request, response) =>
      response.end(`BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`),
    );
    await new Promise<void>((resolve) => feed.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void feed.close());
    const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/a.ics?secret`;
    const { calendars } = CalendarsReport.parse(await answer(["calendar", "add", url, "--room", "101"]));
    expect(calendars).toMatchObject([{ id: 1, room: "101", error: null, soldTwice: 0 }]);
    expect(JSON.stringify(calendars)).not.toContain("secret");
    const file = join(state, "101.ics");
    await answer(["calendar", "export", "--room", "101", "--to", file]);
    expect(readFileSync(file, "utf8")).toContain("DTSTART;VALUE=DATE:20270701\r\nDTEND;VALUE=DATE:20270703");
    const wrong = await hotelbot(["calendar", "add", "ftp://x", "--room", "101", "--state", state]);
    expect(wrong.stderr).toMatch(/REQUEST_INVALID/);
    await answer(["calendar", "remove", "1"]);
  });
});
