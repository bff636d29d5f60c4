import { readFileSync } from "node:fs";
import { isLocalDate, type LocalDate } from "../../domain/calendar.ts";
import { HotelbotError } from "../../errors.ts";
import { writeFileAtomic } from "../../platform/atomic-file.ts";

/** The text of a file to import; `-` is standard input. Throws USAGE when it cannot be read. */
export function readImport(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path === "-" ? 0 : path));
  } catch (thrown) {
    const why =
      thrown instanceof TypeError ? "it is not UTF-8: save it as «CSV UTF-8»" : (thrown as Error).message;
    throw new HotelbotError("USAGE", { what: `${path} cannot be read: ${why}` }, { cause: thrown });
  }
}

/** `mon,fri` as ISO weekdays, 1 Monday … 7 Sunday; nothing is every day. Throws USAGE. */
export function readWeekdays(text: string | undefined): number[] {
  const names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  return (text ?? "")
    .split(/[,+ ]+/)
    .filter((name) => name !== "")
    .map((name) => {
      const weekday = names.indexOf(name.toLowerCase()) + 1;
      if (weekday === 0)
        throw new HotelbotError("USAGE", { what: `«${name}» is none of ${names.join(", ")}` });
      return weekday;
    });
}

/** A day as it was typed. Throws USAGE when there is no such day. */
export function readDay(text: string): LocalDate {
  if (!isLocalDate(text)) throw new HotelbotError("USAGE", { what: `«${text}» is not a day (2027-03-01)` });
  return text;
}

/** Replaces a file whole, readable by a web server. Rejects with USAGE when it cannot be written. */
export async function writePublic(path: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(path, text, 0o644);
  } catch (thrown) {
    throw new HotelbotError(
      "USAGE",
      { what: `${path} cannot be written: ${(thrown as Error).message}` },
      { cause: thrown },
    );
  }
}
