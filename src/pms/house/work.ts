import type { Booking, BookingRequest, Quote, RoomType } from "../../domain/hotel.ts";
import { money } from "../../domain/money.ts";
import { countsOf, type RoomCount } from "../../domain/parts.ts";
import { nightsOf, type Stay } from "../../domain/stay.ts";
import { HotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Ids } from "../../platform/ids.ts";
import { checkParty, checkRequest, checkStay, checkTotal, invalid } from "../checks.ts";
import type { BookingChange, QuoteQuestion } from "../port.ts";
import { taxWithin, totalOf } from "./price.ts";
import type { HouseRepository, HouseSettings } from "./repository.ts";

const CODE_LENGTH = 6;

/** What only the desk may ask of a change. */
export interface DeskChange {
  /** This room and no other. */
  readonly room?: string;
  /** Also for guests who are in the house. */
  readonly staysOn?: boolean;
}

export type HouseWork = ReturnType<typeof houseWork>;

/** What the house PMS does, synchronous and without a transaction of its own: each write must be run within one. */
export function houseWork(parts: { repository: HouseRepository; clock: Clock; ids: Ids }) {
  const { repository, clock, ids } = parts;

  const settings = (): HouseSettings => {
    const found = repository.settings();
    if (!found) throw new HotelbotError("PMS_UNAVAILABLE", { what: "the house has no rooms and rates yet" });
    return found;
  };

  const typeOf = (id: string): RoomType => {
    const type = repository.roomTypes().find((candidate) => candidate.id === id);
    if (!type) throw invalid(`there is no room type «${id}»`);
    return type;
  };

  const bookingOf = (pmsId: string): Booking => {
    const booking = repository.byId(pmsId);
    if (!booking) throw invalid(`there is no booking ${pmsId}`);
    return booking;
  };

  const quoteOne = (type: RoomType, question: QuoteQuestion): Quote => {
    const { currency, taxPercent } = settings();
    const { stay, party, rooms } = question;
    const nightly = repository.rates(type.id, stay).map(({ night, minor }) => {
      if (minor === undefined) throw invalid(`«${type.id}» has no rate for ${night}`);
      return { night, amount: money(minor, currency) };
    });
    const total = totalOf(nightly, rooms, currency);
    const minNights = question.counted ? 1 : repository.minimumStay(type.id, stay.arrival);
    const tooShort = nightsOf(stay) < minNights;
    const closedTo = question.counted ? [] : repository.closedTo(type.id, stay);
    const isOpen = closedTo.length === 0;
    return {
      roomType: type.id,
      stay,
      party,
      rooms,
      nightly,
      total,
      tax: taxWithin(total, taxPercent),
      free: tooShort || !isOpen ? 0 : repository.freeRooms(type.id, stay).length,
      askedAt: clock.now(),
      ...(tooShort ? { minNights } : {}),
      ...(isOpen ? {} : { closedTo }),
    };
  };

  /** `count` free rooms, those in `preferred` first. PMS_REFUSED when there are too few. */
  const choose = (
    roomType: string,
    stay: Stay,
    count: number,
    preferred: readonly string[] = [],
    own?: Booking,
  ): readonly string[] => {
    const free = repository.freeRooms(roomType, stay, own?.pmsId);
    const kept = preferred.filter((number) => free.includes(number));
    const chosen = [...kept, ...free.filter((number) => !kept.includes(number))].slice(0, count);
    if (chosen.length < count) throw noRoom(roomType, stay);
    return chosen;
  };

  /** Rooms of every type, those of the first type first. */
  const chooseAll = (
    counts: readonly RoomCount[],
    stay: Stay,
    preferred: readonly string[] = [],
    own?: Booking,
  ): readonly string[] =>
    counts.flatMap(({ roomType, rooms }) => choose(typeOf(roomType).id, stay, rooms, preferred, own));

  const occupy = (pmsId: string, numbers: readonly string[], roomType: string, stay: Stay): void => {
    if (!repository.occupy(pmsId, numbers, stay)) throw noRoom(roomType, stay);
  };

  const newCode = (): string => {
    for (let tries = 0; tries < 50; tries += 1) {
      const code = ids.readable(CODE_LENGTH);
      if (!repository.byCode(code)) return code;
    }
    throw new HotelbotError("PMS_REFUSED", { what: "no booking code is left" });
  };

  const create = (request: BookingRequest, room?: string): Booking => {
    const known = repository.byReference(request.reference);
    if (known) return known;
    checkRequest(request, settings().currency);
    const wanted = room === undefined ? [] : [room];
    const roomNumbers = chooseAll(countsOf(request), request.stay, wanted);
    checkGiven(room, roomNumbers);
    const pmsId = repository.insert({ code: newCode(), request, roomNumbers, createdAt: clock.now() });
    occupy(pmsId, roomNumbers, request.roomType, request.stay);
    return bookingOf(pmsId);
  };

  const change = (pmsId: string, asked: BookingChange, desk: DeskChange = {}): Booking => {
    const before = bookingOf(pmsId);
    const staysOn = desk.staysOn === true && before.status === "in_house";
    if (before.status !== "firm" && !staysOn) throw refused(`the booking is ${before.status}`);
    const { stay = before.stay, roomType = before.roomType, party = before.party, total } = asked;
    checkStay(stay);
    checkParty(party);
    checkTotal(total, settings().currency);
    if (before.parts && roomType !== before.roomType) throw refused("its rooms are of several types");
    const wanted = desk.room === undefined ? before.roomNumbers : [desk.room, ...before.roomNumbers];
    const counts = before.parts ?? [{ roomType, rooms: before.roomNumbers.length }];
    const roomNumbers = chooseAll(counts, stay, wanted, before);
    checkGiven(desk.room, roomNumbers);
    repository.vacate(pmsId);
    occupy(pmsId, roomNumbers, roomType, stay);
    repository.update(pmsId, { roomType, roomNumbers, stay, party, total, at: clock.now() });
    return bookingOf(pmsId);
  };

  const cancel = (pmsId: string): Booking => {
    const before = bookingOf(pmsId);
    if (before.status === "cancelled") return before;
    if (before.status !== "firm") throw refused(`the booking is ${before.status}`);
    repository.vacate(pmsId);
    repository.setStatus(pmsId, "cancelled", clock.now());
    return bookingOf(pmsId);
  };

  return { settings, typeOf, bookingOf, quoteOne, create, change, cancel };
}

/** Throws PMS_REFUSED when a room was asked for by its number and is not among those that are given. */
function checkGiven(room: string | undefined, given: readonly string[]): void {
  if (room !== undefined && !given.includes(room)) throw refused(`room ${room} is not free for these nights`);
}

function refused(what: string): HotelbotError {
  return new HotelbotError("PMS_REFUSED", { what });
}

function noRoom(roomType: string, { arrival, departure }: Stay): HotelbotError {
  return refused(`no room of «${roomType}» is left from ${arrival} to ${departure}`);
}
