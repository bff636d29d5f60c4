import { BACKUP_ERRORS } from "./errors/backup.ts";
import { DEPLOY_ERRORS } from "./errors/deploy.ts";
import { DESK_ERRORS } from "./errors/desk.ts";
import type { ErrorEntry } from "./errors/entry.ts";
import { LINE_ERRORS } from "./errors/line.ts";
import { PMS_ERRORS } from "./errors/pms.ts";
import { PROGRAM_ERRORS } from "./errors/program.ts";
import { SETUP_ERRORS } from "./errors/setup.ts";
import { SPEECH_ERRORS } from "./errors/speech.ts";
import { WHATSAPP_ERRORS } from "./errors/whatsapp.ts";

/**
 * Every error a person or a program can meet, in one table: what it exits with, what HTTP says, the sentence and the
 * cure. `{name}` parts are filled from the error's details. docs/json.md lists the same codes and a test compares.
 */
export const ERRORS = {
  ...PROGRAM_ERRORS,
  ...SETUP_ERRORS,
  ...WHATSAPP_ERRORS,
  ...PMS_ERRORS,
  ...SPEECH_ERRORS,
  ...LINE_ERRORS,
  ...BACKUP_ERRORS,
  ...DEPLOY_ERRORS,
  ...DESK_ERRORS,
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An error from the table. `message` is its filled sentence; `cure` what to do next; `cause` what lay beneath. */
export class HotelbotError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { readonly cause?: unknown }) {
    super(fill(ERRORS[code].sentence, details), options);
    this.name = "HotelbotError";
    this.code = code;
    this.details = details;
  }

  get cure(): string {
    return fill(ERRORS[this.code].cure, this.details);
  }

  get exit(): number {
    return ERRORS[this.code].exit;
  }

  get http(): number {
    return ERRORS[this.code].http;
  }
}

/** Any thrown value as one of ours; what is not in the table becomes INTERNAL. */
export function asHotelbotError(error: unknown): HotelbotError {
  if (error instanceof HotelbotError) return error;
  const what = error instanceof Error ? error.message : String(error);
  return new HotelbotError("INTERNAL", { what }, { cause: error });
}

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => String(details[key] ?? whole));
}
