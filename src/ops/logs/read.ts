import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Clock } from "../../platform/clock.ts";
import { LOG_FILE, OLDER_FILES } from "../../platform/log-file.ts";

/** One line of the journal as it stands in the file: `level`, `time`, `what`, and its details. */
export type LogLine = Readonly<Record<string, unknown>>;

export interface LogFilter {
  /** Epoch ms; earlier lines are left out. */
  readonly since?: number | undefined;
  /** pino's numbers: 20 debug, 30 info, 40 warn, 50 error. */
  readonly level: number;
  readonly conversation?: number | undefined;
}

/** The line, if it is one and passes; a line that was cut by a power failure is none. */
export function passing(text: string, filter: LogFilter): LogLine | undefined {
  const line = parse(text);
  if (!line || Number(line.level) < filter.level) return undefined;
  if (filter.conversation !== undefined && line.conversation !== filter.conversation) return undefined;
  if (filter.since !== undefined && !(Date.parse(String(line.time)) >= filter.since)) return undefined;
  return line;
}

/** The lines that pass, oldest first, from all files; the last `most` of them. */
export async function lastLines(folder: string, filter: LogFilter, most: number): Promise<LogLine[]> {
  const older = Array.from({ length: OLDER_FILES }, (_, index) => `${LOG_FILE}.${OLDER_FILES - index}`);
  const lines: LogLine[] = [];
  for (const name of [...older, LOG_FILE]) {
    const path = join(folder, name);
    if (!(await stat(path).catch(() => undefined))) continue;
    for await (const text of createInterface({
      input: createReadStream(path),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      const line = passing(text, filter);
      if (line) lines.push(line);
      // Trimmed now and then: fifty MiB of lines need not all be kept to show a hundred.
      if (lines.length > most * 2) lines.splice(0, lines.length - most);
    }
  }
  return lines.slice(-most);
}

export interface Following {
  /** Ends it; resolves when nothing is read any more. */
  stop(): void;
  readonly ended: Promise<void>;
}

const EVERY_MS = 500;

/** Shows what is added from now on, also when the file is turned over, until it is stopped. */
export async function follow(
  folder: string,
  filter: LogFilter,
  clock: Clock,
  show: (line: LogLine) => void,
): Promise<Following> {
  const path = join(folder, LOG_FILE);
  const begun = await stat(path).catch(() => undefined);
  let at = { inode: begun?.ino, offset: begun?.size ?? 0 };
  let stopped = false;
  let cancel = (): void => undefined;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });

  async function more(file: string): Promise<void> {
    const handle = await open(file, "r").catch(() => undefined);
    if (!handle) return;
    try {
      const { size } = await handle.stat();
      const buffer = Buffer.alloc(Math.max(0, size - at.offset));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at.offset);
      // Whole lines alone: what is still being written is read the next time.
      const cut = buffer.subarray(0, bytesRead).lastIndexOf(10) + 1;
      at = { ...at, offset: at.offset + cut };
      for (const text of buffer.toString("utf8", 0, cut).split("\n")) {
        const line = passing(text, filter);
        if (line) show(line);
      }
    } finally {
      await handle.close();
    }
  }

  async function look(): Promise<void> {
    const now = await stat(path).catch(() => undefined);
    if (at.inode !== undefined && now?.ino !== at.inode) await more(`${path}.1`);
    if (now && now.ino !== at.inode) at = { inode: now.ino, offset: 0 };
    if (now) await more(path);
    if (!stopped) cancel = clock.after(EVERY_MS, () => void look());
  }
  await look();
  return {
    ended,
    stop() {
      stopped = true;
      cancel();
      end();
    },
  };
}

function parse(text: string): LogLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as LogLine) : undefined;
  } catch {
    return undefined;
  }
}
