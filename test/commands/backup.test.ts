import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HeldReport } from "../../src/control/contract-backup.ts";
import {
  BackupAnswer,
  ListAnswer,
  NewKeyAnswer,
  PruneAnswer,
  RestoreAnswer,
  VerifyAnswer,
} from "../../src/ops/backup/answers.ts";
import { demoHotel, hotelbot, type RunningDaemon, runningDaemon } from "./support/hotelbot.ts";

let state: string;
let kit: string;
let daemon: RunningDaemon;
let made: BackupAnswer;

const run = (...args: readonly string[]) => hotelbot([...args, "--state", state]);

/** The one line of --json; nothing else is said anywhere. */
async function json(exit: number, ...args: readonly string[]): Promise<unknown> {
  const { stdout, stderr, exitCode } = await run(...args, "--json");
  expect({ exitCode, stderr, lines: stdout.split("\n").length }).toEqual({
    exitCode: exit,
    stderr: "",
    lines: 1,
  });
  return JSON.parse(stdout);
}

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "hotelbot-commands-"));
  kit = join(state, "kit.txt");
  demoHotel(state);
  daemon = await runningDaemon(state);
}, 60_000);
afterAll(async () => {
  await daemon.end("SIGTERM");
  rmSync(state, { recursive: true, force: true });
});

describe("from the first key to a restored hotel", () => {
  it("a backup without a key is refused, and says how to make one", async () => {
    const { exitCode, stdout, stderr } = await run("backup");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("BACKUP_KEY_MISSING: There is no key to encrypt backups to.\n");
    expect(stderr).toContain("hotelbot backup key new");
  });

  it("the kit is printed once, and kept nowhere", async () => {
    const { exitCode, stdout } = await run("backup", "key", "new");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^HOTELBOT EMERGENCY KIT\n\n {2}identity {5}AGE-SECRET-KEY-1\w+\n/);
    writeFileSync(kit, stdout);
    const identity = /AGE-SECRET-KEY-1\w+/.exec(stdout)?.[0] ?? "";
    expect(readFileSync(join(state, "backup-keys", "drill-identity.txt"), "utf8")).not.toContain(identity);
    expect(await json(2, "backup", "key", "new")).toMatchObject({ error: { code: "BACKUP_KEY_EXISTS" } });
    expect((await run("backup", "key")).stdout).toContain("drills with ");
  });

  it("the daemon makes the backup; stdout is the answer, progress goes to stderr", async () => {
    const { exitCode, stdout, stderr } = await run("backup");
    expect({ exitCode, said: stderr.includes("Read it back and verify") }).toEqual({
      exitCode: 0,
      said: true,
    });
    expect(stdout).toMatch(/^backup {4}\S+\.age\n/);
    made = BackupAnswer.parse(await json(0, "backup"));
    expect(made.by).toBe("daemon");
    expect(existsSync(made.path)).toBe(true);
  });

  it("list, verify, prune and drill answer in their documented form", async () => {
    const { backups } = ListAnswer.parse(await json(0, "backup", "list"));
    expect(backups.map(({ state: each }) => each)).toEqual(["verified", "verified"]);
    const { checked } = VerifyAnswer.parse(await json(0, "backup", "verify", "--all"));
    expect(checked.map(({ error }) => error)).toEqual([null, null]);
    expect(PruneAnswer.parse(await json(0, "backup", "prune", "--dry-run"))).toMatchObject({ kept: 2 });
    expect(await json(0, "backup", "drill")).toMatchObject({ ok: true, backup: made.name });
    expect(await json(0, "backup", "drill", "--identity", kit)).toMatchObject({ ok: true });
  });

  it("a wrong key exits 12, a damaged file 1, a missing one 2", async () => {
    const other = join(state, "other.txt");
    const elsewhere = mkdtempSync(join(tmpdir(), "hotelbot-commands-"));
    const key = await hotelbot(["backup", "key", "new", "--state", elsewhere, "--save", other, "--json"]);
    expect(NewKeyAnswer.parse(JSON.parse(key.stdout))).toMatchObject({ savedTo: other });
    rmSync(elsewhere, { recursive: true });
    const verify = (path: string, identity: string) =>
      ["backup", "verify", path, "--identity", identity] as const;
    expect(await json(12, ...verify(made.name, other))).toMatchObject({
      error: { code: "BACKUP_KEY_WRONG" },
    });
    const broken = join(state, made.name);
    writeFileSync(broken, readFileSync(made.path).subarray(0, 100_000));
    expect(await json(1, ...verify(broken, kit))).toMatchObject({ error: { code: "BACKUP_TRUNCATED" } });
    expect(await json(2, ...verify(join(state, "none.age"), kit))).toMatchObject({
      error: { code: "FILE_UNREADABLE" },
    });
  });

  it("nothing is held, and a reply that is not held cannot be released", async () => {
    expect(HeldReport.parse(await json(0, "outbox"))).toEqual({
      schema: 1,
      held: [],
      undelivered: [],
    });
    expect(await json(1, "outbox", "release", "nobody", "--as", "Marta")).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
    expect(await json(1, "outbox", "resend", "nobody", "--as", "Marta")).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
    expect(await json(3, "outbox", "resend")).toMatchObject({ error: { code: "USAGE" } });
    expect(await json(3, "outbox", "drop")).toMatchObject({ error: { code: "USAGE" } });
    expect(await json(0, "outbox", "drop", "--all")).toMatchObject({ done: 0, left: 0 });
  });

  it("a restore waits for the daemon to stop, wants the hotel's name, and brings it back", async () => {
    const restore = ["restore", made.name, "--confirm", "miramar"];
    expect(await json(11, ...restore)).toMatchObject({ error: { code: "STATE_BUSY" } });
    expect(RestoreAnswer.parse(await json(0, ...restore, "--dry-run"))).toMatchObject({ dryRun: true });
    expect(await daemon.end("SIGTERM")).toBe(0);
    expect(await json(3, "restore", made.name, "--confirm", "costa")).toMatchObject({
      error: { code: "RESTORE_UNCONFIRMED" },
    });
    expect(await json(3, "restore", made.name)).toMatchObject({ error: { code: "USAGE" } });
    const restored = RestoreAnswer.parse(await json(0, ...restore, "--identity", kit));
    expect(restored).toMatchObject({ backup: made.name, dryRun: false, problems: [] });
    expect(await json(10, "outbox")).toMatchObject({ error: { code: "DAEMON_NOT_RUNNING" } });
    const offline = BackupAnswer.parse(await json(0, "backup"));
    expect(offline.by).toBe("command");
    daemon = await runningDaemon(state);
    expect((await run("status")).stdout).toMatch(/^Last backup {3}\d+ s ago$/m);
  }, 60_000);
});
