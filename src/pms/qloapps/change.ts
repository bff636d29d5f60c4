import type { Booking } from "../../domain/hotel.ts";
import type { Party, Stay } from "../../domain/stay.ts";
import { HotelbotError } from "../../errors.ts";
import { checkParty, checkStay, checkTotal } from "../checks.ts";
import type { BookingChange } from "../port.ts";
import type { Written } from "./api.ts";
import type { Found } from "./booking.ts";
import { fields, recordOf } from "./coerce.ts";
import type { Parts } from "./create.ts";
import { isFirm } from "./find.ts";
import { qloappsIdOf } from "./options.ts";
import { prices } from "./quote.ts";
import type { RoomRow } from "./records.ts";
import { invalid, refusal, refused, unknown } from "./refusals.ts";
import { roomLines } from "./request.ts";

interface Wanted {
  readonly qloappsId: number;
  readonly stay: Stay;
  readonly party: Party;
  readonly total: Booking["total"];
}

/**
 * Changes a booking's dates, room type and guests. QloApps replaces the rooms: it looks for free ones while the own
 * room still counts as taken, so a full house refuses even a shorter stay in it, and a granted change may move the
 * guest. Must run alone.
 */
export async function change(parts: Parts, pmsId: string, asked: BookingChange): Promise<Booking> {
  const { finder, options } = parts;
  const before = await found(parts, pmsId);
  const booking = await finder.booking(before);
  if (booking.status !== "firm") throw refused(`the booking is ${booking.status}`);
  if (booking.parts) throw refused("its rooms are of several types: change it in QloApps");
  const wanted: Wanted = {
    stay: asked.stay ?? booking.stay,
    party: asked.party ?? booking.party,
    qloappsId: qloappsIdOf(options, asked.roomType ?? booking.roomType),
    total: asked.total,
  };
  checkStay(wanted.stay);
  checkParty(wanted.party);
  checkTotal(wanted.total, options.currency);
  if (holds(before, wanted)) {
    if (samePeople(booking.party, wanted.party) && booking.total.minor === wanted.total.minor) return booking;
    throw refused(
      "QloApps keeps guests and price of a booking whose dates and room type stay: change it there",
    );
  }
  const rooms = before.rows.filter((row) => row.held).length;
  const after = await put(parts, before, wanted, rooms);
  if (isFirm(after)) return await finder.booking(after);
  await putBack(parts, after, booking, rooms);
  throw refused("the room was given to another booking at the same moment");
}

/** The booking `pmsId`. PMS_INVALID when there is none. */
export async function found({ finder }: Parts, pmsId: string): Promise<Found> {
  const order = /^[1-9]\d{0,9}$/.test(pmsId) ? await finder.order(Number(pmsId)) : undefined;
  if (!order) throw invalid(`there is no booking ${pmsId}`);
  return await finder.whole(order);
}

/** Writes the change and answers the booking as it stands then; rejects unless it stands as wanted. */
async function put(parts: Parts, before: Found, wanted: Wanted, rooms: number): Promise<Found> {
  const { api, options, shop } = parts;
  const { order, customer } = before;
  const { qloappsId, stay, party, total } = wanted;
  const [priced, taxRulesGroup, note] = await Promise.all([
    prices(api, options, { stay, party, rooms, qloappsId }),
    shop.taxRulesGroup(qloappsId),
    noteOf(parts, order.id),
  ]);
  const price = priced.find((each) => each.qloappsId === qloappsId);
  if (!price) throw refused("that room type is not sold");
  if (!customer) throw refused("the booking's customer cannot be read");
  const { firstname, lastname, email, phone } = customer;
  const body = {
    id: order.id,
    id_property: options.hotelId,
    currency: options.currency,
    source: order.source,
    ...(note === "" ? {} : { remark: note }),
    associations: {
      customer_detail: { firstname, lastname, email, phone },
      room_types: roomLines({ qloappsId, stay, party, rooms, total, price, taxRulesGroup }),
    },
  };
  const written = await api.writeBooking("PUT", `bookings/${order.id}`, body);
  if (written.kind === "refused") throw refusal(written.why);
  if (written.kind === "unavailable") throw new HotelbotError("PMS_UNAVAILABLE", { what: written.why });
  return await readBack(parts, order.id, wanted, rooms, written);
}

async function readBack(
  parts: Parts,
  id: number,
  wanted: Wanted,
  rooms: number,
  written: Written,
): Promise<Found> {
  let after: Found;
  try {
    after = await found(parts, String(id));
  } catch (cause) {
    throw unknown("the change could not be read back", cause);
  }
  if (holds(after, wanted) && after.rows.filter((row) => row.held).length === rooms) return after;
  // Done, and lost to somebody who was first: QloApps marks such rooms, and the old ones are gone already.
  if (after.rows.some((row) => row.backOrder && isOf(row, wanted))) return after;
  throw unknown(written.kind === "open" ? written.why : "the change is not shown yet");
}

/** A change that ran into somebody: back to where the guest was, or people must look. */
async function putBack(parts: Parts, after: Found, booking: Booking, rooms: number): Promise<void> {
  const { stay, party, total, roomType, reference, code } = booking;
  const old: Wanted = { stay, party, total, qloappsId: qloappsIdOf(parts.options, roomType) };
  try {
    if (isFirm(await put(parts, after, old, rooms))) return;
  } catch {
    // Told below: whatever the reason, the booking is not where it was.
  }
  parts.options.alert({ kind: "not_moved_back", reference, code });
  throw unknown(`${code} was changed into a room that another booking holds, and could not be changed back`);
}

/** True when every room held is of the type and dates wanted. */
function holds({ rows }: Found, wanted: Wanted): boolean {
  const held = rows.filter((row) => row.held);
  return held.length > 0 && held.every((row) => isOf(row, wanted));
}

function isOf(row: RoomRow, { qloappsId, stay }: Wanted): boolean {
  return row.typeId === qloappsId && row.arrival === stay.arrival && row.departure === stay.departure;
}

function samePeople(a: Party, b: Party): boolean {
  return a.adults === b.adults && a.children === b.children;
}

/** A change replaces the note too. Where the booking cannot be read (a US install with notices on) it is left out. */
async function noteOf({ api }: Parts, id: number): Promise<string> {
  try {
    const record = recordOf(await api.read(`bookings/${id}`));
    const { remarks } = fields(record.associations);
    return Array.isArray(remarks) ? remarks.map(String).join("\n") : "";
  } catch {
    return "";
  }
}
