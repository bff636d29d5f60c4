/**
 * Every error a person or a program can meet, in one table: what it exits with, what HTTP says, the sentence and the
 * cure. `{name}` parts are filled from the error's details. docs/json.md lists the same codes and a test compares.
 */
export interface ErrorEntry {
  readonly exit: number;
  readonly http: number;
  readonly sentence: string;
  readonly cure: string;
}

const entry = (exit: number, http: number, sentence: string, cure: string): ErrorEntry => ({
  exit,
  http,
  sentence,
  cure,
});

export const ERRORS = {
  INTERNAL: entry(
    1,
    500,
    "Something went wrong inside hotelbot: {what}.",
    "Run again with DEBUG=hotelbot and report the text.",
  ),
  USAGE: entry(3, 400, "{what}.", "Run the command with --help to see how it is used."),
  CONFIG_MISSING: entry(
    2,
    500,
    "No hotel configuration at {path}.",
    "Write hotel.yaml there, or try everything with: hotelbot demo.",
  ),
  CONFIG_INVALID: entry(
    2,
    500,
    "{path}:{line}: {what}.",
    "Correct that line; docs/configuration.md shows every key.",
  ),
  SECRET_MISSING: entry(
    2,
    500,
    "The secret «{name}» is not set.",
    "Put it into {path} (mode 0600) or give it as a systemd credential.",
  ),
  SECRET_WEAK: entry(
    2,
    500,
    "The secret «{name}» is an example or too short to protect anything.",
    "Set a random one of at least 16 characters in {path}.",
  ),
  SECRET_EXPOSED: entry(
    2,
    500,
    "Others can read the secret in {path}.",
    "Make it private: chmod 600 {path}.",
  ),
  STATE_UNUSABLE: entry(
    2,
    500,
    "The state folder {path} cannot be used: {what}.",
    "Check that it exists, belongs to this user and has space.",
  ),
  STATE_BUSY: entry(
    11,
    409,
    "Another hotelbot already runs on {path} (process {pid}).",
    "Stop that one first, or give this one a state folder of its own.",
  ),
  SCHEMA_NEWER: entry(
    13,
    500,
    "The state was written by a newer hotelbot (schema {found}, this one knows {known}).",
    "Install that version or a later one.",
  ),
  MIGRATION_EDITED: entry(
    2,
    500,
    "Migration {name} is not the one that was applied.",
    "Put back the original file; migrations are never edited.",
  ),
  DATABASE_FULL: entry(
    2,
    503,
    "The disk is full: nothing can be stored.",
    "Free space on {path}; messages are taken again by themselves.",
  ),
  DATABASE_BROKEN: entry(
    2,
    503,
    "The database answered: {what}.",
    "Run hotelbot health, then restore the last backup if it stays so.",
  ),
  DAEMON_NOT_RUNNING: entry(
    10,
    503,
    "hotelbot is not running (nobody answers at {path}).",
    "Start it with: hotelbot daemon run, or try it all with: npm start.",
  ),
  DAEMON_REFUSED: entry(
    1,
    502,
    "The daemon answered something else than expected: {what}.",
    "Update so that both sides are of one version.",
  ),
  DAEMON_OTHER_VERSION: entry(
    2,
    426,
    "The daemon speaks control version {theirs}, this command {ours}.",
    "Restart the daemon after an update so that both are of one version.",
  ),
  DAEMON_STOPPING: entry(75, 503, "The daemon is stopping.", "Try again in a moment."),
  SOCKET_DENIED: entry(
    2,
    403,
    "You may not talk to hotelbot at {path}.",
    "Ask the administrator to add you to the group that owns the socket.",
  ),
  NOT_FOUND: entry(1, 404, "There is no {what}.", "List what there is first."),
  REQUEST_INVALID: entry(3, 400, "The request is not understood: {what}.", "See docs/json.md for its form."),
  SIGNATURE_MISSING: entry(
    1,
    401,
    "The webhook carries no signature.",
    "Only Meta may post here; set the app secret in Meta's dashboard and here alike.",
  ),
  SIGNATURE_WRONG: entry(
    1,
    401,
    "The webhook's signature does not fit its bytes.",
    "Check the app secret; nothing between Meta and here may rewrite the body.",
  ),
  BODY_TOO_LARGE: entry(
    1,
    413,
    "The body is larger than {limit} bytes.",
    "Meta sends at most 3 MB; look at who posts here.",
  ),
  VERIFY_REFUSED: entry(
    1,
    403,
    "The webhook verification token does not fit.",
    "Use the same verify token in Meta's dashboard and here.",
  ),
  PORT_BUSY: entry(
    11,
    500,
    "Port {port} on {host} is taken.",
    "Stop the other program or choose another port in hotel.yaml.",
  ),
  WHATSAPP_REJECTED: entry(
    1,
    502,
    "WhatsApp refused the message ({code}): {what}.",
    "Look the code up in docs/whatsapp.md, which says what each asks for.",
  ),
  WHATSAPP_UNREACHABLE: entry(
    75,
    503,
    "WhatsApp cannot be reached: {what}.",
    "It is tried again by itself; check the internet line if it stays so.",
  ),
  WHATSAPP_UNKNOWN: entry(
    1,
    504,
    "Whether WhatsApp took the message is not known: {what}.",
    "It is not sent again by itself; the desk decides after ten minutes.",
  ),
  MEDIA_GONE: entry(
    1,
    410,
    "The attachment can no longer be fetched: {what}.",
    "Ask the guest to send it again.",
  ),
  MEDIA_DAMAGED: entry(
    1,
    502,
    "The attachment does not have the announced hash.",
    "Ask the guest to send it again.",
  ),
  PMS_REFUSED: entry(1, 409, "The PMS refused: {what}.", "Look at the booking in the PMS."),
  PMS_UNAVAILABLE: entry(
    75,
    503,
    "The PMS cannot be reached: {what}.",
    "Guests are told so and drafts are kept; check the PMS.",
  ),
  PMS_UNKNOWN: entry(
    1,
    504,
    "Whether the PMS did it is not known: {what}.",
    "It is looked up by reference by itself before anything is told to the guest.",
  ),
  PMS_INVALID: entry(1, 422, "The PMS cannot take this: {what}.", "Correct the named field."),
  SPEECH_ENGINE_MISSING: entry(
    2,
    503,
    "The speech engine is not there: {what}.",
    "Run ./install.sh, which builds it; guests are asked to type meanwhile.",
  ),
  SPEECH_ENGINE_TIMEOUT: entry(
    75,
    504,
    "The speech engine took longer than {seconds} s.",
    "It is restarted by itself; a smaller model or more cores help if it stays so.",
  ),
  SPEECH_MODEL_MISSING: entry(
    2,
    503,
    "No speech model at {path}.",
    "Put it there, or run ./install.sh again.",
  ),
  SPEECH_MODEL_DAMAGED: entry(
    2,
    503,
    "The speech model {path} has sha256 {found}, not {expected}.",
    "Fetch it again: a damaged model hears wrongly.",
  ),
  SPEECH_VOICE_MISSING: entry(
    2,
    503,
    "No voice to speak with: {what}.",
    "Install it: apt-get install espeak-ng ffmpeg.",
  ),
  AUDIO_UNREADABLE: entry(1, 415, "The audio cannot be read: {what}.", "Send Ogg/Opus, WAV, FLAC or MP3."),
  FILE_UNREADABLE: entry(2, 400, "{path} cannot be read: {what}.", "Check the name and its permissions."),
  DOWNLOAD_FAILED: entry(
    75,
    502,
    "{url} could not be downloaded: {what}.",
    "Check the line, or copy the file by hand into {folder}.",
  ),
  BACKUP_KEY_MISSING: entry(
    2,
    409,
    "There is no key to encrypt backups to.",
    "Make one and keep its emergency kit: hotelbot backup key new.",
  ),
  BACKUP_KEY_EXISTS: entry(
    2,
    409,
    "Backups are encrypted to a key already ({fingerprints}).",
    "Keep it, or replace it with --replace: older backups still open with the older kit.",
  ),
  BACKUP_KEY_INVALID: entry(
    3,
    400,
    "{what} is not an age key.",
    "A recipient begins with age1, an identity with AGE-SECRET-KEY-1.",
  ),
  BACKUP_IDENTITY_MISSING: entry(
    12,
    409,
    "There is no identity here to open {path} with; it was encrypted to {wanted}.",
    "Name the file with the emergency kit's identity: --identity FILE.",
  ),
  BACKUP_KEY_WRONG: entry(
    12,
    422,
    "{path} was encrypted to {wanted}, and the identity given is {given}.",
    "Use the emergency kit with that fingerprint.",
  ),
  BACKUP_NOT_ONE: entry(
    1,
    422,
    "{path} is not a backup of hotelbot: {what}.",
    "List what there is with: hotelbot backup list.",
  ),
  BACKUP_HEADER_DAMAGED: entry(
    1,
    422,
    "The header of {path} is damaged: {what}.",
    "Use another copy of this backup, or the backup before it.",
  ),
  BACKUP_TRUNCATED: entry(
    1,
    422,
    "{path} ends early: {what}.",
    "Copy it again, or use the backup before it.",
  ),
  BACKUP_DAMAGED: entry(
    1,
    422,
    "{path} is damaged at byte {offset}.",
    "Use another copy of this backup, or the backup before it.",
  ),
  BACKUP_MISNAMED: entry(
    1,
    422,
    "{path} holds the backup {name}: it was renamed or put in another's place.",
    "Give it its own name back, if it is the one you mean.",
  ),
  BACKUP_CHANGED: entry(
    1,
    422,
    "{path} is a whole backup, and not the one this machine wrote under that name.",
    "Ask who put it there; use a copy from elsewhere.",
  ),
  BACKUP_MANIFEST_WRONG: entry(
    1,
    422,
    "{path} does not fit its own manifest: {what}.",
    "Do not trust it: it was put together by something else than hotelbot.",
  ),
  BACKUP_INCOMPLETE: entry(
    1,
    422,
    "{path} lacks {what}.",
    "Use another copy of this backup, or the backup before it.",
  ),
  BACKUP_DATABASE_BROKEN: entry(
    1,
    422,
    "The database in {path} is broken: {what}.",
    "Use the backup before it, and run hotelbot health.",
  ),
  BACKUP_FORMAT_NEWER: entry(
    13,
    422,
    "{path} has backup format {found}, and this hotelbot knows up to {known}.",
    "Install the version that wrote it or a later one.",
  ),
  BACKUP_NO_SPACE: entry(
    2,
    507,
    "There are {free} MiB free at {path}, and {needed} MiB are needed.",
    "Free space there, or name another folder under backup in hotel.yaml.",
  ),
  BACKUP_SCHEMA_MOVED: entry(75, 409, "The schema changed while the database was copied.", "Run it again."),
  BACKUP_NONE: entry(2, 404, "There is no backup in {path}.", "Make one with: hotelbot backup."),
  BACKUP_FAILED: entry(
    1,
    500,
    "The backup ended without an answer: {what}.",
    "Run it again; the journal says more.",
  ),
  RESTORE_UNCONFIRMED: entry(
    3,
    400,
    "{path} is a backup of the hotel «{hotel}», and --confirm says «{given}».",
    "Say --confirm {hotel} if that is the hotel to bring back.",
  ),
  RESTORE_PUT_BACK: entry(
    1,
    500,
    "The restored state did not start, and everything is as it was before: {what}.",
    "Use the backup before it; hotelbot may be started as it was.",
  ),
  WINDOW_CLOSED: entry(
    2,
    409,
    "The guest last wrote more than 24 hours ago: WhatsApp takes only approved templates now.",
    "Call the guest, or wait until they write again.",
  ),
  CHAT_TIMEOUT: entry(
    75,
    504,
    "No answer within {seconds} s.",
    "See hotelbot status: the answer will still come and is kept.",
  ),
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
