/**
 * Takes people and secrets out of what is logged. Values under a known key go whole; phones, e-mail addresses and
 * tokens are also found inside text. Numbers stay: ids, times and sizes are numbers, phones are always text here.
 */
const HIDDEN = "‹hidden›";

/** Compared without case, `_` and `-`. */
const SECRET_KEYS = new Set(
  (
    "authorization cookie password secret appsecret token accesstoken verifytoken pin key apikey privatekey " +
    "email phone waid from to address profilename guestname fullname firstname lastname " +
    "text body caption transcript speech summary"
  ).split(" "),
);

/** `name` is a person's only inside one of these; elsewhere it names files, checks and adapters. */
const PEOPLE_KEYS = new Set(["guest", "contact", "contacts", "profile", "sender", "clerk"]);

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const TOKEN =
  /\bBearer\s+\S+|\bEAA[A-Za-z0-9]{16,}|\bsha256=[0-9a-f]{64}\b|\bAGE-SECRET-KEY-[A-Z0-9-]+|([?&](?:access_token|token|key|hub\.verify_token)=)[^&\s]+/gi;
/** A wamid carries the guest's phone in base64; its tail is enough to find it again. */
const WAMID = /\bwamid\.[A-Za-z0-9+/=_-]*?([A-Za-z0-9+/=_-]{12})(?![A-Za-z0-9+/=_-])/g;
/** A sha256 holds runs of digits too, and is what tells one file from another: it is tried first. */
const DIGITS = /\b[0-9a-f]{64}\b|\+?\d(?:[ ().\-\u00a0]{0,2}\d){6,}/g;
const SHA256 = /^[0-9a-f]{64}$/;
const NOT_A_PHONE = /^(?:\d{4}-\d{2}-\d{2}|(?:\d{1,3}\.){3}\d{1,3}$)/;

/** `text` without phones (seven digits with a `+`, nine without), e-mail addresses, tokens and the phones in wamids. */
export function redactText(text: string): string {
  return text
    .replace(EMAIL, "‹e-mail›")
    .replace(TOKEN, (_, query: string | undefined) => `${query ?? ""}‹token›`)
    .replace(WAMID, "wamid.…$1")
    .replace(DIGITS, (found) => {
      if (SHA256.test(found)) return found;
      const digits = found.replace(/\D/g, "").length;
      return NOT_A_PHONE.test(found) || digits < (found.startsWith("+") ? 7 : 9) ? found : "‹phone›";
    });
}

/** A copy of `value` fit for the log. Errors become plain objects; what lies deeper than eight levels is cut. */
export function redact(value: unknown, insidePerson = false, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (depth >= 8) return "‹deep›";
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Uint8Array) return `‹${value.byteLength} bytes›`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => redact(item, insidePerson, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const plain = key.toLowerCase().replace(/[_-]/g, "");
      const hidden = SECRET_KEYS.has(plain) || (insidePerson && plain === "name");
      if (hidden && item !== undefined && item !== null) return [key, HIDDEN];
      return [key, redact(item, PEOPLE_KEYS.has(plain), depth + 1)];
    }),
  );
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: redactText(error.message),
    ...("code" in error ? { code: error.code } : {}),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, false, depth + 1) }),
  };
}
