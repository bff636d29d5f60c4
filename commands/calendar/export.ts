import { Flags } from "@oclif/core";
import { HotelbotCommand } from "../../src/command.ts";
import type { CalendarExport } from "../../src/control/contract-house.ts";

export default class CalendarExportCommand extends HotelbotCommand<typeof CalendarExportCommand> {
  static override summary = "Write the taken nights of a room or a room type as a calendar for channels.";
  static override description =
    `It names no guest. Of a room type, the nights on which no room is left. With --to the file is replaced whole, so that a
web server may serve it: run it every few minutes by cron and give the channel that address, with a name nobody guesses.

Exit codes: 0 written, 1 there is no such room, 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> --room 101 > 101.ics",
    "<%= config.bin %> <%= command.id %> --type double --to /var/www/html/double-7f3k29.ics",
  ];
  static override flags = {
    room: Flags.string({ exclusive: ["type"], helpValue: "NUMBER", summary: "The room." }),
    type: Flags.string({ exclusive: ["room"], helpValue: "TYPE", summary: "The room type." }),
    to: Flags.string({ helpValue: "FILE", summary: "Into this file instead of standard output." }),
  };

  async run(): Promise<CalendarExport> {
    const { control } = await import("../../src/control/connect.ts");
    const { room, type } = this.flags;
    const place = {
      ...(room === undefined ? {} : { room }),
      ...(type === undefined ? {} : { roomType: type }),
    };
    const report = await control(this.flags).house.exportCalendar(place);
    if (this.flags.to === undefined) this.log(report.ics.trimEnd());
    else {
      const { writePublic } = await import("../../src/ops/house/files.ts");
      await writePublic(this.flags.to, report.ics);
      this.log(this.flags.to);
    }
    return report;
  }
}
