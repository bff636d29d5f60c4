import { z } from "zod";
import { DEFAULT_VOICES, VOICES } from "../domain/voices.ts";
import { deskPageSchema } from "./desk-page.ts";
import { deskWorkSchema } from "./desk-work.ts";
import { phoneSchema } from "./phone.ts";
import { understandingSchema } from "./understanding.ts";

/**
 * hotel.yaml as it is written. Every key is in docs/configuration.md with its default, and a test compares. Values
 * are turned into the program's own units in convert.ts; what no single key can be blamed for is in check.ts.
 */
const text = z.string().trim().min(1, "cannot be empty");
const slug = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, "must be a short name: small letters, digits, - and _");
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 14:00, in quotes");
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a day like 2026-12-31");
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a phone with its country, like «+34956123456»");
const digits = z.string().regex(/^\d{5,20}$/, "must be the number Meta shows, in quotes");
const language = z.enum(["es", "en", "pt"]);
const whole = (least: number, most: number) => z.int().min(least).max(most);
const amount = z.number().min(0).max(10_000_000);
/** A text in the hotel's languages; a language it does not speak takes the default one's. */
const localized = z.strictObject({ es: text.optional(), en: text.optional(), pt: text.optional() });
const words = z.array(text);

const hotel = z.strictObject({
  id: slug,
  name: text,
  time_zone: text,
  currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency code like EUR"),
  languages: z.array(language).min(1, "needs at least one of es, en, pt").default(["es", "en", "pt"]),
  default_language: language,
  address: text,
  phone,
  email: z.email("must be an e-mail address"),
  check_in_from: time,
  check_out_until: time,
  desk_opens: time,
  desk_closes: time,
  cancellation_policy: localized,
  deposit_percent: z.number().min(0).max(100).default(0),
});

const stays = z.strictObject({
  min_hours_ahead: whole(0, 240).default(2),
  max_days_ahead: whole(1, 730).default(365),
  max_nights: whole(1, 365).default(30),
  max_guests: whole(1, 50).default(10),
  last_arrival: time.default("23:59"),
});

const cancellation = z.strictObject({
  free_hours: whole(0, 8760).default(24),
  fee_percent: z.number().min(0).max(100).default(50),
  non_refundable: z.array(slug).default([]),
});

const holds = z.strictObject({
  minutes: whole(1, 240).default(20),
  extension_minutes: whole(1, 240).default(10),
  extensions: whole(0, 5).default(2),
});

const conversation = z.strictObject({
  quiet_ms: whole(0, 10_000).default(1_500),
  quiet_longest_ms: whole(0, 30_000).default(10_000),
  wording: z
    .strictObject({
      es: z.enum(["tu", "vos", "usted"]).default("tu"),
      pt: z.enum(["br", "pt"]).default("br"),
    })
    .prefault({}),
  loop_repeats: whole(2, 50).default(4),
  loop_turns: whole(5, 200).default(20),
});

const whatsapp = z.strictObject({
  phone_number_id: digits,
  waba_id: digits,
  path: z
    .string()
    .regex(
      /^\/webhooks\/whatsapp\/[A-Za-z0-9_-]{16,128}$/,
      "must be /webhooks/whatsapp/ and at least 16 random letters and digits",
    ),
  public_url: z
    .url({ protocol: /^https?$/, error: "must be an address, as https://hotel.example.com" })
    .optional(),
  host: text.default("127.0.0.1"),
  port: whole(0, 65_535).default(8471),
  graph_url: z
    .url({ protocol: /^https?$/, error: "must be an address" })
    .default("https://graph.facebook.com"),
  graph_version: z
    .string()
    .regex(/^v\d+\.0$/, "must be a version like v25.0")
    .default("v25.0"),
});

/** What guests are told of a room type, whoever keeps the rooms. */
const soldType = {
  id: slug,
  name: localized,
  description: localized,
  words: z.strictObject({ es: words.default([]), en: words.default([]), pt: words.default([]) }),
  max_adults: whole(1, 50),
  max_children: whole(0, 50).default(0),
  max_guests: whole(1, 50),
};

const houseType = z.strictObject({
  ...soldType,
  rooms: z.array(text).min(1, "needs at least one room number, in quotes"),
  rate: amount,
  weekend_rate: amount.optional(),
  dated_rates: z.record(day, amount).default({}),
});

