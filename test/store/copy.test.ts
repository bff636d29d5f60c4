import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { copyDatabase } from "../../src/store/copy.ts";
import { checkInPlace, finishCopy, inspectCopy, moveSpoken, openStaged } from "../../src/store/offline.ts";
import { openConnection } from "../../src/store/sqlite/connection.ts";
import { aConversation, entry } from "./support/messages.ts";
import { handClock, MIGRATIONS, temporaryFolder, temporaryStore } from "./support/opened.ts";

function aDatabase(rows: number) {
  const folder = temporaryFolder();
  const connection = openConnection(join(folder, "live.db"));
  onTestFinished(() => connection.close());
  connection.exec("CREATE TABLE note (id INTEGER PRIMARY KEY, text BLOB)");
  const add = connection.prepare<[number]>("INSERT INTO note (text) VALUES (zeroblob(?))");
  connection.transaction(() => {
    for (let row = 0; row < rows; row += 1) add.run(4_000);
  });
  return { connection, add, target: join(folder, "copy.db") };
}

function rowsOf(path: string): number | undefined {
  const copy = openConnection(path);
  const row = copy.prepare<[], { n: number }>("SELECT count(*) AS n FROM note").get();
  copy.close();
  return row?.n;
}

describe("a copy of a database in use", () => {
  it("ends while its own connection goes on writing, and holds what was written meanwhile", async () => {
    const { connection, add, target } = aDatabase(2_000);
    const seen: number[] = [];
    await copyDatabase(connection, target, (done) => {
      seen.push(done);
      add.run(10);
    });
    expect(seen.length).toBeGreaterThan(10);
    finishCopy(target);
    expect(rowsOf(target)).toBe(2_000 + seen.length);
  });

  it("is refused when the schema changes underway", async () => {
    const { connection, target } = aDatabase(500);
    let once = () => {
      once = () => {};
      connection.exec("CREATE TABLE later (id INTEGER PRIMARY KEY)");
    };
    await expect(copyDatabase(connection, target, () => once())).rejects.toMatchObject({
      code: "BACKUP_SCHEMA_MOVED",
      exit: 75,
    });
  });

  it("is one plain file that belongs to nobody, and says what is in it", async () => {
    const opened = temporaryStore();
    const { store } = opened;
    const ids = aConversation(store);
    store.outbox.add(entry(ids, "one"));
    const voice = {
      kind: "voice",
      text: "hola",
      language: "es",
      path: "/old/state/media/out/one.ogg",
    } as const;
    store.outbox.saveContent("one", voice);
    store.media.save({
      channel: "whatsapp",
      mediaId: "m",
      sha256: "x",
      mimeType: "",
      path: "media/in/m",
      bytes: 1,
      fetchedAt: 1,
    });
    const target = join(temporaryFolder(), "hotelbot.db");
    await opened.copyTo(target);
    finishCopy(target);
    const facts = inspectCopy(target);
    expect(existsSync(`${target}-wal`)).toBe(false);
    expect(facts).toMatchObject({
      counts: { inbox: 1, outbox: 1, conversation: 1, guest: 1 },
      last: { inbox: 1, outbox: 1, turn: 0, audit: 0 },
      media: ["/old/state/media/out/one.ogg", "media/in/m"],
    });
    expect(facts.schema.version).toBeGreaterThan(3);
    expect(facts.broken).toBeUndefined();
    moveSpoken(target, "/old/state", "/new");
    expect(inspectCopy(target).media).toEqual(["/new/media/out/one.ogg", "media/in/m"]);
  });

  it("that points to nothing is found out", async () => {
    const opened = temporaryStore();
    aConversation(opened.store);
    const folder = temporaryFolder();
    const target = join(folder, "hotelbot.db");
    await opened.copyTo(target);
    const raw = openConnection(target);
    raw.pragma("foreign_keys = OFF");
    raw.exec("DELETE FROM guest");
    raw.close();
    expect(inspectCopy(target).broken).toMatch(/^a row of \w+ points to nothing in guest$/);
    expect(checkInPlace(folder, "hotelbot.db")).toMatch(/points to nothing/);
  });

  it("opens in a folder of its own, and knows when its database was first made", async () => {
    const opened = temporaryStore();
    const folder = temporaryFolder();
    await opened.copyTo(join(folder, "hotelbot.db"));
    opened.clock.at += 1_000;
    const clock = handClock(opened.clock.at);
    const staged = openStaged(folder, { clock, ids: theIds, migrationsDir: MIGRATIONS });
    expect(staged.madeAt).toBe(opened.madeAt);
    staged.close();
  });
});

const theIds = { unique: () => "run", readable: () => "A", secret: () => "0" };

describe("a restored outbox", () => {
  it("holds whatever could still be said, and says which of it may have arrived", () => {
    const { store } = temporaryStore();
    const ids = aConversation(store);
    for (const id of ["ready", "sending", "unknown", "dead", "accepted"]) store.outbox.add(entry(ids, id));
    for (const id of ["sending", "unknown", "accepted"]) store.outbox.sending(id, 4_000);
    store.outbox.unknown("unknown", "cut off", 4_000);
    store.outbox.accepted("accepted", "wamid.1", 4_000);
    store.outbox.dead("dead", "given up", 4_000);
    expect(store.outbox.holdAll("restored", 5_000)).toBe(3);
    expect(store.outbox.held().map(({ id, error }) => [id, error])).toEqual([
      ["ready", "restored"],
      ["sending", "restored; it may have arrived"],
      ["unknown", "restored; it may have arrived"],
    ]);
    expect(store.outbox.lanes(9_000, ["whatsapp"])).toEqual([]);
  });

  it("is released one by one, once each, and then sent in its old order", () => {
    const { store } = temporaryStore();
    const ids = aConversation(store);
    for (const id of ["a", "b"]) store.outbox.add(entry(ids, id));
    store.outbox.holdAll("restored", 5_000);
    expect(store.outbox.releaseHeld("b", 6_000)).toBe(true);
    expect(store.outbox.releaseHeld("b", 6_000)).toBe(false);
    expect(store.outbox.releaseHeld("a", 6_000)).toBe(true);
    expect(store.outbox.next(ids.guestId, 6_000, ["whatsapp"])).toMatchObject({ id: "a", attempts: 0 });
  });
});
