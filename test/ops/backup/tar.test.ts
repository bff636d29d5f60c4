import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payloadKey, seal, sealedBytes } from "../../../src/ops/backup/format/seal.ts";
import { readTar, type TarEntry, tarBytes, writeTar } from "../../../src/ops/backup/format/tar.ts";
import { temporaryFolder } from "./support/hotel.ts";

const file = (path: string, bytes: Uint8Array): TarEntry => ({
  path,
  bytes: bytes.length,
  mtime: 0,
  content: async function* () {
    yield bytes;
  },
});

async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

/** The bytes in pieces of any size, as a disk or a decrypter gives them. */
async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(archive: Buffer, size: number): Promise<[string, string][]> {
  const files: [string, string][] = [];
  for await (const { path, content } of readTar(inPieces(archive, size))) {
    files.push([path, (await all(content)).toString("hex")]);
  }
  return files;
}

const path = fc
  .array(fc.stringMatching(/^[a-zñ0-9._-]{1,40}$/), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join("/"))
  .filter((each) => Buffer.byteLength(each) < 240);

describe("the archive", () => {
  it("gives back the files that went in, whatever they are and however it is read", async () => {
    const files = fc.array(fc.tuple(path, fc.uint8Array({ maxLength: 1_500 })), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 2_000 }), async (given, size) => {
        const archive = await all(writeTar(given.map(([name, bytes]) => file(name, bytes))));
        expect(archive.length).toBe(tarBytes(given.map(([, bytes]) => bytes.length)));
        expect(await read(archive, size)).toEqual(
          given.map(([name, bytes]) => [name, Buffer.from(bytes).toString("hex")]),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("is one that tar unpacks, long paths included", async () => {
    const folder = temporaryFolder();
    const long = `media/${"a".repeat(80)}/${"b".repeat(80)}`;
    const archive = await all(
      writeTar([file("manifest.json", Buffer.from("{}")), file(long, Buffer.from("x"))]),
    );
    writeFileSync(join(folder, "a.tar"), archive);
    const listed = execFileSync("tar", ["-tf", "a.tar"], { cwd: folder, encoding: "utf8" });
    expect(listed.trim().split("\n")).toEqual(["manifest.json", long]);
  });

  it("says the size of a file of nine gigabytes as tar reads it", async () => {
    const bytes = 9 * 1024 ** 3;
    const entry = { ...file("huge", Buffer.alloc(0)), bytes };
    const { value: header } = await writeTar([entry]).next();
    const { value: member } = await readTar(inPieces(Buffer.from(header ?? []), 512)).next();
    expect(member).toMatchObject({ path: "huge", bytes });
  });

  it("is not made of a file that is longer or shorter than it was", async () => {
    const entry = { ...file("a", Buffer.from("four")), bytes: 5 };
    await expect(all(writeTar([entry]))).rejects.toThrow("a has 4 bytes, not 5");
  });

  it("is refused with a link or a folder in it, and when it is none", async () => {
    const archive = await all(writeTar([file("a", Buffer.from("x"))]));
    archive[156] = 0x32;
    await expect(read(archive, 512)).rejects.toThrow("no tar");
    await expect(read(Buffer.alloc(1_024, "x"), 512)).rejects.toThrow("no tar");
    await expect(read(Buffer.alloc(100), 512)).rejects.toThrow("ends early");
  });
});

describe("the seal", () => {
  it("is as long as it was said to be, for every length around a chunk", async () => {
    const key = payloadKey(Buffer.alloc(16, 1), Buffer.alloc(16, 2));
    for (const length of [0, 1, 65_535, 65_536, 65_537, 131_072, 131_073]) {
      expect((await all(seal(key, inPieces(Buffer.alloc(length, 3), 10_000)))).length).toBe(
        sealedBytes(length),
      );
    }
  });
});