const housePms = z.strictObject({
  kind: z.literal("house"),
  tax_percent: z.number().min(0).max(100),
  room_types: z.array(houseType).min(1, "needs at least one room type"),
});

const qloappsType = z.strictObject({ ...soldType, qloapps_id: whole(1, 1_000_000_000) });

const qloappsPms = z.strictObject({
  kind: z.literal("qloapps"),
  url: z.url({ protocol: /^https?$/, error: "must be the shop's address, as https://pms.hotel.example" }),
  hotel_id: whole(1, 1_000_000_000),
  time_zone: text.optional(),
  cancelled_state: whole(1, 1_000_000).optional(),
  room_types: z.array(qloappsType).min(1, "needs at least one room type"),
});

const pms = z.discriminatedUnion("kind", [housePms, qloappsPms], { error: "must be house or qloapps" });

const voices = z.strictObject({
  es: z.enum(VOICES.es).default(DEFAULT_VOICES.es),
  en: z.enum(VOICES.en).default(DEFAULT_VOICES.en),
  pt: z.enum(VOICES.pt).default(DEFAULT_VOICES.pt),
});

const speech = z.strictObject({
  model: text.optional(),
  languages: z.array(language).min(1, "needs at least one of es, en, pt").optional(),
  replies: z.enum(["text", "voice", "both"]).default("both"),
  voices: voices.prefault({}),
  words_per_minute: whole(80, 300).default(150),
  listen_again_minutes: whole(0, 720).default(120),
});

const backup = z.strictObject({
  folder: text.optional(),
  at: time.default("03:30"),
});

const season = z
  .string()
  .regex(
    /^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    "must be a day like 06-15 or 2027-06-15, in quotes",
  );

const faqEntry = {
  ...localized.shape,
  phrases: z.strictObject({ es: words.optional(), en: words.optional(), pt: words.optional() }).optional(),
  keywords: words.optional(),
  answer: localized.optional(),
  extends: slug.optional(),
  when: z.strictObject({ from: season, to: season }).optional(),
};

const privacy = z.strictObject({
  bodies_days: whole(8, 365).default(30),
  attachments_days: whole(1, 3_650).default(90),
  messages_days: whole(30, 3_650).default(365),
});

const alerts = z.strictObject({
  cooldown_minutes: whole(1, 10_080).default(60),
  webhook: z
    .url({ protocol: /^https?$/, error: "must be an address, as https://example.com/alerts" })
    .optional(),
  email: z
    .strictObject({
      to: z.array(z.email("must be an e-mail address")).min(1, "needs at least one address"),
      from: z.email("must be an e-mail address"),
      host: text,
      port: whole(1, 65_535).default(587),
      security: z.enum(["starttls", "tls", "none"]).default("starttls"),
      user: text.optional(),
    })
    .optional(),
});

const metrics = z.strictObject({
  port: whole(0, 65_535),
  host: text.default("127.0.0.1"),
});

const tracing = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "must be an address, as http://127.0.0.1:4318/v1/traces" }),
});

export const hotelSchema = z.strictObject({
  hotel,
  faq: z.record(slug, z.strictObject(faqEntry)).default({}),
  stays: stays.prefault({}),
  cancellation: cancellation.prefault({}),
  holds: holds.prefault({}),
  conversation: conversation.prefault({}),
  whatsapp: whatsapp.optional(),
  pms,
  speech: speech.prefault({}),
  backup: backup.prefault({}),
  privacy: privacy.prefault({}),
  alerts: alerts.prefault({}),
  metrics: metrics.optional(),
  tracing: tracing.optional(),
  understanding: understandingSchema.optional(),
  phone: phoneSchema.optional(),
  desk_page: deskPageSchema.prefault({}),
  ...deskWorkSchema,
});

/** The same with the faq as a list whose entries say their `id`. */
export const listedSchema = hotelSchema.extend({
  faq: z.array(z.strictObject({ id: slug.optional(), ...faqEntry })),
});

/** hotel.yaml after validation, defaults filled in. */
export type HotelFile = z.infer<typeof hotelSchema> | z.infer<typeof listedSchema>;
export type FaqEntry = z.infer<typeof listedSchema>["faq"][number];
export type LocalizedText = z.infer<typeof localized>;
