import type { Logger } from "../platform/logger.ts";

/**
 * Undoes the steps of a start, the last first, and empties the list. A step that fails keeps no other from its turn:
 * what comes after it holds ports and files of its own, the database last. Each failure goes to the journal; rejects
 * with the first when all steps had their turn.
 */
export async function stopAll(
  undo: (() => void | Promise<void>)[],
  log: Pick<Logger, "error">,
): Promise<void> {
  const failed: unknown[] = [];
  for (let step = undo.pop(); step; step = undo.pop()) {
    try {
      await step();
    } catch (error) {
      log.error("a part did not stop", { err: error });
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
}
