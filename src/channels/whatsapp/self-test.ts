import { isFields, readJson, textOf } from "./json.ts";
import { SIGNATURE_HEADER, sign } from "./signature.ts";

const OBJECT = "hotelbot_self_test";

/**
 * A post as Meta makes them, that says nothing and is stored nowhere: the receiver answers it with `nonce`. It has what a
 * proxy that reads and writes JSON anew would change: an escape, a letter beyond ASCII, a slash, spaces.
 */
export function selfTest(
  appSecret: string,
  nonce: string,
): { readonly body: Uint8Array; readonly headers: Record<string, string> } {
  const text = `{"object": "${OBJECT}", "nonce": "${nonce}", "way": "\\u00e1\\/ñ 😀"}`;
  const body = new TextEncoder().encode(text);
  return { body, headers: { "content-type": "application/json", [SIGNATURE_HEADER]: sign(appSecret, body) } };
}

/** The nonce of a self-test, or undefined for anything else. To be asked of signed bodies only. */
export function selfTestNonce(body: Uint8Array): string | undefined {
  // Meta's bodies may be large: they are not read twice.
  if (body.length > 512) return undefined;
  const root = readJson(body);
  return isFields(root) && textOf(root, "object") === OBJECT ? textOf(root, "nonce") : undefined;
}
