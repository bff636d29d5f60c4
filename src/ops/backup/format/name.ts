/** What a backup's file name says. `at` is epoch ms, to the second. */
export interface BackupName {
  readonly hotel: string;
  readonly at: number;
}

const NAME = /^hotelbot-([a-z][a-z0-9_-]{0,39})-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.age$/;

/** `hotelbot-<hotel>-<UTC time>.age`: sorts by time, and needs no quoting anywhere. */
export function backupName({ hotel, at }: BackupName): string {
  const time = new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
  return `hotelbot-${hotel}-${time}.age`;
}

/** Undefined for any other file. */
export function parseName(name: string): BackupName | undefined {
  const found = NAME.exec(name);
  if (!found) return undefined;
  const [, hotel = "", year, month, day, hour, minute, second] = found;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : { hotel, at };
}
