import type { HeldReport } from "../../control/contract-backup.ts";
import type {
  BackupAnswer,
  ListAnswer,
  NewKeyAnswer,
  RestoreAnswer,
  VerifyAnswer,
} from "../backup/answers.ts";
import { ago, type Paint } from "./status.ts";

export function madeLines(made: BackupAnswer, paint: Paint): string[] {
  const { path, bytes, sha256, manifestSha256, counts, missing, pruned, files } = made;
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [
    `${paint.good("backup")}    ${path}`,
    `          ${size(bytes)}, ${files} files, ${rows} rows; read back and verified`,
    `sha256    ${sha256}`,
    `manifest  ${manifestSha256}`,
    ...(pruned.length > 0 ? [`pruned    ${pruned.length} older ones`] : []),
    ...missing.map((path) => paint.bad(`missing   ${path}: a message speaks of it, and it is not on disk`)),
  ];
}

export function listLines(list: ListAnswer, now: number, paint: Paint): string[] {
  if (list.backups.length === 0) return [`no backups in ${list.folder}`];
  const mark = {
    verified: paint.good("verified  "),
    unverified: "unverified",
    damaged: paint.bad("DAMAGED   "),
  };
  return [
    paint.dim(list.folder),
    ...list.backups.map(({ name, bytes, state, madeAt, opensWith, expires }) => {
      const keys = opensWith.length > 0 ? `opens with ${opensWith.join(" or ")}` : "header unreadable";
      const age = `${ago(madeAt, now)} old`.padEnd(10);
      return `${mark[state]} ${name}  ${size(bytes).padStart(9)}  ${age} ${paint.dim(keys)}${expires ? "  expires" : ""}`;
    }),
  ];
}

export function verifyLines({ checked }: VerifyAnswer, paint: Paint): string[] {
  return checked.map(({ name, error, message, hotel, madeAt, version, files, sha256 }) =>
    error === null
      ? `${paint.good("whole")}   ${name}: ${hotel}, ${madeAt}, ${files} files, hotelbot ${version}, sha256 ${sha256}`
      : `${paint.bad("DAMAGED")} ${name}: ${error}: ${message}`,
  );
}

/** The emergency kit, to be printed: it is said this one time. */
export function kitLines(key: NewKeyAnswer): string[] {
  return [
    "HOTELBOT EMERGENCY KIT",
    "",
    `  identity     ${key.identity}`,
    `  fingerprint  ${key.fingerprint}`,
    "",
    "Print this and keep it in the safe, and a copy away from the hotel. It opens every backup made from now on, and",
    "without it nothing does once this machine is gone. It is shown this once and kept nowhere on this machine.",
    "",
    "To restore: install hotelbot on a machine, write the identity into a file kit.txt, and run",
    "  hotelbot restore FILE --confirm HOTEL-ID --identity kit.txt",
    "Without hotelbot: age -d -i kit.txt FILE | tar -x",
  ];
}

export function restoreLines(answer: RestoreAnswer, paint: Paint): string[] {
  const { hotel, backup, madeAt, dryRun, migrated, aside, config, problems } = answer;
  const head = dryRun
    ? `${paint.good("could be restored")}  ${hotel.name} from ${backup}; nothing was changed`
    : `${paint.good("restored")}  ${hotel.name} as of ${madeAt} from ${backup}`;
  return [
    head,
    ...(migrated.length > 0 ? [`migrated  ${migrated.join(", ")}`] : []),
    ...(config === null ? [] : [`config    ${config}`]),
    ...(aside === null ? [] : [`aside     ${aside} (what was here before; deleted after a week)`]),
    `quiet     ${answer.held} replies held, ${answer.bookings} bookings to look up, ${answer.unanswered} messages unanswered`,
    `          ${answer.conversations} conversations wait for a person: hotelbot inbox, hotelbot outbox`,
    ...problems.map((problem) => paint.bad(`to do     ${problem}`)),
  ];
}

export function heldLines({ held, undelivered }: HeldReport, now: number, paint: Paint): string[] {
  type Stuck = HeldReport["held"][number];
  const lines = ({ id, conversation, who, channel, text, why, writtenAt }: Stuck, what: string) => [
    `${paint.strong(id)}  #${conversation} ${who} (${channel}), written ${ago(writtenAt, now)} ago: ${what}${why}`,
    `  ${paint.dim(text.replace(/\s+/g, " "))}`,
  ];
  const waiting = held.flatMap((each) => lines(each, ""));
  const stuck = undelivered.flatMap((each) => lines(each, `${NOT_ARRIVED[each.state]}: `));
  if (stuck.length === 0) return held.length === 0 ? [paint.good("nothing is held back")] : waiting;
  // What did not arrive comes first: nothing above it may look as if all were well.
  const lost = paint.bad(`${undelivered.length} did not arrive (hotelbot outbox resend ID):`);
  return [
    lost,
    ...stuck,
    held.length === 0 ? "nothing is held back" : `${held.length} held back:`,
    ...waiting,
  ];
}

const NOT_ARRIVED: Readonly<Record<HeldReport["undelivered"][number]["state"], string>> = {
  rejected: "refused",
  unknown: "may have arrived",
  dead: "given up",
};

function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
