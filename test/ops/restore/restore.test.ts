import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateKey } from "../../../src/ops/backup/keys.ts";
import { readRecord, writeRecord } from "../../../src/ops/backup/records.ts";
import type { RestoreOptions } from "../../../src/ops/restore/restore.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { openStore, ownFolder } from "../../../src/store/open.ts";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import { aConversation, body, entry, text } from "../../store/support/messages.ts";
import { aHotel, flip, type Hotel, MIGRATIONS, temporaryFolder } from "../backup/support/hotel.ts";
import { contents, restoring } from "./support/restoring.ts";

/** Everything in a state folder but what a lock or a log of SQLite's is. */
function tree(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile() && !/^(owner\.lock|backup)/.test(name))
      .map((name) => [name, readFileSync(join(folder, name)).toString("base64")]),
  );
}

/** What happens after the backup and is lost by restoring it. */
function goOn(hotel: Hotel): void {
  hotel.use(({ store }) => {
    aConversation(store, "34600000002");
    store.outbox.sending("unsent", 9_000);
    store.outbox.accepted("unsent", "wamid.unsent", 9_000);
  });
  writeFileSync(join(hotel.stateDir, "hotel.yaml"), "changed: yes\n");
  rmSync(join(hotel.stateDir, "media", "in", "one"));
}

describe("a restore", () => {
  it("brings back the database, the attachments and hotel.yaml, and keeps what was there aside", async () => {
    const hotel = await aHotel();
    const config = readFileSync(hotel.subject.configPath, "utf8");
    const { path, name } = await hotel.backup();
    goOn(hotel);
    const restored = await restoring(hotel, path);
    expect(restored).toMatchObject({ backup: name, migrated: [], dryRun: false });
    expect(contents(hotel.stateDir)).toMatchObject({ recovered: "nothing", media: true });
    expect(readFileSync(hotel.subject.configPath, "utf8")).toBe(config);
    expect(readFileSync(join(restored.aside ?? "", "hotel.yaml"), "utf8")).toBe("changed: yes\n");
    expect(readdirSync(hotel.stateDir).filter((each) => /restore-|journal/.test(each))).toEqual([
      "before-restore-20270201T043000Z",
    ]);
    const modes = ["hotelbot.db", "media", "media/in/one"].map(
      (each) => statSync(join(hotel.stateDir, each)).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o700, 0o600]);
  });

  it("makes a hotel out of an empty folder, wherever it lies, and names the secrets that are missing", async () => {
    const hotel = await aHotel();
    const whatsapp = `
whatsapp:
  phone_number_id: "123456"
  waba_id: "123456"
  path: /webhooks/whatsapp/0123456789abcdef
`;
    writeFileSync(hotel.subject.configPath, whatsapp, { flag: "a" });
    const { path } = await hotel.backup();
    const stateDir = join(temporaryFolder(), "elsewhere");
    const restored = await restoring(hotel, path, { stateDir });
    expect(restored.aside).toBeNull();
    expect(restored.problems).toHaveLength(3);
    expect(restored.problems[0]).toBe("The secret «whatsapp-app-secret» is not set on this machine.");
    expect(contents(stateDir)).toMatchObject({ media: true });
    const opened = openConnection(join(stateDir, "hotelbot.db"));
    const spoken = opened
      .prepare<[], { path: string }>("SELECT content ->> '$.path' AS path FROM outbox WHERE id = 'spoken'")
      .get();
    opened.close();
    expect(spoken?.path).toBe(join(stateDir, "media", "out", "spoken.ogg"));
    expect(readFileSync(spoken?.path ?? "", "utf8")).toBe("a spoken reply");
  });

  it("keeps a restored past quiet: replies are held, bookings are looked up, guests wait for a person", async () => {
    const hotel = await aHotel();
    hotel.use(({ store }) => {
      const ids = aConversation(store, "34600000005");
      for (const each of ["sending", "unknown"]) {
        store.outbox.add(entry(ids, each));
        store.outbox.sending(each, 5_000);
      }
      store.outbox.unknown("unknown", "no answer", 5_000);
      for (const reference of ["intended", "sent"]) {
        const request = { reference } as never;
        store.journal.intend({ reference, conversationId: ids.conversationId, request, at: 5_000 });
      }
      store.journal.sent("sent", 5_000);
      // Writes for the first time, and nobody has answered yet.
      store.inbox.accept([body({ messages: [text("new guest", { phone: "34600000009" }, 6_000)] })]);
      const quiet = aConversation(store, "34600000007");
      store.inbox.finish(
        store.inbox.pending(quiet.guestId).map(({ id }) => id),
        "answered",
        7_000,
      );
    });
    const { path } = await hotel.backup();
    const restored = await restoring(hotel, path);
    expect(restored).toMatchObject({ held: 3, bookings: 2, unanswered: 3, conversations: 3 });
    hotel.use(({ store }) => {
      expect(store.outbox.held().map(({ id }) => id)).toEqual(["unsent", "sending", "unknown"]);
      expect(store.outbox.lanes(Number.MAX_SAFE_INTEGER, ["whatsapp", "chat"])).toEqual([]);
      expect(store.journal.open().map(({ reference, state }) => [reference, state])).toEqual([
        ["intended", "unknown"],
        ["sent", "unknown"],
      ]);
      expect(store.summaries.waiting().map(({ reason }) => reason)).toEqual([
        "restored",
        "restored",
        "restored",
      ]);
      const all = [1, 2, 3, 4].map((id) => store.conversations.get(id));
      expect(all.map((row) => row?.mode)).toEqual(["person", "person", "bot", "person"]);
      expect(all[3]?.state).toMatchObject({ mode: "person", step: "idle" });
      expect(store.audit.verify()).toBeUndefined();
    });
  });

  it("twice holds nothing twice", async () => {
    const hotel = await aHotel();
    const first = await hotel.backup();
    await restoring(hotel, first.path);
    const second = await hotel.backup();
    expect(await restoring(hotel, second.path)).toMatchObject({ held: 0 });
    expect(contents(hotel.stateDir)).toMatchObject({ held: 1 });
    // Only the last state that was replaced is kept.
    expect(readdirSync(hotel.stateDir).filter((name) => name.startsWith("before-"))).toHaveLength(1);
  });

  it("migrates an older backup on the way", async () => {
    const hotel = await aHotel();
    const older = join(temporaryFolder(), "older");
    mkdirSync(older);
    for (const file of readdirSync(MIGRATIONS))
      writeFileSync(join(older, file), readFileSync(join(MIGRATIONS, file)));
    const { path } = await hotel.backup();
    const next = `${String(readdirSync(older).length + 1).padStart(4, "0")}_later.sql`;
    writeFileSync(join(older, next), "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;");
    expect(await restoring(hotel, path, { migrationsDir: older })).toMatchObject({ migrated: [next] });
    const newer = await hotel.backup();
    const refused = restoring(hotel, newer.path);
    await expect(refused).rejects.toMatchObject({ code: "SCHEMA_NEWER", exit: 13 });
  });

  it("leaves hotel.yaml alone when asked, and never puts one in front of the system's", async () => {
    const hotel = await aHotel();
    const { path } = await hotel.backup();
    const own = hotel.subject.configPath;
    writeFileSync(own, "mine\n");
    expect(await restoring(hotel, path, { keepConfig: true })).toMatchObject({ config: null });
    expect(readFileSync(own, "utf8")).toBe("mine\n");
    rmSync(own);
    const systemConfig = join(temporaryFolder(), "hotel.yaml");
    writeFileSync(systemConfig, "the system's\n");
    const restored = await restoring(hotel, path, { systemConfig });
    expect(restored.config).toBe(join(hotel.stateDir, "hotel.yaml.restored"));
    expect(existsSync(own)).toBe(false);
  });
});

