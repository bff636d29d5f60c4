import type { CheckResult } from "./check.ts";

export interface EngineFacts {
  readonly path: string;
  /** A file this user may run. */
  readonly runnable: boolean;
}

export function checkEngine({ path, runnable }: EngineFacts): CheckResult {
  const name = "engine";
  if (runnable) return { name, state: "ok", text: path };
  return {
    name,
    state: "warning",
    text: `there is no speech engine at ${path}: guests who send a voice note are asked to write`,
    cure: "Run ./install.sh again: it builds the engine. Then restart hotelbot.",
  };
}
