import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { Decrypter, Encrypter, identityToRecipient, Stanza } from "age-encryption";
import { HotelbotError } from "../../../errors.ts";
import { parseName } from "./name.ts";

const INTRO = "age-encryption.org/v1\n";
const OURS = "hotelbot/backup";
/** Room for hundreds of recipients: an X25519 stanza is 105 bytes. */
const LONGEST = 64 * 1024;

/** The readable part of a backup file; trusted only once an identity opened it. */
export interface Header {
  /** Everything up to the nonce. */
  readonly bytes: Buffer;
  /** Length of the tar inside, which makes a file that ends early known at once. */
  readonly plainBytes: number;
  /** Of the recipients, so that people know which kit opens the file. */
  readonly fingerprints: readonly string[];
}

/** What people compare a key by: 12 hex digits of a recipient's sha256. */
export function fingerprint(recipient: string): string {
  return createHash("sha256").update(recipient).digest("hex").slice(0, 12);
}

/**
 * An age header for the recipients with a stanza of our own, which other programs leave alone: the length of what
 * follows and the recipients' fingerprints. Answers the file key too.
 */
export async function makeHeader(
  recipients: readonly string[],
  plainBytes: number,
): Promise<{ bytes: Uint8Array; fileKey: Uint8Array }> {
  let fileKey: Uint8Array | undefined;
  const age = new Encrypter();
  age.addRecipient({
    wrapFileKey: (key) => {
      fileKey = key.slice();
      const args = [OURS, "1", String(plainBytes), ...recipients.map(fingerprint)];
      return [new Stanza(args, new Uint8Array())];
    },
  });
  for (const recipient of recipients) age.addRecipient(recipient);
  const empty = await age.encrypt(new Uint8Array());
  if (!fileKey) throw new Error("no file key was made");
  // Behind the header: a nonce of 16 bytes and the tag of an empty chunk. Ours follow instead.
  return { bytes: empty.subarray(0, empty.length - 32), fileKey };
}

/** Throws BACKUP_NOT_ONE, BACKUP_TRUNCATED or BACKUP_HEADER_DAMAGED. */
export async function readHeader(file: FileHandle, path: string): Promise<Header> {
  const buffer = Buffer.alloc(LONGEST);
  const { bytesRead } = await file.read(buffer, 0, LONGEST, 0);
  const text = buffer.subarray(0, bytesRead).toString("latin1");
  const named = parseName(basename(path)) !== undefined;
  const foreign = (what: string): HotelbotError =>
    new HotelbotError(named ? "BACKUP_HEADER_DAMAGED" : "BACKUP_NOT_ONE", { path, what });
  if (named && bytesRead < INTRO.length && INTRO.startsWith(text)) throw cutOff(path);
  if (!text.startsWith(INTRO)) throw foreign("it does not begin as an age file does");
  const mac = /\n--- [^\n]*\n/.exec(text);
  if (!mac) throw bytesRead < LONGEST ? cutOff(path) : foreign("its end is not to be found");
  const end = mac.index + mac[0].length;
  const ours = /\n-> hotelbot\/backup 1 (\d{1,15})((?: [0-9a-f]{12})+)\n\n/.exec(text.slice(0, end));
  if (!ours) throw foreign("hotelbot's own line is missing");
  const [, bytes = "0", prints = ""] = ours;
  return {
    bytes: Buffer.from(buffer.subarray(0, end)),
    plainBytes: Number(bytes),
    fingerprints: prints.trim().split(" "),
  };
}

/**
 * The key to the payload. Throws BACKUP_IDENTITY_MISSING without identities, BACKUP_KEY_WRONG when none of them was
 * meant, BACKUP_HEADER_DAMAGED when one was and does not fit.
 */
export async function openHeader(
  header: Header,
  identities: readonly string[],
  path: string,
): Promise<Uint8Array> {
  const wanted = header.fingerprints.join(", ");
  if (identities.length === 0) throw new HotelbotError("BACKUP_IDENTITY_MISSING", { path, wanted });
  const age = new Decrypter();
  for (const identity of identities) age.addIdentity(identity);
  try {
    return await age.decryptHeader(header.bytes);
  } catch (error) {
    const given = await Promise.all(
      identities.map(async (each) => fingerprint(await identityToRecipient(each))),
    );
    const nobody = error instanceof Error && error.message.startsWith("no identity matched");
    if (nobody && !given.some((each) => header.fingerprints.includes(each))) {
      throw new HotelbotError("BACKUP_KEY_WRONG", { path, wanted, given: given.join(", ") });
    }
    const what = "it does not fit its own check sum";
    throw new HotelbotError("BACKUP_HEADER_DAMAGED", { path, what }, { cause: error });
  }
}

function cutOff(path: string): HotelbotError {
  return new HotelbotError("BACKUP_TRUNCATED", { path, what: "not even its header is whole" });
}
