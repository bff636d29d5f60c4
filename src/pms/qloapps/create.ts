import type { Booking, BookingRequest } from "../../domain/hotel.ts";
import { countsOf, partsOf, type RoomPart, sameCounts } from "../../domain/parts.ts";
import type { Stay } from "../../domain/stay.ts";
import { HotelbotError } from "../../errors.ts";
import { checkRequest } from "../checks.ts";
import type { Api, Written } from "./api.ts";
import { type Found, sourceOf, typeCounts } from "./booking.ts";
import { recordOf, wholeAt } from "./coerce.ts";
import { type Finder, isFirm } from "./find.ts";
import { besideKnown, type CustomerDetail, customerDetail } from "./guest.ts";
import { type QloAppsOptions, qloappsIdOf } from "./options.ts";
import { prices } from "./quote.ts";
import { customers } from "./records.ts";
import { invalid, refusal, refused, unknown } from "./refusals.ts";
import { release } from "./release.ts";
import { remark, roomLines } from "./request.ts";
import type { Shop } from "./shop.ts";

export interface Parts {
  readonly api: Api;
  readonly options: QloAppsOptions;
  readonly shop: Shop;
  readonly finder: Finder;
}

/** A create waits for its turn at most this long before it leaves, so that `settleMs` counts from when it was asked. */
const LATEST_START_MS = 25_000;
/** A booking that lost its room is tried once more: with free rooms left, two creates still pick the same one. */
const TRIES = 2;

/**
 * Writes a booking and believes nothing of the answer: what counts is what stands in the PMS afterwards, in a room
 * nobody else was first in. Must run alone (one writer a hotel).
 */
export async function create(parts: Parts, request: BookingRequest, askedAt: number): Promise<Booking> {
  const { finder, options } = parts;
  checkRequest(request, options.currency);
  const source = sourceOf(request.reference);
  if (source === undefined) throw invalid(`the reference «${request.reference}»`);
  for (const { roomType } of countsOf(request)) qloappsIdOf(options, roomType);
  const known = await finder.byReference(request.reference);
  if (known) {
    const booking = await finder.booking(known);
    if (booking.status !== "not_firm") return booking;
    await release(parts, known.order, request.reference);
  }
  /** Orders of this reference that lost their room: the one to be found is another. */
  const lost = new Set(known ? [known.order.id] : []);
  for (let tries = 1; ; tries += 1) {
    const found = await attempt(parts, { request, source, askedAt, lost });
    if (isFirm(found) && holdsAll(options, found, request)) {
      return await made(parts, request, found);
    }
    await release(parts, found.order, request.reference);
    lost.add(found.order.id);
    if (tries === TRIES) {
      throw refused(`the room was given to another booking at the same moment, ${TRIES} times over`);
    }
  }
}

interface Attempt {
  readonly request: BookingRequest;
  readonly source: string;
  readonly askedAt: number;
  readonly lost: ReadonlySet<number>;
}

/** One write and what came of it. Rejects when nothing was written (REFUSED, INVALID, UNAVAILABLE) or when unclear. */
async function attempt(parts: Parts, { request, source, askedAt, lost }: Attempt): Promise<Found> {
  const { api, options, finder } = parts;
  const { stay, guest, reference } = request;
  const [lines, known] = await Promise.all([
    Promise.all(partsOf(request).map((part) => linesOf(parts, stay, part))),
    customers(api, { email: `[${customerDetail(guest, reference).email}]` }),
  ]);
  const customer = besideKnown(customerDetail(guest, reference), guest, reference, known);
  const body = {
    id_property: options.hotelId,
    currency: options.currency,
    booking_status: 1,
    payment_status: 3,
    source,
    remark: remark(request, customer.notes),
    associations: {
      customer_detail: withoutNotes(customer),
      // One order for all types: QloApps books every line of it or none.
      room_types: lines.flat(),
    },
  };
  if (options.clock.now() - askedAt > LATEST_START_MS) {
    throw new HotelbotError("PMS_UNAVAILABLE", { what: "QloApps answers too slowly to book now" });
  }
  const written = await api.writeBooking("POST", "bookings", body);
  return await afterWrite(finder, reference, written, lost);
}

/** The lines of one room type at today's price. PMS_REFUSED when it has too few rooms. */
async function linesOf({ api, options, shop }: Parts, stay: Stay, part: RoomPart): Promise<unknown[]> {
  const { party, rooms, roomType, total } = part;
  const qloappsId = qloappsIdOf(options, roomType);
  const [asked, taxRulesGroup] = await Promise.all([
    prices(api, options, { stay, party, rooms, qloappsId }),
    shop.taxRulesGroup(qloappsId),
  ]);
  const price = asked.find((each) => each.qloappsId === qloappsId);
  if (!price) throw refused(`«${roomType}» is not sold`);
  if (price.free < rooms)
    throw refused(`no room of «${roomType}» is left from ${stay.arrival} to ${stay.departure}`);
  return roomLines({ qloappsId, stay, party, rooms, total, price, taxRulesGroup });
}

/** As many rooms of each type as were asked for. */
function holdsAll(options: QloAppsOptions, { rows }: Found, request: BookingRequest): boolean {
  const held = rows.filter((row) => row.held);
  const asked = countsOf(request).map(({ roomType, rooms }) => ({
    roomType: String(qloappsIdOf(options, roomType)),
    rooms,
  }));
  return sameCounts(typeCounts(held, String), asked);
}

/** From the answer to the truth: an unclear one is looked up by our reference before anybody is told anything. */
async function afterWrite(
  finder: Finder,
  reference: string,
  written: Written,
  lost: ReadonlySet<number>,
): Promise<Found> {
  if (written.kind === "refused") throw refusal(written.why);
  if (written.kind === "unavailable") throw new HotelbotError("PMS_UNAVAILABLE", { what: written.why });
  const id = written.kind === "done" ? wholeAt(recordOf(written.body), "id") : 0;
  try {
    const found = id > 0 ? await finder.written(id) : await finder.byReference(reference, lost);
    if (found) return found;
  } catch (cause) {
    throw unknown("the booking could not be read back", cause);
  }
  throw unknown(written.kind === "open" ? written.why : "the booking is not shown yet");
}

/** Firm: the rest is for people to see. */
async function made(parts: Parts, request: BookingRequest, found: Found): Promise<Booking> {
  const booking = await parts.finder.booking(found);
  for (const { row } of found.rivals) {
    const { reference } = request;
    const { code } = booking;
    const other = String(row.orderId);
    parts.options.alert({ kind: "room_taken_twice", reference, code, room: row.roomNumber, other });
  }
  return booking;
}

function withoutNotes({ notes: _notes, ...detail }: CustomerDetail): Omit<CustomerDetail, "notes"> {
  return detail;
}
