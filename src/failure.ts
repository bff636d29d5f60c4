import { Errors } from "@oclif/core";
import { asHotelbotError, HotelbotError } from "./errors.ts";
import { nearest } from "./platform/nearest.ts";

const HELP_HINT = "See more help with --help";

/**
 * Any failure of a command line as an error of ours; undefined when the command only asked to exit, which oclif says
 * with an exception whose exit code is then set here. `commands` are the ids a mistyped command is compared with.
 */
export function failureOf(error: unknown, commands: readonly string[] = []): HotelbotError | undefined {
  if (error instanceof Errors.ExitError) {
    process.exitCode = error.oclif.exit ?? 0;
    return undefined;
  }
  if (error instanceof HotelbotError) return error;
  const unknownCommand =
    error instanceof Error ? /^command (\S+) not found$/.exec(error.message)?.[1] : undefined;
  if (unknownCommand !== undefined) {
    const words = (id: string): string => id.replaceAll(":", " ");
    const near = nearest(words(unknownCommand), commands.map(words));
    const hint = near === undefined ? "" : `, did you mean «${near}»`;
    return new HotelbotError("USAGE", { what: `There is no command «${words(unknownCommand)}»${hint}` });
  }
  if (isUsageError(error)) {
    return new HotelbotError("USAGE", { what: sentence(error.message) + flagHint(error) }, { cause: error });
  }
  return asHotelbotError(error);
}

/**
 * Prints a failure and answers its exit code: on stdout as one JSON line when `json`, else on stderr as
 * `CODE: sentence` and the cure beneath. The stack is shown only with DEBUG.
 */
export function printFailure(failure: HotelbotError, json: boolean): number {
  if (json) process.stdout.write(`${JSON.stringify(failureJson(failure))}\n`);
  else process.stderr.write(`${failure.code}: ${failure.message}\n  ${failure.cure}\n`);
  if (process.env.DEBUG !== undefined && process.env.DEBUG !== "") {
    process.stderr.write(`${(failure.cause instanceof Error && failure.cause.stack) || failure.stack}\n`);
  }
  return failure.exit;
}

/** The form every failure has under --json; docs/json.md is its contract. */
function failureJson(failure: HotelbotError): Record<string, unknown> {
  const { code, message, cure, details } = failure;
  return { schema: 1, error: { code, message, cure, details } };
}

/** True when `--json` is among the flags (before a `--`). */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end === -1 ? argv : argv.slice(0, end)).includes("--json");
}

/** oclif exports no class for these: they carry what was parsed, or end by pointing to the help. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Errors.CLIError && ("parse" in error || error.message.endsWith(HELP_HINT));
}

/** For a flag that does not exist: the one probably meant. */
function flagHint(error: Error): string {
  const { flags, parse } = error as { flags?: unknown; parse?: { input?: { flags?: object } } };
  if (!Array.isArray(flags) || !error.message.startsWith("Nonexistent")) return "";
  const known = Object.keys(parse?.input?.flags ?? {}).map((name) => `--${name}`);
  const near = nearest(String(flags[0]), known);
  return near === undefined ? "" : `, did you mean «${near}»`;
}

/** oclif writes paragraphs; the table's sentences are one line and end with a point of their own. */
function sentence(message: string): string {
  return message
    .replace(HELP_HINT, "")
    .replace(/:?\s*\n\s*/g, ": ")
    .replace(/[.:\s]+$/, "");
}
