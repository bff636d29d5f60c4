import { isIP, isIPv4 } from "node:net";
import { z } from "zod";
import type { Problem } from "./problems.ts";

const text = z.string().trim().min(1, "cannot be empty");
const whole = (least: number, most: number) => z.int().min(least).max(most);

const address = text.refine((given) => isIP(given) !== 0, "must be an address such as 192.168.1.5");
const network = text.refine(
  isNetwork,
  "must be an address or a network, such as 192.168.1.10 or 10.0.0.0/24; names are not looked up here",
);
const exchange = text.refine(
  (given) => exchangeOf(given) !== undefined,
  "must be the exchange's name or address, with a port or without: 192.168.1.10:5060 (no «sip:» before it)",
);

/** The phone line as hotel.yaml writes it. */
export const phoneSchema = z.strictObject({
  door: z.enum(["sip", "audiosocket", "soundcard"], { error: "must be sip, audiosocket or soundcard" }),
  registrar: exchange.optional(),
  user: text.optional(),
  login: text.optional(),
  register: z.boolean().default(true),
  bind: address.optional(),
  port: whole(0, 65_535).optional(),
  advertise: text.refine(isIPv4, "must be an IPv4 address such as 203.0.113.7").optional(),
  rtp_from: whole(0, 65_535).default(0),
  rtp_to: whole(0, 65_535).default(0),
  transfer: z.enum(["attended", "blind"]).default("attended"),
  allow: z.array(network).default([]),
  device: text.optional(),
  button: text.regex(/^\//, "must be a path from the root, such as /dev/input/by-id/…-event-kbd").optional(),
  button_key: whole(1, 767).optional(),
  reception: text.optional(),
  extensions: z.record(z.string(), text).default({}),
  max_calls: whole(1, 30).default(4),
  max_minutes: whole(1, 240).default(20),
  keep_audio: z.boolean().default(false),
});

export type PhoneFile = z.infer<typeof phoneSchema>;

/** The hotel's line, in the program's own units. With `sip` the password is the secret «phone-secret». */
export interface PhoneConfig {
  readonly door: PhoneDoor;
  /** Whom callers are put through to; missing: nobody, they leave a message. */
  readonly reception?: string;
  /** Extension → room number. */
  readonly rooms: Readonly<Record<string, string>>;
  readonly maxCalls: number;
  /** The sound of what callers say is kept; the notice says so. */
  readonly keepAudio: boolean;
}

export type PhoneDoor =
  | {
      readonly kind: "soundcard";
      readonly device?: string;
      /** Held to speak: an input device, and which of its keys. */
      readonly button?: { readonly path: string; readonly key?: number };
    }
  | { readonly kind: "audiosocket"; readonly bind: Bind; readonly allow: readonly string[] }
  | {
      readonly kind: "sip";
      readonly registrar: { readonly host: string; readonly port: number };
      readonly extension: string;
      readonly username?: string;
      readonly bind: Bind;
      readonly advertise?: string;
      readonly allow: readonly string[];
      readonly register: boolean;
      readonly maxMinutes: number;
      readonly rtpPorts: { readonly from: number; readonly to: number };
      readonly transfer: "attended" | "blind";
    };

interface Bind {
  readonly address: string;
  readonly port: number;
}

export function phoneConfig(file: PhoneFile): PhoneConfig {
  return {
    door: doorOf(file),
    rooms: file.extensions,
    maxCalls: file.max_calls,
    keepAudio: file.keep_audio,
    ...(file.reception === undefined ? {} : { reception: file.reception }),
  };
}

/** What is wrong with a line whose every single value is well formed. */
export function checkPhone({ phone }: { readonly phone?: PhoneFile | undefined }): Problem[] {
  if (!phone) return [];
  const missing = (key: "registrar" | "user"): Problem[] =>
    phone.door === "sip" && phone[key] === undefined
      ? [{ path: ["phone", key], what: "is missing: door: sip needs it" }]
      : [];
  const order: Problem[] =
    phone.rtp_to < phone.rtp_from ? [{ path: ["phone", "rtp_to"], what: "is less than phone.rtp_from" }] : [];
  return [...missing("registrar"), ...missing("user"), ...order, ...buttonProblems(phone)];
}

function buttonProblems({ door, button, button_key: key }: PhoneFile): Problem[] {
  if (button === undefined && key !== undefined) {
    return [{ path: ["phone", "button_key"], what: "is a key of phone.button, which is missing" }];
  }
  const elsewhere = button !== undefined && door !== "soundcard";
  return elsewhere ? [{ path: ["phone", "button"], what: "needs door: soundcard" }] : [];
}

const SIP_PORT = 5_060;
const AUDIOSOCKET_PORT = 9_092;

function doorOf(file: PhoneFile): PhoneDoor {
  const { allow } = file;
  if (file.door === "soundcard") return { kind: "soundcard", ...handset(file) };
  if (file.door === "audiosocket") {
    const bind = { address: file.bind ?? "127.0.0.1", port: file.port ?? AUDIOSOCKET_PORT };
    return { kind: "audiosocket", bind, allow };
  }
  return {
    kind: "sip",
    registrar: exchangeOf(file.registrar ?? "") ?? { host: "", port: SIP_PORT },
    extension: file.user ?? "",
    bind: { address: file.bind ?? "0.0.0.0", port: file.port ?? SIP_PORT },
    allow,
    register: file.register,
    maxMinutes: file.max_minutes,
    rtpPorts: { from: file.rtp_from, to: file.rtp_to },
    transfer: file.transfer,
    ...(file.login === undefined ? {} : { username: file.login }),
    ...(file.advertise === undefined ? {} : { advertise: file.advertise }),
  };
}

/** An address, or one with how many bits of it are the network's: 0–32, 0–128 for IPv6. */
function isNetwork(given: string): boolean {
  const match = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(given);
  const version = isIP(match?.[1] ?? "");
  return version !== 0 && Number(match?.[2] ?? 0) <= (version === 4 ? 32 : 128);
}

/** `name`, `name:port`, the same with an IPv4 address. */
function exchangeOf(given: string): { readonly host: string; readonly port: number } | undefined {
  const match = /^([A-Za-z\d](?:[\w.-]*\w)?)(?::(\d{1,5}))?$/.exec(given);
  const host = match?.[1];
  const port = Number(match?.[2] ?? SIP_PORT);
  if (host === undefined || port < 1 || port > 65_535) return undefined;
  // What looks like an address must be one.
  return /^[\d.]+$/.test(host) && !isIPv4(host) ? undefined : { host, port };
}

function handset({ device, button, button_key: key }: PhoneFile) {
  return {
    ...(device === undefined ? {} : { device }),
    ...(button === undefined ? {} : { button: { path: button, ...(key === undefined ? {} : { key }) } }),
  };
}
