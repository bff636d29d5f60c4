import type { HotelFacts, RoomType } from "../domain/hotel.ts";
import type { Language } from "../domain/language.ts";

const SENTENCES: Readonly<Record<Language, (hotel: string, rooms: string) => string>> = {
  es: (hotel, rooms) => `Reserva en ${hotel}. Habitaciones: ${rooms}.`,
  en: (hotel, rooms) => `Booking at ${hotel}. Rooms: ${rooms}.`,
  pt: (hotel, rooms) => `Reserva no ${hotel}. Quartos: ${rooms}.`,
};

/**
 * The hotel's words as one sentence in the language spoken: it biases the ears' spelling of names. Short, because the
 * model reads 224 tokens of it at most and a long one is echoed back in silence.
 */
export function hearingPrompt(
  hotel: HotelFacts,
  roomTypes: readonly RoomType[],
): (language: Language) => string {
  return (language) =>
    SENTENCES[language](hotel.name, roomTypes.map((type) => type.name[language]).join(", "));
}
