import { HotelbotError } from "../../errors.ts";

/** A question that failed on the disk: nothing was changed, it may be asked again. */
export function reading<T>(work: () => T): T {
  return translated(work, "PMS_UNAVAILABLE");
}

/**
 * A write that failed on the disk. A full disk refuses before anything is kept; any other fault at the commit leaves
 * open whether a restart will find it, so only `findByReference` can tell.
 */
export function writing<T>(work: () => T): T {
  return translated(work, "PMS_UNKNOWN");
}

function translated<T>(work: () => T, whenBroken: "PMS_UNAVAILABLE" | "PMS_UNKNOWN"): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof HotelbotError)) throw error;
    if (error.code === "DATABASE_FULL") {
      throw new HotelbotError("PMS_UNAVAILABLE", { what: error.message }, { cause: error });
    }
    if (error.code === "DATABASE_BROKEN") {
      throw new HotelbotError(whenBroken, { what: error.message }, { cause: error });
    }
    throw error;
  }
}
