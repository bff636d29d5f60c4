import { z } from "zod";
import { HotelbotError } from "../../../errors.ts";

/** Raised when an older hotelbot could not read what a newer one writes. */
export const BACKUP_FORMAT = 1;
export const MANIFEST_FILE = "manifest.json";
export const CONFIG_FILE = "hotel.yaml";

const count = z.int().min(0);

/** What is in a backup; the first file of its archive. docs/backup-format.md explains every field. */
export const Manifest = z.object({
  format: z.int(),
  /** The file's own name. */
  name: z.string(),
  app: z.object({ version: z.string() }),
  schema: z.object({ version: count, name: z.string() }),
  hotel: z.object({ id: z.string(), name: z.string() }),
  madeAt: z.iso.datetime(),
  /** Where the state folder was: paths of spoken replies begin with it. */
  stateDir: z.string(),
  /** The database's file name in the archive. */
  database: z.string(),
  /** In the archive's order. */
  files: z.array(z.object({ path: z.string(), bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  /** Rows of every table. */
  counts: z.record(z.string(), count),
  /** The last number given in each of the logs. */
  last: z.record(z.string(), count),
  /** Attachments a row speaks of that were not on disk. */
  missing: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

/** Throws BACKUP_FORMAT_NEWER, or BACKUP_MANIFEST_WRONG when it is no manifest. */
export function parseManifest(text: string, path: string): Manifest {
  const wrong = (what: string): HotelbotError => new HotelbotError("BACKUP_MANIFEST_WRONG", { path, what });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw wrong(`${MANIFEST_FILE} is not JSON`);
  }
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format === "number" && format > BACKUP_FORMAT) {
    throw new HotelbotError("BACKUP_FORMAT_NEWER", { path, found: format, known: BACKUP_FORMAT });
  }
  const parsed = Manifest.safeParse(json);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw wrong(`${MANIFEST_FILE}: ${first?.path.join(".")} ${first?.message}`);
  }
  const unsafe = parsed.data.files.find(({ path: each }) => !isSafePath(each));
  if (unsafe) throw wrong(`${unsafe.path} is no path below a state folder`);
  return parsed.data;
}

/** A relative path that stays below the folder it is unpacked into. */
export function isSafePath(path: string): boolean {
  return (
    path !== "" &&
    !/[\\\0]/.test(path) &&
    path.split("/").every((part) => part !== "" && part !== "." && part !== "..")
  );
}
