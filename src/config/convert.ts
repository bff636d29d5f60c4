import { dirname, resolve } from "node:path";
import type { HotelFacts, RoomType } from "../domain/hotel.ts";
import type { Language, Localized } from "../domain/language.ts";
import { minorDigits } from "../domain/money.ts";
import { deskPageConfig } from "./desk-page.ts";
import { deskRules } from "./desk-work.ts";
import { subjectNamed, toFaq } from "./faq.ts";
import type { HotelConfig, HousePmsConfig, PmsConfig, QloAppsPmsConfig } from "./hotel-config.ts";
import { phoneConfig } from "./phone.ts";
import type { HotelFile, LocalizedText } from "./schema.ts";
import { understandingConfig } from "./understanding.ts";
import { watchingConfig } from "./watching.ts";

const MINUTE_MS = 60_000;

/** A checked hotel.yaml in the program's units; `path` is the file's, absolute: relative paths in it start there. */
export function toHotelConfig(file: HotelFile, path: string): HotelConfig {
  const { stays, holds, conversation, whatsapp, speech, backup } = file;
  const deskPage = deskPageConfig(file.desk_page);
  return {
    path,
    hotel: hotelFacts(file),
    questions: toFaq(file, localizer(file.hotel.default_language)).questions,
    limits: {
      minHoursAhead: stays.min_hours_ahead,
      maxDaysAhead: stays.max_days_ahead,
      maxNights: stays.max_nights,
      maxGuests: stays.max_guests,
      lastArrival: stays.last_arrival,
    },
    holds: {
      firstMs: holds.minutes * MINUTE_MS,
      extensionMs: holds.extension_minutes * MINUTE_MS,
      extensions: holds.extensions,
    },
    quiet: { quietMs: conversation.quiet_ms, longestMs: conversation.quiet_longest_ms },
    wording: conversation.wording,
    loop: { repeats: conversation.loop_repeats, turns: conversation.loop_turns },
    ...(whatsapp && {
      whatsapp: {
        phoneNumberId: whatsapp.phone_number_id,
        wabaId: whatsapp.waba_id,
        host: whatsapp.host,
        port: whatsapp.port,
        path: whatsapp.path,
        ...(whatsapp.public_url !== undefined && { publicUrl: whatsapp.public_url.replace(/\/+$/, "") }),
        graphUrl: whatsapp.graph_url.replace(/\/+$/, ""),
        graphVersion: whatsapp.graph_version,
      },
    }),
    pms: pmsConfig(file),
    speech: {
      ...(speech.model !== undefined && { model: resolve(dirname(path), speech.model) }),
      languages: speech.languages ?? file.hotel.languages,
      replies: speech.replies,
      voices: speech.voices,
      wordsPerMinute: speech.words_per_minute,
      listenAgainMs: speech.listen_again_minutes * 60_000,
    },
    backup: {
      ...(backup.folder !== undefined && { folder: resolve(dirname(path), backup.folder) }),
      at: backup.at,
    },
    keeping: {
      bodiesDays: file.privacy.bodies_days,
      attachmentsDays: file.privacy.attachments_days,
      messagesDays: file.privacy.messages_days,
    },
    ...watchingConfig(file),
    ...(file.understanding && { understanding: understandingConfig(file.understanding) }),
    ...(file.phone && { phone: phoneConfig(file.phone) }),
    ...(deskPage && { deskPage }),
  };
}

/** Minor units of an amount written in the file, or undefined when it has more decimals than its currency. */
export function toMinor(amount: number, currency: string): number | undefined {
  const minor = amount * 10 ** minorDigits(currency);
  return Math.abs(minor - Math.round(minor)) < 1e-6 ? Math.round(minor) : undefined;
}

