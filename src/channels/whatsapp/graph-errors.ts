/**
 * What to do about each of Meta's error codes, as one table (docs/whatsapp.md prints it and a test compares). Decided
 * on `code` alone: HTTP status and subcode are unreliable.
 * - `reject`: never send this message again. `stop`: nothing goes out until a person mends it.
 * - `retry`: certainly not taken; again after `firstMs`, growing by `factor` an attempt up to `mostMs`.
 */
export interface CodeRule {
  readonly codes: readonly number[];
  readonly meaning: string;
  readonly cure: string;
  readonly does: "reject" | "stop" | "retry";
  readonly wait?: Wait;
}

export interface Wait {
  readonly scope: "guest" | "channel";
  readonly firstMs: number;
  readonly factor: number;
  readonly mostMs: number;
}

const MINUTE = 60_000;
const TROUBLE: Wait = { scope: "channel", firstMs: 2000, factor: 2, mostMs: 5 * MINUTE };
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

const stop = (codes: readonly number[], meaning: string, cure: string): CodeRule => ({
  codes,
  meaning,
  cure,
  does: "stop",
});
const reject = (codes: readonly number[], meaning: string, cure: string): CodeRule => ({
  codes,
  meaning,
  cure,
  does: "reject",
});
const retry = (codes: readonly number[], meaning: string, cure: string, wait: Wait): CodeRule => ({
  codes,
  meaning,
  cure,
  does: "retry",
  wait,
});

export const CODE_RULES: readonly CodeRule[] = [
  stop(
    [0, 190],
    "The access token is wrong or has expired",
    "Make a new system-user token and put it into the secrets",
  ),
  stop(
    [3, 10, ...range(200, 299), 131005],
    "The token may not do this",
    "Give the system user the three WhatsApp permissions and the account",
  ),
  stop(
    [33],
    "The phone number id is unknown",
    "Correct the phone number id; the displayed number is not the id",
  ),
  reject([100, 131008, 131009], "A parameter is wrong", "A fault of hotelbot: report the details"),
  stop(
    [368, 131031],
    "Meta blocked or locked the account",
    "See the account's quality page in WhatsApp Manager",
  ),
  reject([130497], "Meta allows no messages to this country", "Call the guest"),
  retry([4, 80007], "Too many calls by this app", "Nothing: it goes on by itself", {
    scope: "channel",
    firstMs: MINUTE,
    factor: 2,
    mostMs: 15 * MINUTE,
  }),
  retry([130429], "Too many messages a second", "Nothing: it goes on by itself", {
    scope: "channel",
    firstMs: 1000,
    factor: 2,
    mostMs: MINUTE,
  }),
  retry([131056], "Too many messages to one guest", "Nothing: only this guest waits", {
    scope: "guest",
    firstMs: 4000,
    factor: 4,
    mostMs: 17 * MINUTE,
  }),
  stop([131048], "Meta holds the number for spam", "See the quality rating; answer only guests who wrote"),
  reject(
    [131047],
    "Over 24 hours since the guest last wrote",
    "Call the guest, or send an approved template",
  ),
  reject([131026], "The guest cannot be reached on WhatsApp", "Call or write by another way"),
  reject(
    [131049, 131050, 130472],
    "Meta held the message back, or the guest opted out",
    "Do not send it again",
  ),
  reject([131051], "This kind of message is not supported", "A fault of hotelbot: report the details"),
  reject([131052], "Meta could not fetch the guest's file", "Ask the guest to send it again"),
  reject([131053], "Meta could not use our file", "A fault of hotelbot: report the details"),
  reject([131062], "This message needs the guest's phone number", "Ask the guest for the number"),
  retry(
    [1, 2, 131000, 131016, 131057, 133004],
    "Meta has trouble or maintenance",
    "Nothing: it goes on by itself",
    TROUBLE,
  ),
  stop([131042], "Meta cannot charge the account", "Correct the payment method in WhatsApp Manager"),
  reject(
    [132000, 132001, 132005, 132007, 132012, 132015, 132016],
    "The template does not fit, is missing or paused",
    "See the template in WhatsApp Manager",
  ),
  stop(
    [133010, 131045, 131037],
    "The number is not registered, or its certificate or name is not approved",
    "Register the number and have the display name approved",
  ),
  reject([137000], "The guest's identity changed", "Ask the guest who they are before speaking of a booking"),
];

const BY_CODE: ReadonlyMap<number, CodeRule> = new Map(
  CODE_RULES.flatMap((rule) => rule.codes.map((code) => [code, rule] as const)),
);

/** The row for a code; undefined for one Meta has not documented. Also for codes of `failed` statuses. */
export function ruleFor(code: number): CodeRule | undefined {
  return BY_CODE.get(code);
}

/** Milliseconds before attempt number `attempt` + 1 (`attempt` failed ones so far, 1 or more); `random` in [0, 1) spreads by ±25 %. */
export function waitMs(wait: Wait, attempt: number, random: number): number {
  const grown = wait.firstMs * wait.factor ** Math.max(0, Math.min(attempt, 20) - 1);
  return Math.round(Math.min(grown, wait.mostMs) * (0.75 + random / 2));
}

/** For what never left the machine: no route, no name, connection refused. */
export const UNREACHABLE: Wait = TROUBLE;
