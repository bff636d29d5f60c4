import { recoverRestore, restoreWasCutOff } from "../ops/restore/swap.ts";
import type { Logger } from "../platform/logger.ts";
import { ownFolder } from "../store/open.ts";

/** Finishes or undoes a restore that was cut off; for the owner of the folder. Throws STATE_UNUSABLE. */
export function recovered(stateDir: string, log: Logger): void {
  const found = recoverRestore(stateDir);
  if (found === "put back") log.warn("a restore was cut off: the state before it was put back");
  if (found === "finished") log.warn("a restore was cut off after it succeeded: cleared up");
}

/** The same as the first thing of all, becoming the owner for so long. Throws STATE_BUSY too. */
export function settleRestore(stateDir: string, log: Logger): void {
  if (!restoreWasCutOff(stateDir)) return;
  const owner = ownFolder(stateDir);
  try {
    recovered(stateDir, log);
  } finally {
    owner.release();
  }
}
