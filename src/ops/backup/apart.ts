import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type ErrorCode, type ErrorDetails, HotelbotError } from "../../errors.ts";
import type { DrillOptions } from "./drill.ts";
import type { Made, MakeOptions, Progress } from "./make.ts";
import type { DrillRecord } from "./records.ts";

/** Work for a process of its own, as JSON. */
export type Work =
  | { readonly kind: "pack"; readonly options: Omit<MakeOptions, "progress"> }
  | { readonly kind: "drill"; readonly options: Pick<DrillOptions, "places" | "migrationsDir"> };

/** What that process says. */
export type Word =
  | { readonly progress: Parameters<Progress> }
  | { readonly done: Made | DrillRecord }
  | { readonly failed: { readonly code: ErrorCode; readonly details: ErrorDetails } };

/** One process working apart. */
export interface Apart<T> {
  readonly result: Promise<T>;
  /** Ends it now; the result rejects. */
  stop(): void;
}

/** Packs what was staged in a process of its own, at the lowest priority: hashing 200 MiB would keep guests waiting. */
export function packApart(options: MakeOptions): Apart<Made> {
  const { progress, ...rest } = options;
  return apart<Made>({ kind: "pack", options: rest }, progress);
}

export function drillApart(options: Pick<DrillOptions, "places" | "migrationsDir">): Apart<DrillRecord> {
  return apart<DrillRecord>({ kind: "drill", options });
}

function apart<T extends Made | DrillRecord>(work: Work, progress: Progress = () => {}): Apart<T> {
  const program = import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js";
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return { result: answerOf<T>(child, work, progress), stop: () => void child.kill("SIGKILL") };
}

function answerOf<T>(child: ChildProcess, work: Work, progress: Progress): Promise<T> {
  return new Promise((resolve, reject) => {
    child.on("message", (word: Word) => {
      if ("progress" in word) progress(...word.progress);
      else if ("done" in word) resolve(word.done as T);
      else reject(new HotelbotError(word.failed.code, word.failed.details));
    });
    child.on("error", (error) => reject(new HotelbotError("BACKUP_FAILED", { what: error.message })));
    child.on("exit", (code, signal) => {
      reject(new HotelbotError("BACKUP_FAILED", { what: `its process ended with ${signal ?? code}` }));
    });
    child.send(work);
  });
}
