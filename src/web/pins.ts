import { createHash, randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** Memory-hard, and 40 ms on one core: a stolen database gives no PIN away in an afternoon of somebody without hardware. */
const COST = { N: 16_384, r: 8, p: 1 };
const KEY_BYTES = 32;
export const PIN_DIGITS = 6;

/** Six digits from random bytes in hex. */
export function pinFrom(secret: string): string {
  return (BigInt(`0x${secret}`) % 10n ** BigInt(PIN_DIGITS)).toString().padStart(PIN_DIGITS, "0");
}

export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(pin, salt);
  return `scrypt:${salt.toString("base64url")}:${key.toString("base64url")}`;
}

/** `hash` undefined: nobody has that name; it takes as long as if somebody had. */
export async function isPin(pin: string, hash: string | undefined): Promise<boolean> {
  const [, salt = "", key = ""] = (hash ?? "").split(":");
  const known = Buffer.from(key, "base64url");
  const given = await derive(pin, Buffer.from(salt, "base64url"));
  return known.length === given.length && timingSafeEqual(known, given);
}

/** How a random token is kept: it has more chances than anybody can try, so a plain hash is enough. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(pin.normalize(), salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
