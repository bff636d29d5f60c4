import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  changeKeys,
  encryptionKeys,
  generateKey,
  readIdentities,
  readKeys,
} from "../../../src/ops/backup/keys.ts";
import { listBackups } from "../../../src/ops/backup/listing.ts";
import { backupPlaces } from "../../../src/ops/backup/places.ts";
import { kitLines } from "../../../src/ops/views/backup.ts";
import { temporaryFolder } from "./support/hotel.ts";

const fresh = () => backupPlaces(join(temporaryFolder(), "state"));

describe("the keys of a hotel", () => {
  it("are none at first, and nothing can be encrypted", async () => {
    const places = fresh();
    expect(await readKeys(places)).toEqual({ recipients: [], fingerprints: [], drill: null });
    await expect(encryptionKeys(places)).rejects.toMatchObject({ code: "BACKUP_KEY_MISSING", exit: 2 });
  });

  it("hold the kit's public half and, apart from it, an identity for drills that only the owner reads", async () => {
    const places = fresh();
    const { identity, recipient, fingerprint } = await generateKey();
    const keys = await changeKeys(places, { recipient, how: "new", drill: true });
    expect(keys).toMatchObject({ recipients: [recipient], fingerprints: [fingerprint] });
    expect(keys.drill).toMatch(/^[0-9a-f]{12}$/);
    expect(await encryptionKeys(places)).toHaveLength(2);
    expect(statSync(places.drillIdentity).mode & 0o777).toBe(0o600);
    const files = readdirSync(places.stateDir, { recursive: true, encoding: "utf8" })
      .map((name) => join(places.stateDir, name))
      .filter((path) => statSync(path).isFile());
    expect(files.map((path) => readFileSync(path, "utf8")).filter((text) => text.includes(identity))).toEqual(
      [],
    );
  });

  it("are not replaced by accident, and the drill's stays when they are", async () => {
    const places = fresh();
    const [first, second] = [await generateKey(), await generateKey()];
    const { drill } = await changeKeys(places, { recipient: first.recipient, how: "new", drill: true });
    const again = { recipient: second.recipient, drill: true } as const;
    await expect(changeKeys(places, { ...again, how: "new" })).rejects.toMatchObject({
      code: "BACKUP_KEY_EXISTS",
    });
    expect(await changeKeys(places, { ...again, how: "replace" })).toEqual({
      recipients: [second.recipient],
      fingerprints: [second.fingerprint],
      drill,
    });
    expect(await changeKeys(places, { recipient: first.recipient, how: "add", drill: true })).toMatchObject({
      recipients: [second.recipient, first.recipient],
    });
    expect(await changeKeys(places, { ...again, how: "add", drill: false })).toMatchObject({ drill: null });
    expect(existsSync(places.drillIdentity)).toBe(false);
    // Adding a key leaves that as it was decided.
    expect(await changeKeys(places, { recipient: first.recipient, how: "add" })).toMatchObject({
      drill: null,
    });
  });

  it("that may not be read are not taken for none", async () => {
    const places = fresh();
    mkdirSync(places.recipients, { recursive: true });
    await expect(readKeys(places)).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
    writeFileSync(places.folder, "");
    await expect(listBackups(places)).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
  });

  it("are refused when they are none", async () => {
    const places = fresh();
    const bad = changeKeys(places, { recipient: "age1nonsense", how: "new", drill: true });
    await expect(bad).rejects.toMatchObject({ code: "BACKUP_KEY_INVALID", exit: 3 });
    expect(existsSync(places.stateDir)).toBe(false);
  });
});

describe("an identity file", () => {
  it("may be the emergency kit as it was printed", async () => {
    const key = await generateKey();
    const path = join(temporaryFolder(), "kit.txt");
    writeFileSync(path, kitLines({ ...key, savedTo: null, drill: null }).join("\n"));
    expect(await readIdentities(path)).toEqual([key.identity]);
  });

  it("that is missing, holds none, or a mistyped one is refused", async () => {
    const path = join(temporaryFolder(), "kit.txt");
    await expect(readIdentities(path)).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
    writeFileSync(path, "shopping list");
    await expect(readIdentities(path)).rejects.toMatchObject({ code: "BACKUP_KEY_INVALID" });
    const { identity } = await generateKey();
    writeFileSync(
      path,
      identity.replace(/.$/, (last) => (last === "Q" ? "P" : "Q")),
    );
    await expect(readIdentities(path)).rejects.toMatchObject({ code: "BACKUP_KEY_INVALID" });
  });
});
