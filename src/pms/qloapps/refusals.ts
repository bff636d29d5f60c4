import { HotelbotError } from "../../errors.ts";

/** QloApps' clean no: full, or a field it cannot take. */
export function refusal(why: string): HotelbotError {
  return /not available/i.test(why) ? refused(`QloApps: ${why}`) : invalid(`QloApps: ${why}`);
}

export function refused(what: string): HotelbotError {
  return new HotelbotError("PMS_REFUSED", { what });
}

export function invalid(what: string): HotelbotError {
  return new HotelbotError("PMS_INVALID", { what });
}

export function unknown(what: string, cause?: unknown): HotelbotError {
  return new HotelbotError("PMS_UNKNOWN", { what }, cause === undefined ? {} : { cause });
}
