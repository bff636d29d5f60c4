import { Args, Flags } from "@oclif/core";
import { clerkFlag, HotelbotCommand } from "../../src/command.ts";
import type { DeskBookingReport } from "../../src/control/contract-house.ts";

export default class BookingsAdd extends HotelbotCommand<typeof BookingsAdd> {
  static override summary = "Book for a guest on the phone or at the desk.";
  static override description =
    `The price is what the rates make, unless --total says another. Rooms that guests who are deciding keep are not taken.

Exit codes: 0 booked, 1 it cannot be (nothing was written), 3 wrong usage, 10 hotelbot is not running.`;
  static override examples = [
    "<%= config.bin %> <%= command.id %> double --from 2027-03-01 --until 2027-03-04 --name 'Ana Pérez' --phone +34600000001",
    "<%= config.bin %> <%= command.id %> double --from 2027-03-01 --until 2027-03-02 --name 'Bo Li' --room 104 --channel walk-in",
  ];
  static override args = {
    type: Args.string({ required: true, description: "The room type, as hotel.yaml calls it." }),
  };
  static override flags = {
    from: Flags.string({ required: true, helpValue: "DAY", summary: "The day of arrival." }),
    until: Flags.string({ required: true, helpValue: "DAY", summary: "The day of departure." }),
    name: Flags.string({ required: true, helpValue: "NAME", summary: "The guest." }),
    phone: Flags.string({ default: "", helpValue: "PHONE", summary: "With its country: +34600000001." }),
    email: Flags.string({ default: "", helpValue: "ADDRESS", summary: "The guest's e-mail." }),
    adults: Flags.integer({ default: 2, min: 1, summary: "How many." }),
    children: Flags.integer({ default: 0, min: 0, summary: "How many." }),
    rooms: Flags.integer({ default: 1, min: 1, summary: "How many of this type." }),
    room: Flags.string({ helpValue: "NUMBER", summary: "This very room." }),
    channel: Flags.string({
      default: "desk",
      helpValue: "WORD",
      summary: "How they booked: phone or walk-in, say.",
    }),
    total: Flags.string({ helpValue: "AMOUNT", summary: "For everything, instead of what the rates make." }),
    deposit: Flags.string({ helpValue: "AMOUNT", summary: "What is waited for before the stay." }),
    paid: Flags.string({ helpValue: "AMOUNT", summary: "What was received." }),
    "non-refundable": Flags.boolean({ default: false, summary: "No money back." }),
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
    const {
      from,
      until,
      as: by,
      "non-refundable": nonRefundable,
      state: _,
      socket: __,
      json: ___,
      ...booking
    } = this.flags;
    const report = await control(this.flags).house.changeBooking({
      ...booking,
      act: "add",
      by,
      roomType: this.args.type,
      arrival: readDay(from),
      departure: readDay(until),
      nonRefundable,
    });
    for (const line of bookingLine(report.booking, paint())) this.log(line);
    return report;
  }
}
