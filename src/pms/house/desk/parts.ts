import { type LocalDate, localNow } from "../../../domain/calendar.ts";
import { HotelbotError } from "../../../errors.ts";
import type { Clock } from "../../../platform/clock.ts";
import { invalid } from "../../checks.ts";
import type { HouseDeskRepository } from "../desk-repository.ts";
import type { HouseRepository, HouseSettings } from "../repository.ts";

/** What the desk's work in the house needs. `audit` joins the transaction it is called in. */
export interface DeskParts {
  readonly house: HouseRepository;
  readonly desk: HouseDeskRepository;
  readonly clock: Clock;
  readonly timeZone: string;
  /** The most rooms of a type that guests who are deciding keep for themselves on any of these nights. */
  readonly heldForGuests: (roomType: string, arrival: LocalDate, departure: LocalDate) => number;
  readonly audit: (by: string, action: string, subject: string, detail?: unknown) => void;
}

export function today({ clock, timeZone }: DeskParts): LocalDate {
  return localNow(clock.now(), timeZone).date;
}

/** Throws PMS_UNAVAILABLE when the house was never made. */
export function settingsOf({ house }: DeskParts): HouseSettings {
  const settings = house.settings();
  if (!settings) throw new HotelbotError("PMS_UNAVAILABLE", { what: "the house has no rooms and rates yet" });
  return settings;
}

export function checkType({ house }: DeskParts, roomType: string): void {
  const ids = house.roomTypes().map((type) => type.id);
  if (!ids.includes(roomType)) throw invalid(`there is no room type «${roomType}», only ${ids.join(", ")}`);
}

export function refused(what: string): HotelbotError {
  return new HotelbotError("PMS_REFUSED", { what });
}
