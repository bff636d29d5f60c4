import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { CalendarsReport } from "../../src/control/contract-house.ts";

export default class CalendarAdd extends HotelbotCommand<typeof CalendarAdd> {
  static override summary = "Read a channel's calendar (Airbnb, Booking.com) and block what it sold.";
  static override description =
    `It is read at once and every quarter of an hour; what cannot be read stays as it was read last. Nights that somebody
else has already are shown as sold twice, and alarm.

Exit codes: 0 done, 1 it cannot be (nothing was done), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> https://www.airbnb.com/calendar/ical/1.ics?s=x --room 101",
    "<%= config.bin %> <%= command.id %> https://ical.booking.com/v1/export?t=x --type double",
  ];
  static override args = {
    url: Args.string({ required: true, description: "Its address, as the channel shows it." }),
  };
  static override flags = {
    room: Flags.string({ exclusive: ["type"], helpValue: "NUMBER", summary: "The room it is about." }),
    type: Flags.string({
      exclusive: ["room"],
      helpValue: "TYPE",
      summary: "The room type: a free room for each sale.",
    }),
    as: clerkFlag(),
  };

  async run(): Promise<CalendarsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { calendarLines } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const { room, type } = this.flags;
    const place = {
      ...(room === undefined ? {} : { room }),
      ...(type === undefined ? {} : { roomType: type }),
    };
    const order = { act: "add", by: this.flags.as, url: this.args.url, ...place } as const;
    const report = await control(this.flags, 60_000).house.changeCalendars(order);
    for (const line of calendarLines(report, paint())) this.log(line);
    return report;
  }
}
