import { HotelbotError } from "../../errors.ts";

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `2h`, `30m`, `1d`, or a time as ISO 8601, as epoch ms. Throws REQUEST_INVALID. */
export function sinceWhen(text: string, now: number): number {
  const [, count = "", unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const back = UNITS[unit];
  if (back !== undefined) return now - Number(count) * back;
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new HotelbotError("REQUEST_INVALID", {
    what: `«${text}» is no time: write 2h, 30m, 1d or 2027-02-01T09:00`,
  });
}
