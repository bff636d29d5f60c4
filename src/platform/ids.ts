import { randomBytes, randomInt, randomUUID } from "node:crypto";

/** Identity as a dependency, so that tests can name things. */
export interface Ids {
  /** A unique id, UUIDv4. */
  unique(): string;
  /** `length` characters a person can read over the phone: no 0/O, 1/I/L, 5/S, 8/B, 2/Z. */
  readable(length: number): string;
  /** `bytes` random bytes in hex. */
  secret(bytes: number): string;
}

const READABLE = "ACDEFGHJKMNPQRTUVWXY3479";

export function randomIds(): Ids {
  return {
    unique: () => randomUUID(),
    readable: (length) => Array.from({ length }, () => READABLE.charAt(randomInt(READABLE.length))).join(""),
    secret: (bytes) => randomBytes(bytes).toString("hex"),
  };
}
