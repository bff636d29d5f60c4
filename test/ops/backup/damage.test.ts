import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Encrypter } from "age-encryption";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { ERRORS } from "../../../src/errors.ts";
import { readArchive } from "../../../src/ops/backup/archive.ts";
import { makeHeader } from "../../../src/ops/backup/format/header.ts";
import type { Manifest } from "../../../src/ops/backup/format/manifest.ts";
import { payloadKey, seal } from "../../../src/ops/backup/format/seal.ts";
import { type TarEntry, tarBytes, writeTar } from "../../../src/ops/backup/format/tar.ts";
import { generateKey } from "../../../src/ops/backup/keys.ts";
import { listBackups } from "../../../src/ops/backup/listing.ts";
import type { Made } from "../../../src/ops/backup/make.ts";
import { withIdentities } from "../../../src/ops/backup/unpack.ts";
import { verifyBackup } from "../../../src/ops/backup/verify.ts";
import { aHotel, flip, type Hotel } from "./support/hotel.ts";

let hotel: Hotel;
let made: Made;

beforeEach(async () => {
  hotel = await aHotel();
  made = await hotel.backup();
});

async function refusal(path = made.path, identity = hotel.identity): Promise<string> {
  const { places, clock } = hotel;
  try {
    await verifyBackup({ places, path, identities: identity === "" ? [] : [identity], at: clock.at });
    return "whole";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** The archive's members as they are, to be changed and put together again by somebody who has the public key. */
async function members(): Promise<{ manifest: Manifest; files: Map<string, Buffer> }> {
  const files = new Map<string, Buffer>();
  const { manifest } = await readArchive({
    path: made.path,
    unlock: withIdentities(made.path, [hotel.identity]),
    sink: async (file) => {
      const parts: Buffer[] = [];
      return {
        write: async (piece) => void parts.push(Buffer.from(piece)),
        end: async () => void files.set(file.path, Buffer.concat(parts)),
        drop: async () => {},
      };
    },
  });
  return { manifest, files };
}

async function forge(first: Buffer, files: Iterable<readonly [string, Buffer]>, firstPath = "manifest.json") {
  const entries: TarEntry[] = [[firstPath, first] as const, ...files].map(([path, bytes]) => ({
    path,
    bytes: bytes.length,
    mtime: 0,
    content: async function* () {
      yield bytes;
    },
  }));
  const recipient = /^age1\w+$/m.exec(readFileSync(hotel.places.recipients, "utf8"))?.[0] ?? "";
  const { bytes, fileKey } = await makeHeader([recipient], tarBytes(entries.map((entry) => entry.bytes)));
  const nonce = Buffer.alloc(16, 7);
  const parts: Uint8Array[] = [bytes, nonce];
  for await (const chunk of seal(payloadKey(fileKey, nonce), writeTar(entries))) parts.push(chunk);
  rmSync(made.path);
  writeFileSync(made.path, Buffer.concat(parts));
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe("a backup is refused", () => {
  it("when its header was changed, and says that it is the header", async () => {
    const text = readFileSync(made.path, "latin1");
    const header = text.indexOf("\n", text.indexOf("\n--- ") + 1);
    for (const at of [3, text.indexOf("X25519") + 12, text.indexOf("hotelbot/backup") + 3, header - 4]) {
      flip(made.path, at);
      expect(await refusal(), `byte ${at}`).toBe("BACKUP_HEADER_DAMAGED");
      flip(made.path, at);
    }
    expect(await refusal()).toBe("whole");
  });

  it("when its body or its tail was changed, and says where", async () => {
    const { length } = readFileSync(made.path);
    for (const at of [length - 100_000, length - 1]) {
      flip(made.path, at);
      expect(await refusal(), `byte ${at}`).toBe("BACKUP_DAMAGED");
      flip(made.path, at);
    }
  });

  it("whichever byte was changed, always as damage", async () => {
    const { length } = readFileSync(made.path);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: length - 1 }), async (at) => {
        flip(made.path, at);
        expect(["BACKUP_HEADER_DAMAGED", "BACKUP_DAMAGED", "BACKUP_TRUNCATED"]).toContain(await refusal());
        flip(made.path, at);
      }),
      { numRuns: 40 },
    );
  });

  it("when it ends early, wherever that is", async () => {
    const bytes = readFileSync(made.path);
    for (const length of [0, 10, 100, 1_000, bytes.length - 70_000, bytes.length - 1]) {
      rmSync(made.path);
      writeFileSync(made.path, bytes.subarray(0, length));
      expect(await refusal(), `${length} bytes`).toBe("BACKUP_TRUNCATED");
    }
  });

  it("when something was added at its end", async () => {
    const bytes = readFileSync(made.path);
    rmSync(made.path);
    writeFileSync(made.path, Buffer.concat([bytes, Buffer.alloc(10)]));
    expect(await refusal()).toBe("BACKUP_DAMAGED");
  });

  it("when two were put in each other's place", async () => {
    const second = await hotel.backup();
    renameSync(made.path, `${made.path}.x`);
    renameSync(second.path, made.path);
    renameSync(`${made.path}.x`, second.path);
    expect(await refusal(made.path)).toBe("BACKUP_MISNAMED");
    expect(await refusal(second.path)).toBe("BACKUP_MISNAMED");
  });

  it("for another key, and without one", async () => {
    const other = await generateKey();
    expect(await refusal(made.path, other.identity)).toBe("BACKUP_KEY_WRONG");
    expect(await refusal(made.path, "")).toBe("BACKUP_IDENTITY_MISSING");
    expect([ERRORS.BACKUP_KEY_WRONG.exit, ERRORS.BACKUP_IDENTITY_MISSING.exit]).toEqual([12, 12]);
    // Neither says anything about the file.
    expect(await listBackups(hotel.places)).toMatchObject([{ state: "verified" }]);
  });

  it("when its manifest was edited", async () => {
    const { manifest, files } = await members();
    const edits: readonly Partial<Manifest>[] = [
      { counts: { ...manifest.counts, inbox: 7 } },
      { schema: { version: 1, name: "0001_messages.sql" } },
      { files: manifest.files.map((file) => ({ ...file, sha256: "0".repeat(64) })) },
      { files: manifest.files.map((file) => ({ ...file, bytes: file.bytes + 1 })) },
      { files: manifest.files.slice(0, -1) },
      { files: [...manifest.files, { path: "../../etc/cron.d/x", bytes: 1, sha256: "0".repeat(64) }] },
    ];
    for (const edit of edits) {
      await forge(json({ ...manifest, ...edit }), files);
      expect(await refusal(), JSON.stringify(edit).slice(0, 80)).toBe("BACKUP_MANIFEST_WRONG");
    }
    await forge(Buffer.from("{"), files);
    expect(await refusal()).toBe("BACKUP_MANIFEST_WRONG");
  });

  it("when a file of the manifest, or the manifest, is not in it", async () => {
    const { manifest, files } = await members();
    for (const path of files.keys()) {
      await forge(
        json(manifest),
        [...files].filter(([each]) => each !== path),
      );
      expect(await refusal(), path).toBe("BACKUP_INCOMPLETE");
    }
    await forge(Buffer.from("x"), files, "readme.txt");
    expect(await refusal()).toBe("BACKUP_INCOMPLETE");
  });

  it("when it is of a newer format", async () => {
    const { manifest, files } = await members();
    await forge(json({ ...manifest, format: 2 }), files);
    expect(await refusal()).toBe("BACKUP_FORMAT_NEWER");
  });

  it("when its database is broken though every hash fits", async () => {
    const { manifest, files } = await members();
    const broken = Buffer.from(files.get("hotelbot.db") ?? "");
    broken.fill(0xff, 4_096 * 3, 4_096 * 6);
    const { createHash } = await import("node:crypto");
    const sha256 = createHash("sha256").update(broken).digest("hex");
    const listed = manifest.files.map((file) => (file.path === "hotelbot.db" ? { ...file, sha256 } : file));
    await forge(json({ ...manifest, files: listed }), new Map([...files, ["hotelbot.db", broken]]));
    expect(await refusal()).toBe("BACKUP_DATABASE_BROKEN");
  });

  it("when it is whole but not the one that was written here", async () => {
    const { manifest, files } = await members();
    await forge(json(manifest), files);
    expect(await refusal()).toBe("BACKUP_CHANGED");
  });

  it("when it is something else", async () => {
    const path = join(hotel.places.folder, "holiday.jpg");
    writeFileSync(path, "not a backup at all");
    expect(await refusal(path)).toBe("BACKUP_NOT_ONE");
    const age = new Encrypter();
    age.addRecipient((await generateKey()).recipient);
    writeFileSync(path, await age.encrypt("somebody else's"));
    expect(await refusal(path)).toBe("BACKUP_NOT_ONE");
    expect(await refusal(join(hotel.places.folder, "nothing"))).toBe("FILE_UNREADABLE");
  });
});

it("what was found damaged is listed so, and whole again once it is put right", async () => {
  const bytes = readFileSync(made.path);
  flip(made.path, bytes.length - 5);
  await refusal();
  expect(await listBackups(hotel.places)).toMatchObject([{ state: "damaged" }]);
  flip(made.path, bytes.length - 5);
  expect(await refusal()).toBe("whole");
  expect(await listBackups(hotel.places)).toMatchObject([{ state: "verified" }]);
  rmSync(made.path);
  writeFileSync(made.path, bytes);
  truncateSync(made.path, 500);
  // Its length alone tells.
  expect(await listBackups(hotel.places)).toMatchObject([{ state: "damaged" }]);
});
