import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { DeskBookingReport } from "../../src/control/contract-house.ts";

export default class BookingsChange extends HotelbotCommand<typeof BookingsChange> {
  static override summary = "Move a booking to other dates, another room or another type.";
  static override description =
    `Other dates or another type cost what the rates make of them, unless --total says another price. The guest of a
conversation is told nothing by this.

Exit codes: 0 done, 1 it cannot be (the booking stays as it was), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> AGMPUZ --until 2027-03-05",
    "<%= config.bin %> <%= command.id %> AGMPUZ --room 104",
  ];
  static override args = {
    code: Args.string({ required: true, description: "The booking's code." }),
  };
  static override flags = {
    from: Flags.string({ helpValue: "DAY", summary: "The new day of arrival." }),
    until: Flags.string({ helpValue: "DAY", summary: "The new day of departure." }),
    type: Flags.string({ helpValue: "TYPE", summary: "The new room type." }),
    room: Flags.string({ helpValue: "NUMBER", summary: "This very room; its type goes with it." }),
    total: Flags.string({ helpValue: "AMOUNT", summary: "The new price of everything." }),
    anyway: Flags.boolean({
      default: false,
      summary: "Also kept rooms, and more guests than the type takes.",
    }),
    as: clerkFlag(),
  };

  async run(): Promise<DeskBookingReport> {
    const { control } = await import("../../src/control/connect.ts");
    const { bookingLine } = await import("../../src/ops/views/house.ts");
    const { paint } = await import("../../src/ops/views/paint.ts");
    const { readDay } = await import("../../src/ops/house/files.ts");
    const { from, until, type, room, total, anyway, as: by } = this.flags;
    const report = await control(this.flags).house.changeBooking({
      act: "change",
      by,
      code: this.args.code,
      anyway,
      ...(from === undefined ? {} : { arrival: readDay(from) }),
      ...(until === undefined ? {} : { departure: readDay(until) }),
      ...(type === undefined ? {} : { roomType: type }),
      ...(room === undefined ? {} : { room }),
      ...(total === undefined ? {} : { total }),
    });
    for (const line of bookingLine(report.booking, paint())) this.log(line);
    return report;
  }
}
