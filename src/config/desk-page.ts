import { z } from "zod";
import type { Language } from "../domain/language.ts";
import type { Problem } from "./problems.ts";

const text = z.string().trim().min(1, "cannot be empty");
const whole = (least: number, most: number) => z.int().min(least).max(most);
const address = z.url({ protocol: /^https?$/, error: "must be an address, as https://desk.hotel.example" });

/** The page that the front desk watches, as hotel.yaml writes it. */
export const deskPageSchema = z.strictObject({
  enabled: z.boolean().default(true),
  host: text.default("127.0.0.1"),
  port: whole(0, 65_535).optional(),
  url: address.optional(),
  names: z.array(text).default([]),
  trusted_network: z.boolean().default(false),
  language: z.enum(["es", "en", "pt"]).optional(),
  session_hours: whole(1, 168).default(12),
  calendar_url: address.optional(),
});

export type DeskPageFile = z.infer<typeof deskPageSchema>;

export interface DeskPageConfig {
  readonly host: string;
  /** Missing: the usual one, or any when that is taken. */
  readonly port?: number;
  /** Where browsers find it, when a proxy stands before it; without a slash at the end. */
  readonly url?: string;
  /** Names it is asked for by besides its own, small letters. */
  readonly names: readonly string[];
  /** The hotel knows that others on its network reach it without encryption. */
  readonly trustedNetwork: boolean;
  /** What the page speaks to who has not chosen. */
  readonly language?: Language;
  readonly sessionMs: number;
  /** Where channels find `/calendar/…` from outside; without a slash at the end. */
  readonly calendarUrl?: string;
}

/** Undefined where the hotel wants none. */
export function deskPageConfig(file: DeskPageFile): DeskPageConfig | undefined {
  if (!file.enabled) return undefined;
  const { host, port, url, names, language, calendar_url } = file;
  return {
    host,
    names: names.map((name) => name.toLowerCase()),
    trustedNetwork: file.trusted_network,
    sessionMs: file.session_hours * 3_600_000,
    ...(port === undefined ? {} : { port }),
    ...(url === undefined ? {} : { url: url.replace(/\/+$/, "") }),
    ...(language === undefined ? {} : { language }),
    ...(calendar_url === undefined ? {} : { calendarUrl: calendar_url.replace(/\/+$/, "") }),
  };
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

export function checkDeskPage({ desk_page: page }: { readonly desk_page: DeskPageFile }): Problem[] {
  return page.names.flatMap((name, index) =>
    /^[A-Za-z0-9.-]+$/.test(name)
      ? []
      : [
          {
            path: ["desk_page", "names", index],
            what: `is a name without port, as reception.lan: «${name}»`,
          },
        ],
  );
}