function hotelFacts(file: HotelFile): HotelFacts {
  const { hotel } = file;
  const all = localizer(hotel.default_language);
  const { answers, seasonal, questions } = toFaq(file, all);
  const { off = [] } = file.understanding ?? {};
  return {
    id: hotel.id,
    name: hotel.name,
    timeZone: hotel.time_zone,
    currency: hotel.currency,
    languages: hotel.languages,
    defaultLanguage: hotel.default_language,
    address: hotel.address,
    phone: hotel.phone,
    email: hotel.email,
    checkInFrom: hotel.check_in_from,
    checkOutUntil: hotel.check_out_until,
    deskOpens: hotel.desk_opens,
    deskCloses: hotel.desk_closes,
    cancellationPolicy: all(hotel.cancellation_policy),
    cancellation: {
      freeHours: file.cancellation.free_hours,
      feePercent: file.cancellation.fee_percent,
      nonRefundable: file.cancellation.non_refundable,
    },
    depositPercent: hotel.deposit_percent,
    rules: deskRules(file),
    faq: answers,
    ...(seasonal.length > 0 && { seasonalFaq: seasonal }),
    ...(questions.length > 0 && { questions: questions.map(({ id }) => id) }),
    ...(off.length > 0 && { off: off.map(subjectNamed) }),
  };
}

type PmsFile = HotelFile["pms"];
type HouseFile = Extract<PmsFile, { kind: "house" }>;
type QloAppsFile = Extract<PmsFile, { kind: "qloapps" }>;

function pmsConfig({ hotel, pms }: HotelFile): PmsConfig {
  return pms.kind === "house" ? housePms(hotel, pms) : qloappsPms(hotel, pms);
}

function qloappsPms(hotel: HotelFile["hotel"], pms: QloAppsFile): QloAppsPmsConfig {
  return {
    kind: "qloapps",
    url: pms.url.replace(/\/+$/, ""),
    hotelId: pms.hotel_id,
    timeZone: pms.time_zone ?? hotel.time_zone,
    currency: hotel.currency,
    ...(pms.cancelled_state === undefined ? {} : { cancelledState: pms.cancelled_state }),
    roomTypes: pms.room_types.map((type) => ({
      type: soldType(type, hotel.default_language),
      qloappsId: type.qloapps_id,
    })),
  };
}

function soldType(type: PmsFile["room_types"][number], language: Language): RoomType {
  const all = localizer(language);
  return {
    id: type.id,
    name: all(type.name),
    description: all(type.description),
    words: lowerCase(type.words),
    maxAdults: type.max_adults,
    maxChildren: type.max_children,
    maxGuests: type.max_guests,
  };
}

function housePms(hotel: HotelFile["hotel"], pms: HouseFile): HousePmsConfig {
  const minor = (amount: number): number => toMinor(amount, hotel.currency) ?? Math.round(amount);
  return {
    kind: "house",
    currency: hotel.currency,
    taxPercent: pms.tax_percent,
    roomTypes: pms.room_types.map((type) => soldType(type, hotel.default_language)),
    rooms: pms.room_types.flatMap((type) => type.rooms.map((number) => ({ number, roomType: type.id }))),
    rates: pms.room_types.map((type) => ({
      roomType: type.id,
      amountMinor: minor(type.rate),
      ...(type.weekend_rate !== undefined && { weekendMinor: minor(type.weekend_rate) }),
    })),
    datedRates: pms.room_types.flatMap((type) =>
      Object.entries(type.dated_rates).map(([night, amount]) => ({
        roomType: type.id,
        night,
        amountMinor: minor(amount),
      })),
    ),
  };
}

function lowerCase(words: Readonly<Record<Language, readonly string[]>>): RoomType["words"] {
  const lower = (list: readonly string[]): string[] => list.map((word) => word.toLowerCase());
  return { es: lower(words.es), en: lower(words.en), pt: lower(words.pt) };
}

function localizer(fallback: Language): (text: LocalizedText) => Localized {
  return (text) => {
    const other = text[fallback] ?? text.es ?? text.en ?? text.pt ?? "";
    return { es: text.es ?? other, en: text.en ?? other, pt: text.pt ?? other };
  };
}
