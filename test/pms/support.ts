import type { RoomType } from "../../src/domain/hotel.ts";
import type { HouseDefinition } from "../../src/pms/house/definition.ts";

function roomType(id: string, es: string, en: string, pt: string, maxGuests: number): RoomType {
  const name = { es, en, pt };
  return {
    id,
    name,
    description: name,
    words: { es: [es.toLowerCase()], en: [en.toLowerCase()], pt: [pt.toLowerCase()] },
    maxAdults: 2,
    maxChildren: maxGuests - 2,
    maxGuests,
  };
}

/** Three doubles at 90 € (120 € on Friday and Saturday nights), two suites, 10 % tax, New Year's Eve at 300 €. */
export const HOUSE: HouseDefinition = {
  currency: "EUR",
  taxPercent: 10,
  roomTypes: [
    roomType("double", "Doble", "Double", "Duplo", 3),
    roomType("suite", "Suite", "Suite", "Suíte", 4),
  ],
  rooms: [
    { number: "101", roomType: "double" },
    { number: "102", roomType: "double" },
    { number: "103", roomType: "double" },
    { number: "201", roomType: "suite" },
    { number: "202", roomType: "suite" },
  ],
  rates: [
    { roomType: "double", amountMinor: 9_000, weekendMinor: 12_000 },
    { roomType: "suite", amountMinor: 18_050 },
  ],
  datedRates: [{ roomType: "double", night: "2026-12-31", amountMinor: 30_000 }],
};
