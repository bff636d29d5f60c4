import type { HotelFacts, RoomType } from "../domain/hotel.ts";
import type { Language } from "../domain/language.ts";
import type { HotelQuestion } from "../domain/question.ts";
import type { StayLimits } from "../domain/stay.ts";
import type { Voices } from "../domain/voices.ts";
import type { DeskPageConfig } from "./desk-page.ts";
import type { PhoneConfig } from "./phone.ts";
import type { UnderstandingConfig } from "./understanding.ts";

/** hotel.yaml in the program's own units. Read once at start, never changed while running. */
export interface HotelConfig {
  /** The file it was read from, absolute. */
  readonly path: string;
  readonly hotel: HotelFacts;
  /** Phrases and keywords by which guests ask what the hotel wrote answers for. */
  readonly questions: readonly HotelQuestion[];
  readonly limits: StayLimits;
  readonly holds: { readonly firstMs: number; readonly extensionMs: number; readonly extensions: number };
  /** A burst of messages is one turn: `quietMs` after its last, `longestMs` after its first. */
  readonly quiet: { readonly quietMs: number; readonly longestMs: number };
  /** How guests are spoken to where a language has several ways. */
  readonly wording: { readonly es: "tu" | "vos" | "usted"; readonly pt: "br" | "pt" };
  /** When hotelbot stops answering what may be another machine: the same reply so often, or so many turns for nothing. */
  readonly loop: { readonly repeats: number; readonly turns: number };
  /** Missing: the hotel is not on WhatsApp. */
  readonly whatsapp?: WhatsAppConfig;
  readonly pms: PmsConfig;
  readonly speech: SpeechConfig;
  readonly backup: BackupConfig;
  readonly keeping: KeepingConfig;
  readonly alerts: AlertsConfig;
  /** Where Prometheus scrapes. Missing: nowhere. */
  readonly metrics?: { readonly host: string; readonly port: number };
  /** The collector spans are sent to. Missing: nothing is traced. */
  readonly tracing?: { readonly url: string };
  /** Models on this machine that are asked when hotelbot is in doubt. Missing: none. */
  readonly understanding?: UnderstandingConfig;
  /** Missing: the hotel has no phone line here. */
  readonly phone?: PhoneConfig;
  /** Missing: the desk page is switched off. */
  readonly deskPage?: DeskPageConfig;
}

/** How many days data of guests stays. */
export interface KeepingConfig {
  /** Bodies as they came from a channel. */
  readonly bodiesDays: number;
  readonly attachmentsDays: number;
  /** What was said, and bookings of guests who have left. */
  readonly messagesDays: number;
}

/** Who is told when something is wrong. The journal and the audit log always are. */
export interface AlertsConfig {
  /** A cause that comes and goes is told once in this time. */
  readonly cooldownMs: number;
  readonly webhook?: string;
  readonly email?: AlertEmailConfig;
}

/** Its password is the secret «alert-smtp-password». */
export interface AlertEmailConfig {
  readonly to: readonly string[];
  readonly from: string;
  readonly host: string;
  readonly port: number;
  readonly security: "starttls" | "tls" | "none";
  /** Missing: the mail server asks for no password. */
  readonly user?: string;
}

export interface WhatsAppConfig {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly host: string;
  readonly port: number;
  /** Of the webhook: `/webhooks/whatsapp/<random>`. */
  readonly path: string;
  /** Where Meta reaches `path` from outside, without a slash at the end. */
  readonly publicUrl?: string;
  readonly graphUrl: string;
  readonly graphVersion: string;
}

export type PmsConfig = HousePmsConfig | QloAppsPmsConfig;

/** A QloApps shop, and what guests are told of the room types it sells. Its key is the secret «pms-key». */
export interface QloAppsPmsConfig {
  readonly kind: "qloapps";
  /** Without a slash at the end. */
  readonly url: string;
  readonly hotelId: number;
  /** What the shop's dates mean. */
  readonly timeZone: string;
  readonly currency: string;
  /** The id of its order state «cancelled», where its name does not tell. */
  readonly cancelledState?: number;
  readonly roomTypes: readonly { readonly type: RoomType; readonly qloappsId: number }[];
}

/** The house PMS with all it sells; amounts are minor units a night and room, taxes included. */
export interface HousePmsConfig {
  readonly kind: "house";
  readonly roomTypes: readonly RoomType[];
  readonly rooms: readonly { readonly number: string; readonly roomType: string }[];
  /** `weekendMinor` is for the nights of Friday and Saturday. */
  readonly rates: readonly {
    readonly roomType: string;
    readonly amountMinor: number;
    readonly weekendMinor?: number;
  }[];
  readonly datedRates: readonly {
    readonly roomType: string;
    readonly night: string;
    readonly amountMinor: number;
  }[];
  readonly taxPercent: number;
  readonly currency: string;
}

export interface BackupConfig {
  /** Absolute. Missing: `backups` in the state folder. */
  readonly folder?: string;
  /** When a night's backup is due on the hotel's wall clock, `HH:MM`. */
  readonly at: string;
}

export interface SpeechConfig {
  /** A ggml model file, absolute. Missing: the one that ships. */
  readonly model?: string;
  /** The languages it listens for. */
  readonly languages: readonly Language[];
  /** What answers a voice note. */
  readonly replies: "text" | "voice" | "both";
  /** espeak-ng's. */
  readonly voices: Voices;
  readonly wordsPerMinute: number;
  /** For so long a voice note that could not be heard is tried again; then its guest is asked to write. 0: at once. */
  readonly listenAgainMs: number;
}
