import type { CheckResult } from "./check.ts";

export interface ModelFacts {
  readonly path: string;
  /** Of a model whose sum is the one listed; else why not. */
  readonly sha256?: string;
  readonly problem?: { readonly text: string; readonly cure: string };
}

/** A damaged model hears, and hears wrongly: its sum is compared with the SHA256SUMS beside it. */
export function checkModelFile({ path, sha256 = "", problem }: ModelFacts): CheckResult {
  const name = "model";
  if (problem) return { name, state: "warning", ...problem };
  return { name, state: "ok", text: `${path}, sha256 ${sha256.slice(0, 12)}…` };
}