describe("a restore changes nothing at all", () => {
  it.each<[string, Partial<RestoreOptions>, string | undefined, number]>([
    ["with another hotel's name", { confirm: "costa" }, "RESTORE_UNCONFIRMED", 3],
    ["with a wrong key", { identities: ["other"] }, "BACKUP_KEY_WRONG", 12],
    ["without a key", { identities: [] }, "BACKUP_IDENTITY_MISSING", 12],
    ["when it is a dry run", { dryRun: true }, undefined, 0],
    [
      "when the new state does not start",
      {
        gate: () => {
          throw new Error("no start today");
        },
      },
      "RESTORE_PUT_BACK",
      1,
    ],
  ])("%s", async (_what, more, code, exit) => {
    const hotel = await aHotel();
    const { path } = await hotel.backup();
    goOn(hotel);
    const before = tree(hotel.stateDir);
    const identities = more.identities?.[0] === "other" ? [(await generateKey()).identity] : more.identities;
    const attempt = restoring(hotel, path, { ...more, ...(identities ? { identities } : {}) });
    if (code === undefined) expect(await attempt).toMatchObject({ dryRun: true, held: 1, aside: null });
    else await expect(attempt).rejects.toMatchObject({ code, exit });
    expect(tree(hotel.stateDir)).toEqual(before);
  });

  it("with a damaged backup", async () => {
    const hotel = await aHotel();
    const { path, bytes } = await hotel.backup();
    const before = tree(hotel.stateDir);
    flip(path, bytes - 70_000);
    await expect(restoring(hotel, path)).rejects.toMatchObject({ code: "BACKUP_DAMAGED" });
    expect(tree(hotel.stateDir)).toEqual(before);
  });

  it("with a whole backup that is not the one this machine wrote under that name", async () => {
    const hotel = await aHotel();
    const { path, name } = await hotel.backup();
    const known = await readRecord(hotel.places, name);
    if (known) await writeRecord(hotel.places, name, { ...known, sha256: "0".repeat(64) });
    const before = tree(hotel.stateDir);
    await expect(restoring(hotel, path)).rejects.toMatchObject({ code: "BACKUP_CHANGED" });
    expect(tree(hotel.stateDir)).toEqual(before);
  });

  it("while a daemon runs, or another restore", async () => {
    const hotel = await aHotel();
    const { path } = await hotel.backup();
    const running = openStore(hotel.stateDir, {
      clock: hotel.clock,
      ids: randomIds(),
      migrationsDir: MIGRATIONS,
    });
    await expect(restoring(hotel, path)).rejects.toMatchObject({ code: "STATE_BUSY", exit: 11 });
    expect(await restoring(hotel, path, { dryRun: true })).toMatchObject({ held: 1 });
    running.close();
    const both = await Promise.allSettled([restoring(hotel, path), restoring(hotel, path)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "STATE_BUSY" },
    });
    ownFolder(hotel.stateDir).release();
    expect(contents(hotel.stateDir)).toMatchObject({ held: 1, media: true });
  });
});
