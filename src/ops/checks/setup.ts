import type { CheckResult } from "./check.ts";

/** Something that is either as it should be, or an error of the table. */
export type SetupFacts = { readonly problem?: { readonly message: string; readonly cure: string } };

export function checkConfiguration(path: string, { problem }: SetupFacts): CheckResult {
  const name = "configuration";
  if (!problem) return { name, state: "ok", text: path };
  return { name, state: "critical", text: problem.message, cure: problem.cure };
}

/** Every secret this hotel's hotel.yaml asks for. */
export function checkSecrets(names: readonly string[], { problem }: SetupFacts): CheckResult {
  const name = "secrets";
  if (problem) return { name, state: "critical", text: problem.message, cure: problem.cure };
  return { name, state: "ok", text: names.length === 0 ? "none needed" : names.join(", ") };
}
