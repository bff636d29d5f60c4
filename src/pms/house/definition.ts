import type { LocalDate } from "../../domain/calendar.ts";
import type { RoomType } from "../../domain/hotel.ts";
import { HotelbotError } from "../../errors.ts";
import type { HouseDeskRepository } from "./desk-repository.ts";
import type { HouseRepository } from "./repository.ts";
import { type HouseLists, takeOver } from "./seed-parts.ts";

/** The whole house as configuration gives it. Amounts are minor units a night and room, taxes included. */
export interface HouseDefinition {
  readonly roomTypes: readonly RoomType[];
  readonly rooms: readonly { readonly number: string; readonly roomType: string }[];
  /** `weekendMinor` is for the nights of Friday and Saturday. */
  readonly rates: readonly {
    readonly roomType: string;
    readonly amountMinor: number;
    readonly weekendMinor?: number;
  }[];
  /** Nights that cost something else: fairs, New Year's Eve. */
  readonly datedRates?: readonly {
    readonly roomType: string;
    readonly night: LocalDate;
    readonly amountMinor: number;
  }[];
  readonly taxPercent: number;
  readonly currency: string;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WEEKEND: readonly number[] = [5, 6];

/**
 * Makes the house as defined, in one transaction. Seeding the same again changes nothing; bookings always stay, also
 * in rooms that are no longer sold. With `desk`, what the desk has set stays where the definition has not changed
 * since. Throws PMS_INVALID when rooms, rates and room types do not fit together.
 */
export function seedHouse(
  repository: HouseRepository,
  definition: HouseDefinition,
  desk?: HouseDeskRepository,
): void {
  const problem = definitionProblem(definition);
  if (problem) throw new HotelbotError("PMS_INVALID", { what: problem });
  const { currency, taxPercent, roomTypes } = definition;
  repository.transaction(() => {
    const file = listsOf(definition);
    const ids = roomTypes.map((type) => type.id);
    const { rooms, weekday, dated } = desk ? takeOver(desk, ids, file) : file;
    repository.replaceSettings({ currency, taxPercent });
    repository.replaceRoomTypes(roomTypes);
    repository.replaceRooms(rooms);
    repository.replaceRates(weekday, dated);
  });
}

function listsOf({ rooms, rates, datedRates = [] }: HouseDefinition): HouseLists {
  return {
    rooms: rooms.map(({ number, roomType }) => ({ number, roomType })),
    weekday: rates.flatMap(({ roomType, amountMinor, weekendMinor = amountMinor }) =>
      WEEKDAYS.map((weekday) => {
        return { roomType, weekday, minor: WEEKEND.includes(weekday) ? weekendMinor : amountMinor };
      }),
    ),
    dated: datedRates.map(({ roomType, night, amountMinor }) => ({ roomType, night, minor: amountMinor })),
  };
}

/** The first thing that does not fit, as a sentence part, or undefined. */
function definitionProblem(definition: HouseDefinition): string | undefined {
  const { roomTypes, rooms, rates, datedRates = [], taxPercent } = definition;
  const types = new Set(roomTypes.map((type) => type.id));
  const numbers = new Set(rooms.map((room) => room.number));
  const rated = new Set(rates.map((rate) => rate.roomType));
  const named = [...rooms, ...rates, ...datedRates].find((item) => !types.has(item.roomType));
  const amounts = [...rates.flatMap((rate) => [rate.amountMinor, rate.weekendMinor ?? 0])];
  amounts.push(...datedRates.map((rate) => rate.amountMinor));
  if (types.size !== roomTypes.length) return "a room type is defined twice";
  if (numbers.size !== rooms.length) return "a room number is defined twice";
  if (rated.size !== rates.length) return "a room type has two rates";
  if (named) return `there is no room type «${named.roomType}»`;
  if (rated.size !== types.size) return "a room type has no rate";
  if (amounts.some((minor) => !Number.isSafeInteger(minor) || minor < 0)) {
    return "a rate is not a whole number of minor units";
  }
  if (!(taxPercent >= 0 && taxPercent <= 100)) return `the tax cannot be ${taxPercent} %`;
  return undefined;
}
