import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type RestoreJournal, readJournal, writeJournal } from "../../../src/ops/restore/journal.ts";
import { putBack, recoverRestore, restoreWasCutOff, settle, swapIn } from "../../../src/ops/restore/swap.ts";
import { temporaryFolder } from "../backup/support/hotel.ts";

const LIVE = { "hotelbot.db": "old", "hotelbot.db-wal": "old log", "hotel.yaml": "old" };
const FRESH = { "hotelbot.db": "new", "media/in/a": "new", "hotel.yaml": "new" };
const RESTORED = { "hotelbot.db": "new", "media/in/a": "new", "hotel.yaml": "new" };

function write(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function read(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

/** A folder with the old state live and the new one staged, the journal written. */
function prepared(): { stateDir: string; journal: RestoreJournal } {
  const stateDir = temporaryFolder();
  write(stateDir, LIVE);
  write(join(stateDir, ".restore-1", "new"), FRESH);
  mkdirSync(join(stateDir, ".restore-1", "old"));
  const names = ["hotelbot.db", "hotelbot.db-wal", "hotelbot.db-shm", "media", "hotel.yaml"];
  const entries = names.map((name) => ({
    name,
    had: existsSync(join(stateDir, name)),
    brings: existsSync(join(stateDir, ".restore-1", "new", name)),
  }));
  const journal = {
    format: 1,
    phase: "swap",
    backup: "b",
    staging: ".restore-1",
    aside: "before-restore-1",
    entries,
  } as const;
  writeJournal(stateDir, journal);
  return { stateDir, journal };
}

/** The renames of swapIn, as they follow each other. */
function renames({ entries }: RestoreJournal): readonly (readonly [string, string])[] {
  const old = entries.filter(({ had }) => had).map(({ name }) => [name, `.restore-1/old/${name}`] as const);
  const fresh = entries
    .filter(({ brings }) => brings)
    .map(({ name }) => [`.restore-1/new/${name}`, name] as const);
  return [...old, ...fresh];
}

describe("a restore cut off", () => {
  it("between any two renames of the swap is put back", () => {
    const count = renames(prepared().journal).length;
    expect(count).toBe(6);
    for (let done = 0; done <= count; done += 1) {
      const { stateDir, journal } = prepared();
      for (const [from, to] of renames(journal).slice(0, done))
        renameSync(join(stateDir, from), join(stateDir, to));
      expect(restoreWasCutOff(stateDir)).toBe(true);
      expect(recoverRestore(stateDir), `after ${done}`).toBe("put back");
      expect(read(stateDir), `after ${done}`).toEqual(LIVE);
      expect(recoverRestore(stateDir)).toBe("nothing");
    }
  });

  it("while the new state was tried is put back, whatever that left", () => {
    const { stateDir, journal } = prepared();
    swapIn(stateDir, journal);
    write(stateDir, { "hotelbot.db-wal": "new log", "hotelbot.db-shm": "new" });
    expect(recoverRestore(stateDir)).toBe("put back");
    expect(read(stateDir)).toEqual(LIVE);
  });

  it("while it was put back is put back by the next", () => {
    // The renames of putBack, in its order; each may be the last one that happened.
    const steps = [
      ["hotelbot.db", ".restore-1/new/hotelbot.db"],
      [".restore-1/old/hotelbot.db", "hotelbot.db"],
      [".restore-1/old/hotelbot.db-wal", "hotelbot.db-wal"],
      ["media", ".restore-1/new/media"],
      ["hotel.yaml", ".restore-1/new/hotel.yaml"],
      [".restore-1/old/hotel.yaml", "hotel.yaml"],
    ] as const;
    for (let done = 0; done <= steps.length; done += 1) {
      const { stateDir, journal } = prepared();
      swapIn(stateDir, journal);
      for (const [from, to] of steps.slice(0, done)) renameSync(join(stateDir, from), join(stateDir, to));
      putBack(stateDir, journal);
      expect(read(stateDir), `after ${done}`).toEqual(LIVE);
    }
  });

  it("after the new state had started is finished", () => {
    for (const moved of [false, true]) {
      const { stateDir, journal } = prepared();
      swapIn(stateDir, journal);
      writeJournal(stateDir, { ...journal, phase: "done" });
      if (moved) renameSync(join(stateDir, ".restore-1", "old"), join(stateDir, "before-restore-1"));
      expect(recoverRestore(stateDir)).toBe("finished");
      const { "before-restore-1/hotelbot.db": aside, ...rest } = read(stateDir);
      expect(aside).toBe("old");
      expect(rest).toMatchObject(RESTORED);
      expect(existsSync(join(stateDir, ".restore-1"))).toBe(false);
    }
  });

  it("before it began to swap leaves nothing behind", () => {
    const stateDir = temporaryFolder();
    write(stateDir, LIVE);
    write(join(stateDir, ".restore-9", "new"), FRESH);
    expect(recoverRestore(stateDir)).toBe("nothing");
    expect(read(stateDir)).toEqual(LIVE);
  });
});

it("a restore that went well keeps only the state it replaced", () => {
  const { stateDir, journal } = prepared();
  cpSync(join(stateDir, ".restore-1", "new"), join(stateDir, "before-restore-0"), { recursive: true });
  swapIn(stateDir, journal);
  settle(stateDir, journal);
  expect(readdirSync(stateDir).sort()).toEqual(["before-restore-1", "hotel.yaml", "hotelbot.db", "media"]);
  expect(readJournal(stateDir)).toBeUndefined();
});

it("a journal that cannot be read stops everything: nobody guesses what was moved", () => {
  const stateDir = temporaryFolder();
  write(stateDir, { ...LIVE, "restore-journal.json": "{" });
  expect(() => recoverRestore(stateDir)).toThrow(expect.objectContaining({ code: "STATE_UNUSABLE" }));
  expect(read(stateDir)).toMatchObject(LIVE);
});
