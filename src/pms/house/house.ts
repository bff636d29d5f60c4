import type { Booking, BookingRequest, Quote, RoomType } from "../../domain/hotel.ts";
import { money } from "../../domain/money.ts";
import type { Stay } from "../../domain/stay.ts";
import { HotelbotError } from "../../errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Ids } from "../../platform/ids.ts";
import { checkDay, checkParty, checkRequest, checkRooms, checkStay, checkTotal, invalid } from "../checks.ts";
import type { BookingChange, Pms, QuoteQuestion } from "../port.ts";
import { sameGuest } from "../same-guest.ts";
import { reading, writing } from "./faults.ts";
import { taxWithin, totalOf } from "./price.ts";
import type { HouseRepository, HouseSettings } from "./repository.ts";

const CODE_LENGTH = 6;

/** The PMS of a hotel that has no other: rooms, rates and bookings in hotelbot's own database. */
export function housePms(parts: { repository: HouseRepository; clock: Clock; ids: Ids }): Pms {
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
    return {
      roomType: type.id,
      stay,
      party,
      rooms,
      nightly,
      total,
      tax: taxWithin(total, taxPercent),
      free: repository.freeRooms(type.id, stay).length,
      askedAt: clock.now(),
    };
  };

  /** `count` free rooms, those in `preferred` first. PMS_REFUSED when there are too few. */
  const choose = (roomType: string, stay: Stay, count: number, own?: Booking): readonly string[] => {
    const free = repository.freeRooms(roomType, stay, own?.pmsId);
    const kept = free.filter((number) => own?.roomNumbers.includes(number));
    const chosen = [...kept, ...free.filter((number) => !kept.includes(number))].slice(0, count);
    if (chosen.length < count) throw noRoom(roomType, stay);
    return chosen;
  };

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

  const create = (request: BookingRequest): Booking => {
    const known = repository.byReference(request.reference);
    if (known) return known;
    checkRequest(request, settings().currency);
    typeOf(request.roomType);
    const roomNumbers = choose(request.roomType, request.stay, request.rooms);
    const pmsId = repository.insert({ code: newCode(), request, roomNumbers, createdAt: clock.now() });
    occupy(pmsId, roomNumbers, request.roomType, request.stay);
    return bookingOf(pmsId);
  };

  const change = (pmsId: string, asked: BookingChange): Booking => {
    const before = bookingOf(pmsId);
    if (before.status !== "firm") throw refused(`the booking is ${before.status}`);
    const { stay = before.stay, roomType = before.roomType, party = before.party, total } = asked;
    checkStay(stay);
    checkParty(party);
    checkTotal(total, settings().currency);
    if (roomType !== before.roomType) typeOf(roomType);
    const roomNumbers = choose(roomType, stay, before.roomNumbers.length, before);
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

  return {
    name: "house",
    settleMs: 0,
    roomTypes: async () => reading(() => repository.roomTypes()),
    quote: async (question) => {
      checkStay(question.stay);
      checkParty(question.party);
      checkRooms(question.rooms);
      return reading(() => {
        const types = question.roomType === undefined ? repository.roomTypes() : [typeOf(question.roomType)];
        return types.map((type) => quoteOne(type, question));
      });
    },
    create: async (request) => writing(() => repository.transaction(() => create(request))),
    findByReference: async (reference) => reading(() => repository.byReference(reference)),
    findByCode: async (code) => reading(() => repository.byCode(code.trim().toUpperCase())),
    change: async (pmsId, asked) => writing(() => repository.transaction(() => change(pmsId, asked))),
    cancel: async (pmsId) => writing(() => repository.transaction(() => cancel(pmsId))),
    arrivals: async (day) => {
      checkDay(day);
      return reading(() => repository.arrivals(day));
    },
    inHouse: async (night) => {
      checkDay(night);
      return reading(() => repository.inHouse(night));
    },
    similar: async (guest, stay) => {
      checkStay(stay);
      return reading(() => repository.sleeping(stay).filter((booking) => sameGuest(booking.guest, guest)));
    },
    check: async () => void reading(settings),
  };
}

function refused(what: string): HotelbotError {
  return new HotelbotError("PMS_REFUSED", { what });
}

function noRoom(roomType: string, { arrival, departure }: Stay): HotelbotError {
  return refused(`no room of «${roomType}» is left from ${arrival} to ${departure}`);
}
