import { Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { FeedsReport } from "../../src/control/contract-page.ts";

export default class CalendarShare extends HotelbotCommand<typeof CalendarShare> {
  static override summary = "Give a room's taken nights out to a channel, at an address nobody guesses.";
  static override description =
    `The address is given to Airbnb, Booking.com… as the calendar to read. It names no guest. Without --room or --type, what is given
out already is listed. The channel must reach it from outside: see desk_page.calendar_url in docs/configuration.md.

Exit codes: 0 done, 1 there is no such room, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> --room 101",
    "<%= config.bin %> <%= command.id %> --type double --as Marta",
    "<%= config.bin %> <%= command.id %>",
  ];
  static override flags = {
    room: Flags.string({ exclusive: ["type"], helpValue: "NUMBER", summary: "The room." }),
    type: Flags.string({ exclusive: ["room"], helpValue: "TYPE", summary: "The room type." }),
    as: clerkFlag(),
  };

  async run(): Promise<FeedsReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { page } = control(this.flags);
    const { room, type: roomType, as: by } = this.flags;
    const listed = room === undefined && roomType === undefined;
    const report = listed ? await page.feeds() : await page.changeFeeds({ act: "share", room, roomType, by });
    const { feedLines } = await import("../../src/ops/views/desk.ts");
    for (const line of feedLines(report)) this.log(line);
    return report;
  }
}
