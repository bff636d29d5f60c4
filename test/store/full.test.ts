import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { HotelbotError } from "../../src/errors.ts";
import { openGuests } from "../../src/store/messages/guests.ts";
import { openInbox } from "../../src/store/messages/inbox.ts";
import { openStatuses } from "../../src/store/messages/statuses.ts";
import { openConnection } from "../../src/store/sqlite/connection.ts";
import { migrate, readMigrations } from "../../src/store/sqlite/migrate.ts";
import { aConversation, body, text } from "./support/messages.ts";
import { MIGRATIONS, temporaryFolder, temporaryStore } from "./support/opened.ts";

/** Mounts a disk of its own in memory, or answers why not. */
function smallDisk(folder: string, size: string): string | undefined {
  if (process.getuid?.() !== 0) return "needs root to mount a small disk";
  mkdirSync(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "pipe" });
  } catch (error) {
    return `cannot mount here: ${error instanceof Error ? error.message.split("\n")[1] : error}`;
  }
  onTestFinished(() => void execFileSync("umount", [folder]));
  return undefined;
}

/** The inbox alone, on a database that may not grow beyond what it has: a full disk for any user. */
function fullDatabase() {
  const connection = openConnection(join(temporaryFolder(), "full.db"));
  onTestFinished(() => connection.close());
  migrate(connection, readMigrations(MIGRATIONS), 1);
  const pages = Number(connection.pragma("page_count"));
  const room = (more: number) => connection.pragma(`max_page_count = ${pages + more}`);
  const inbox = openInbox(connection, openGuests(connection), openStatuses(connection));
  return { inbox, room };
}

const FULL = expect.objectContaining({ code: "DATABASE_FULL" });

it("says DATABASE_FULL on a full disk, keeps all it acknowledged, and goes on when there is space", ({
  skip,
}) => {
  const disk = join(temporaryFolder(), "disk");
  const why = smallDisk(disk, "3m");
  skip(why !== undefined, why);
  const ballast = join(disk, "ballast");
  writeFileSync(ballast, Buffer.alloc(1024 * 1024));
  const opened = temporaryStore(join(disk, "state"));
  const { store } = opened;
  const { guestId } = aConversation(store);
  const kept = ["first-34600000001"];
  const big = "x".repeat(4_000);
  const acceptOne = (index: number): void => {
    const message = { ...text(`m${index}`, { phone: "34600000001" }), profileName: big };
    store.inbox.accept([body({ messages: [message] })]);
    kept.push(`m${index}`);
  };
  const fill = (): void => {
    for (let index = kept.length; index < 2_000; index += 1) acceptOne(index);
  };
  expect(fill).toThrow(FULL);
  expect(fill).toThrow(FULL);
  expect(() => store.transaction(() => acceptOne(9_000))).toThrow(HotelbotError);
  kept.splice(kept.indexOf("m9000"), kept.includes("m9000") ? 1 : 0);
  const ids = (): readonly string[] => store.inbox.pending(guestId).map((row) => row.message.externalId);
  expect(new Set(ids())).toEqual(new Set(kept));
  // A little space: enough to mark a body as unread, too little for what it says (more than the driver's 16 MB page
  // cache, so that the disk is met before the commit). It must not be acknowledged.
  writeFileSync(ballast, Buffer.alloc(1024 * 1024 - 128 * 1024));
  const long = { ...text("long", { phone: "34600000001" }), profileName: "x".repeat(20 * 1024 * 1024) };
  expect(() => store.inbox.accept([{ ...body({ messages: [long] }), body: Buffer.from("short") }])).toThrow(
    FULL,
  );
  expect(store.summaries.counts(0).unread).toBe(0);
  rmSync(ballast);
  acceptOne(10_000);
  expect(new Set(ids())).toEqual(new Set(kept));
  opened.close();
  const again = temporaryStore(join(disk, "state"));
  expect(again.store.inbox.pending(guestId)).toHaveLength(kept.length);
  again.close();
});

it("says DATABASE_FULL when the database may not grow, and stores nothing of the batch that did not fit", () => {
  const { inbox, room } = fullDatabase();
  room(20);
  const batch = (from: number) =>
    Array.from({ length: 10 }, (_, index) =>
      body({ messages: [text(`m${from + index}`, { phone: "346" })] }),
    );
  const guests: number[] = [];
  let stored = 0;
  const fill = (): void => {
    for (; stored < 5_000; stored += 10) guests.push(...inbox.accept(batch(stored)));
  };
  expect(fill).toThrow(FULL);
  expect(fill).toThrow(FULL);
  expect(inbox.pending(guests[0] ?? 0)).toHaveLength(stored);
  room(10_000);
  inbox.accept(batch(stored));
  expect(inbox.pending(guests[0] ?? 0)).toHaveLength(stored + 10);
});

it("says DATABASE_FULL when there is no space to begin with, and opens once there is", ({ skip }) => {
  const disk = join(temporaryFolder(), "disk");
  const why = smallDisk(disk, "1m");
  skip(why !== undefined, why);
  const ballast = join(disk, "ballast");
  writeFileSync(ballast, Buffer.alloc(1024 * 1024 - 64 * 1024));
  expect(() => temporaryStore(join(disk, "state"))).toThrow(FULL);
  rmSync(ballast);
  const { migrated, close } = temporaryStore(join(disk, "state"));
  expect(migrated).toEqual(readdirSync(MIGRATIONS).sort());
  close();
});
