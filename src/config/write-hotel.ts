import { stringify } from "yaml";
import type { Language } from "../domain/language.ts";

/** What a hotel is asked when it sets hotelbot up; everything else has a default or can be written in later. */
export interface HotelAnswers {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly languages: readonly Language[];
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly checkInFrom: string;
  readonly checkOutUntil: string;
  readonly deskOpens: string;
  readonly deskCloses: string;
  /** One sentence in each language. */
  readonly cancellationPolicy: Texts;
  readonly taxPercent: number;
  readonly roomTypes: readonly RoomTypeAnswers[];
  readonly whatsapp: WhatsAppAnswers | undefined;
}

export type Texts = Readonly<Partial<Record<Language, string>>>;

export interface RoomTypeAnswers {
  readonly id: string;
  readonly name: Texts;
  readonly description: Texts;
  readonly adults: number;
  readonly children: number;
  readonly rooms: readonly string[];
  readonly rate: number;
}

export interface WhatsAppAnswers {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  /** With a part nobody guesses. */
  readonly path: string;
}

/** The answers as hotel.yaml; the first language is the one used until a guest's own is known. */
export function hotelYaml(answers: HotelAnswers): string {
  const { whatsapp } = answers;
  const file = {
    hotel: {
      id: answers.id,
      name: answers.name,
      time_zone: answers.timeZone,
      currency: answers.currency,
      languages: answers.languages,
      default_language: answers.languages[0],
      address: answers.address,
      phone: answers.phone,
      email: answers.email,
      check_in_from: answers.checkInFrom,
      check_out_until: answers.checkOutUntil,
      desk_opens: answers.deskOpens,
      desk_closes: answers.deskCloses,
      cancellation_policy: answers.cancellationPolicy,
    },
    ...(whatsapp
      ? {
          whatsapp: {
            phone_number_id: whatsapp.phoneNumberId,
            waba_id: whatsapp.wabaId,
            path: whatsapp.path,
          },
        }
      : {}),
    pms: {
      kind: "house",
      tax_percent: answers.taxPercent,
      room_types: answers.roomTypes.map((type) => ({
        id: type.id,
        name: type.name,
        description: type.description,
        words: Object.fromEntries(
          Object.entries(type.name).map(([language, name]) => [language, [name.toLowerCase()]]),
        ),
        max_adults: type.adults,
        max_children: type.children,
        max_guests: type.adults + type.children,
        rooms: type.rooms,
        rate: type.rate,
      })),
    },
  };
  const head =
    "# Written by hotelbot deploy. Every key is explained in docs/configuration.md; check with\n# hotelbot deploy --dry-run and put in force with hotelbot deploy.\n";
  // Times, phones and room numbers must stay text: YAML would read some of them as numbers.
  return (
    head + stringify(file, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 110 })
  );
}
