import type { HotelConfig } from "../../config/hotel-config.ts";
import { demoHotelPath, loadHotel } from "../../config/load.ts";
import type { UnderstandingConfig } from "../../config/understanding.ts";
import type { RoomType } from "../../domain/hotel.ts";
import type { HotelQuestion } from "../../domain/question.ts";
import { countryOf } from "../../understanding/country.ts";
import type { UnderstandingHotel } from "../../understanding/load.ts";

/** What understanding needs to know of a hotel, and whose clock it reads. */
export interface HeardHotel extends UnderstandingHotel {
  readonly questions: readonly HotelQuestion[];
  readonly timeZone: string;
  /** Models on this machine that are asked in doubt. */
  readonly advisers?: UnderstandingConfig;
}

/** From a hotel.yaml, or the one that ships. Throws CONFIG_*. */
export function heardHotel(path: string | undefined): HeardHotel {
  const { hotel, pms, questions, understanding } = loadHotel(path ?? demoHotelPath());
  const country = countryOf(hotel.phone);
  const { defaultLanguage, languages } = hotel;
  return {
    languages: [defaultLanguage, ...languages.filter((each) => each !== defaultLanguage)],
    roomTypes: roomTypesOf(pms),
    questions,
    timeZone: hotel.timeZone,
    ...(country ? { country } : {}),
    ...(understanding?.off ? { off: understanding.off } : {}),
    ...(understanding ? { advisers: understanding } : {}),
  };
}

function roomTypesOf(pms: HotelConfig["pms"]): readonly RoomType[] {
  return pms.kind === "house" ? pms.roomTypes : pms.roomTypes.map(({ type }) => type);
}
