import type { Clock } from "../../platform/clock.ts";
import type { Ids } from "../../platform/ids.ts";
import { checkDay, checkParty, checkRooms, checkStay } from "../checks.ts";
import type { Pms } from "../port.ts";
import { sameGuest } from "../same-guest.ts";
import { reading, writing } from "./faults.ts";
import type { HouseRepository } from "./repository.ts";
import { houseWork } from "./work.ts";

/** The PMS of a hotel that has no other: rooms, rates and bookings in hotelbot's own database. */
export function housePms(parts: { repository: HouseRepository; clock: Clock; ids: Ids }): Pms {
  const { repository } = parts;
  const { settings, typeOf, quoteOne, create, change, cancel } = houseWork(parts);

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
    outOfService: async (night) => {
      checkDay(night);
      return reading(() => repository.outOfService(night));
    },
    similar: async (guest, stay) => {
      checkStay(stay);
      return reading(() => repository.sleeping(stay).filter((booking) => sameGuest(booking.guest, guest)));
    },
    check: async () => void reading(settings),
  };
}
