/**
 * JSON as Meta writes it on the wire: compact, every character beyond ASCII as `\uXXXX` with lower-case digits, `/` as
 * `\/`. Parsing and writing it again gives other bytes, hence another signature.
 */
export function wireJson(value: unknown): Buffer {
  const text = JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return Buffer.from(text, "ascii");
}
