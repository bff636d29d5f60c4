import { statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { BackupJob, KeyOrder, KeysReport } from "../control/contract-backup.ts";
import { asHotelbotError } from "../errors.ts";
import { type Apart, drillApart, packApart } from "../ops/backup/apart.ts";
import { changeKeys, encryptionKeys, readKeys } from "../ops/backup/keys.ts";
import { lastGood, listBackups } from "../ops/backup/listing.ts";
import { type Made, type Subject, stageCopy } from "../ops/backup/make.ts";
import { type BackupPlaces, privateFolder } from "../ops/backup/places.ts";
import { type DrillRecord, readDrill } from "../ops/backup/records.ts";
import type { BackupFacts } from "../ops/checks/backup.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { OpenStore } from "../store/open.ts";

export interface BackupsParts {
  readonly opened: OpenStore;
  readonly places: BackupPlaces;
  readonly subject: Subject;
  readonly root: string;
  readonly demonstration: boolean;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The daemon's backups: one at a time, copied through its own connection and packed in a process apart. */
export interface Backups {
  /** Begins one, or joins the one that runs. Rejects with BACKUP_KEY_MISSING. */
  begin(): Promise<BackupJob>;
  job(): BackupJob;
  /** Resolves when none runs. */
  idle(): Promise<void>;
  /** Tries the newest backup; undefined when there is nothing to try, or no identity for it on this machine. */
  drill(): Promise<DrillRecord | undefined>;
  changeKeys(order: KeyOrder): Promise<KeysReport>;
  /** For status, health and the schedule. */
  facts(): Promise<BackupFacts>;
  /** Ends what runs; nothing half done is left that anybody could take for a backup. */
  stop(): Promise<void>;
}

export function createBackups(parts: BackupsParts): Backups {
  const { opened, places, subject, clock, log } = parts;
  let job: BackupJob = { schema: 1, state: "none", stage: "", done: 0, all: 0, made: null, error: null };
  let running: Promise<void> | undefined;
  let apart: Apart<unknown> | undefined;
  let stopped = false;

  async function make(): Promise<void> {
    const at = clock.now();
    const progress = (stage: string, done: number, all: number): void => {
      job = { ...job, stage, done, all };
    };
    try {
      await stageCopy(places, (target, told) => opened.copyTo(target, told), progress);
      const made = await aside(packApart({ ...subject, places, at, progress }));
      note(made, at);
      job = {
        ...job,
        state: "done",
        made: { ...made, missing: [...made.missing], pruned: [...made.pruned] },
      };
    } catch (thrown) {
      const { code, message, details } = asHotelbotError(thrown);
      job = { ...job, state: "failed", error: { code, details: { ...details } } };
      if (!stopped) log.error(`no backup: ${message}`, { code, err: thrown });
      // Guests' data in the clear: whoever packed it may have died before it could.
      await rm(places.staging, { recursive: true, force: true });
    }
  }

  function aside<T>(work: Apart<T>): Promise<T> {
    apart = work;
    if (stopped) work.stop();
    return work.result;
  }

  function note(made: Made, at: number): void {
    const { name, bytes, sha256, manifestSha256, pruned } = made;
    opened.store.audit.add({
      at,
      actor: "hotelbot",
      action: "backup",
      subject: name,
      detail: { bytes, sha256, manifestSha256, pruned: pruned.length },
    });
    log.info("backup made and verified", { name, bytes, sha256, manifestSha256, pruned: pruned.length });
    if (made.missing.length > 0) log.warn("attachments are missing", { count: made.missing.length });
  }

  async function facts(): Promise<BackupFacts> {
    const keys = await readKeys(places);
    // A folder that cannot be looked into must not keep health from telling so.
    const entries = await listBackups(places).catch(() => []);
    const good = lastGood(entries);
    const drill = await readDrill(places);
    return {
      now: clock.now(),
      demonstration: parts.demonstration,
      hotelSince: opened.madeAt,
      ...(keys.recipients.length > 0 ? { keySince: statSync(places.recipients).mtimeMs } : {}),
      canDrill: keys.drill !== null,
      damaged: entries.filter(({ state }) => state === "damaged").map(({ name }) => name),
      ...(good ? { lastGood: { name: good.name, at: good.at } } : {}),
      ...(drill ? { drill: { at: Date.parse(drill.at), ok: drill.ok, text: drill.text } } : {}),
      ...(job.state === "failed" && job.error ? { failure: job.error.code } : {}),
    };
  }

  return {
    job: () => job,
    async begin() {
      await encryptionKeys(places);
      privateFolder(places.folder, places.stateDir);
      if (running) return job;
      job = { ...job, state: "running", stage: "copying", done: 0, all: 0, made: null, error: null };
      running = make().finally(() => {
        running = undefined;
      });
      return job;
    },
    idle: async () => running,
    async drill() {
      const { canDrill, lastGood: newest } = await facts();
      if (!canDrill || !newest || running || stopped) return undefined;
      const record = await aside(drillApart({ places, migrationsDir: join(parts.root, "migrations") }));
      const { ok, text, backup } = record;
      if (ok) log.info(`backup drill passed: ${text}`, { backup });
      else log.error(`backup drill FAILED: ${text}`, { backup });
      return record;
    },
    async changeKeys(order) {
      const { recipients, fingerprints, drill } = await changeKeys(places, order);
      const at = clock.now();
      const detail = { how: order.how, fingerprints, drill };
      opened.store.audit.add({ at, actor: "hotelbot", action: "backup.key", subject: "recipients", detail });
      return { schema: 1, recipients: [...recipients], fingerprints: [...fingerprints], drill };
    },
    facts,
    async stop() {
      stopped = true;
      apart?.stop();
      await running;
    },
  };
}
