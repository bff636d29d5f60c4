import type { ControlService } from "../control/service.ts";
import { HotelbotError } from "../errors.ts";

/** The control socket of a daemon that lets nobody in: it tells how it is, and takes nothing it could lose. */
export function behindShutDoors(service: ControlService): ControlService {
  const refuse = async (): Promise<never> => {
    throw new HotelbotError("DOORS_SHUT");
  };
  return {
    ...service,
    chat: refuse,
    desk: refuse,
    backup: refuse,
    backupKeys: refuse,
    settleHeld: refuse,
    work: { ...service.work, moveRequest: refuse, decideDeposit: refuse },
    eraseGuest: refuse,
    phone: { ...service.phone, place: refuse },
    page: { ...service.page, link: refuse, changeStaff: refuse, changeFeeds: refuse },
    house: {
      ...service.house,
      changeRooms: refuse,
      changeRates: refuse,
      importRates: refuse,
      changeBooking: refuse,
      importBookings: refuse,
      changeCalendars: refuse,
    },
  };
}
