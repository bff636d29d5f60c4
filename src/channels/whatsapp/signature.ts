import { createHmac, timingSafeEqual } from "node:crypto";

export const SIGNATURE_HEADER = "x-hub-signature-256";

/** The header's value for these bytes: `sha256=` and 64 lower-case hex digits. */
export function sign(appSecret: string, body: Uint8Array): string {
  return `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`;
}

/**
 * True when the header is the signature of exactly these bytes under one of the secrets. Several are valid at once
 * while a secret is being rotated. Always over the bytes received: Meta signs its escaped form (`\u00e1`, `\/`), which
 * parsing and writing again does not give back. Every secret is tried, each comparison in constant time.
 */
export function isSigned(
  body: Uint8Array,
  header: string | undefined,
  appSecrets: readonly string[],
): boolean {
  const given = header?.match(/^sha256=([0-9a-f]{64})$/i)?.[1];
  if (given === undefined) return false;
  const claimed = Buffer.from(given, "hex");
  let fits = false;
  for (const secret of appSecrets) {
    if (secret === "") continue;
    const expected = createHmac("sha256", secret).update(body).digest();
    if (timingSafeEqual(expected, claimed)) fits = true;
  }
  return fits;
}

/** Compares two short secrets in a time that does not depend on where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  if (expected === "") return false;
  const digest = (text: string): Buffer => createHmac("sha256", "hotelbot").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
