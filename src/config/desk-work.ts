import { z } from "zod";
import type { DeskRules, Templates } from "../domain/desk-rules.ts";
import type { Problem } from "./problems.ts";

/** What hotel.yaml says of everything around a booking: deposits, late departures, reminders, reviews, hand-over. */
const text = z.string().trim().min(1, "cannot be empty");
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 14:00, in quotes");
const whole = (least: number, most: number) => z.int().min(least).max(most);
const template = z
  .string()
  .regex(/^[a-z0-9_]{1,512}(:[a-z]{2}(_[A-Z]{2})?)?$/, "must be a template's name, as stay_reminder:pt_BR");
const templates = z.strictObject({
  es: template.optional(),
  en: template.optional(),
  pt: template.optional(),
});

export const deskWorkSchema = {
  deposit: z.strictObject({ holder: text, account: text, bank: text.optional() }).optional(),
  late_checkout: z
    .strictObject({
      latest: time.default("14:00"),
      percent: z.number().min(0).max(100).default(50),
      approval: z.boolean().default(false),
    })
    .prefault({}),
  early_check_in: z.strictObject({ approval: z.boolean().default(false) }).prefault({}),
  handover: z.strictObject({ silence_hours: whole(1, 168).default(12) }).prefault({}),
  reminders: z
    .strictObject({
      days_before: z.array(whole(1, 60)).max(5).default([7, 1]),
      from: time.default("10:00"),
      to: time.default("20:00"),
      callers: z.enum(["desk", "whatsapp"]).default("desk"),
    })
    .prefault({}),
  reviews: z
    .strictObject({
      after_hours: whole(1, 240).default(24),
      every_hours: whole(24, 720).default(72),
      most: whole(0, 5).default(3),
      links: z.array(z.url({ protocol: /^https?$/, error: "must be an address" })).default([]),
    })
    .prefault({}),
  templates: z
    .strictObject({
      reminder: templates.prefault({}),
      review: templates.prefault({}),
      wake_up: templates.prefault({}),
      desk: templates.prefault({}),
    })
    .prefault({}),
};

const all = z.strictObject(deskWorkSchema);
export type DeskWorkFile = z.infer<typeof all>;

const HOUR_MS = 3_600_000;
/** WhatsApp's codes where a template names none. */
const CODES = { es: "es", en: "en", pt: "pt_PT" } as const;

export function deskRules(file: DeskWorkFile): DeskRules {
  const { deposit, late_checkout, early_check_in, handover, reminders, reviews, templates: named } = file;
  return {
    ...(deposit && {
      deposit: {
        holder: deposit.holder,
        account: deposit.account,
        ...(deposit.bank === undefined ? {} : { bank: deposit.bank }),
      },
    }),
    lateCheckout: late_checkout,
    earlyCheckIn: early_check_in,
    handoverSilenceMs: handover.silence_hours * HOUR_MS,
    reminders: {
      daysBefore: reminders.days_before,
      from: reminders.from,
      to: reminders.to,
      callers: reminders.callers,
    },
    review: {
      afterMs: reviews.after_hours * HOUR_MS,
      everyMs: reviews.every_hours * HOUR_MS,
      most: reviews.most,
      links: reviews.links,
    },
    templates: {
      reminder: namesOf(named.reminder),
      review: namesOf(named.review),
      wakeUp: namesOf(named.wake_up),
      desk: namesOf(named.desk),
    },
  };
}

function namesOf(file: DeskWorkFile["templates"]["desk"]): Templates {
  const name = (language: "es" | "en" | "pt") => {
    const written = file[language];
    if (written === undefined) return {};
    const [id = "", code = CODES[language]] = written.split(":");
    return { [language]: { name: id, code } };
  };
  return { ...name("es"), ...name("en"), ...name("pt") };
}

/** Hours in which nobody could ever be written to. */
export function checkDeskWork({ reminders }: DeskWorkFile): Problem[] {
  if (reminders.from < reminders.to) return [];
  return [{ path: ["reminders", "to"], what: "must be later than reminders.from" }];
}
