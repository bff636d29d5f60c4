import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { HotelbotError } from "../../errors.ts";
import { type Clock, systemClock } from "../../platform/clock.ts";
import { LOG_FILE } from "../../platform/log-file.ts";
import type { LogLevel } from "../../platform/logger.ts";
import { stateFolder, thisMachine } from "../../platform/paths.ts";
import { logText } from "../views/logs.ts";
import { paint } from "../views/paint.ts";
import { follow, type LogLine, lastLines } from "./read.ts";
import { sinceWhen } from "./since.ts";

export interface LogsOptions {
  readonly state: string | undefined;
  readonly follow: boolean;
  readonly conversation: number | undefined;
  readonly level: LogLevel;
  readonly since: string | undefined;
  readonly lines: number;
  readonly json: boolean;
}

const LEVELS: Readonly<Record<LogLevel, number>> = { debug: 20, info: 30, warn: 40, error: 50 };

/** Shows the journal's last lines, then what is added when asked to. Rejects with FILE_UNREADABLE, REQUEST_INVALID. */
export async function showLogs(
  options: LogsOptions,
  show: (text: string) => void,
  clock: Clock = systemClock(),
): Promise<void> {
  const folder = join(stateFolder(options.state, thisMachine()), "logs");
  readable(join(folder, LOG_FILE));
  const { conversation, since, level } = options;
  const filter = {
    level: LEVELS[level],
    conversation,
    since: since === undefined ? undefined : sinceWhen(since, clock.now()),
  };
  const painter = paint();
  const say = (line: LogLine): void =>
    show(options.json ? JSON.stringify({ schema: 1, ...line }) : logText(line, painter));
  for (const line of await lastLines(folder, filter, options.lines)) say(line);
  if (!options.follow) return;
  const following = await follow(folder, filter, clock, say);
  process.once("SIGINT", following.stop);
  process.once("SIGTERM", following.stop);
  await following.ended;
}

function readable(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    const what = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new HotelbotError("FILE_UNREADABLE", { path, what }, { cause: error });
  }
}
