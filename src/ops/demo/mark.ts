import { existsSync } from "node:fs";
import { join } from "node:path";

/** Says that a folder is a demonstration's, so that no hotel's own is ever cleared. */
export const MARK = "this-is-a-demonstration";

export function isDemonstration(stateDir: string): boolean {
  return existsSync(join(stateDir, MARK));
}
