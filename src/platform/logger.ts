import { type DestinationStream, pino } from "pino";
import { redact, redactText } from "./redact.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

/**
 * The journal. `what` is a short fixed sentence, `details` what varies (an error goes under `err`). Everything is
 * redacted before it is written, so callers may pass what they have.
 */
export interface Logger {
  debug(what: string, details?: Readonly<Record<string, unknown>>): void;
  info(what: string, details?: Readonly<Record<string, unknown>>): void;
  warn(what: string, details?: Readonly<Record<string, unknown>>): void;
  error(what: string, details?: Readonly<Record<string, unknown>>): void;
  /** The same journal with details that every line carries: `{ part: "whatsapp" }`. */
  child(details: Readonly<Record<string, unknown>>): Logger;
}

/**
 * JSON lines on stderr (stdout belongs to answers). Written synchronously: what was logged before a crash is there
 * after it, and a hotel logs a few lines a second at most.
 */
export function createLogger(
  level: LogLevel = "info",
  destination: DestinationStream = standardError(),
): Logger {
  return wrap(
    pino(
      {
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        messageKey: "what",
        serializers: { err: (err) => err },
      },
      destination,
    ),
  );
}

/** Standard error, a line at a time, each there before the next thing happens. */
export function standardError(): DestinationStream {
  return pino.destination({ fd: 2, sync: true });
}

/** A journal that keeps nothing. */
export function silentLogger(): Logger {
  const nothing = (): void => {};
  const logger: Logger = {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    child: () => logger,
  };
  return logger;
}

function wrap(target: pino.Logger): Logger {
  const write =
    (level: LogLevel) =>
    (what: string, details?: Readonly<Record<string, unknown>>): void => {
      if (!target.isLevelEnabled(level)) return;
      target[level](redact(details ?? {}), redactText(what));
    };
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    child: (details) => wrap(target.child(redact(details) as Record<string, unknown>)),
  };
}
