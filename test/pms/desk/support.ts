import { randomIds } from "../../../src/platform/ids.ts";
import { seedHouse } from "../../../src/pms/house/definition.ts";
import type { BookingParts, NewBooking } from "../../../src/pms/house/desk/bookings.ts";
import { housePms } from "../../../src/pms/house/house.ts";
import { houseWork } from "../../../src/pms/house/work.ts";
import { temporaryStore } from "../../store/support/opened.ts";
import { HOUSE } from "../support.ts";

/** The house of support.ts on a real database, at noon of `day` in UTC, with what the desk can do in it. */
export function deskOf(day = "2027-03-01", held = 0) {
  const opened = temporaryStore();
  const at = { now: Date.parse(`${day}T12:00:00Z`) };
  const clock = { ...opened.clock, now: () => at.now };
  const ids = randomIds();
  const { house, houseDesk: desk, store } = opened;
  seedHouse(house, HOUSE, desk);
  const audited: string[] = [];
  const parts: BookingParts = {
    ...{ house, desk, clock, ids },
    timeZone: "UTC",
    language: "es",
    heldForGuests: () => held,
    work: houseWork({ repository: house, clock, ids }),
    audit(by, action, subject, detail) {
      audited.push(action);
      store.audit.add({
        at: clock.now(),
        actor: by,
        action,
        subject,
        ...(detail === undefined ? {} : { detail }),
      });
    },
  };
  return { parts, pms: housePms({ repository: house, clock, ids }), audited, at, store };
}

export const ADD: NewBooking = {
  act: "add",
  roomType: "double",
  arrival: "2027-03-01",
  departure: "2027-03-04",
  adults: 2,
  children: 0,
  rooms: 1,
  name: "Ana Pérez",
  email: "",
  phone: "+34600000001",
  channel: "phone",
};

export function codeOf(work: () => unknown): string {
  try {
    work();
    return "done";
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
}
