import type { Diagnosis } from "../doctor/doctor.ts";
import type { Paint } from "./status.ts";

/** A line a check, the worst first, each with its cure beneath. */
export function doctorLines(diagnosis: Diagnosis, paint: Paint): string[] {
  const { checks, fixed, running } = diagnosis;
  const order = ["critical", "warning", "unknown", "ok"] as const;
  const lines = order.flatMap((state) =>
    checks
      .filter((check) => check.state === state)
      .flatMap(({ name, text, cure }) => {
        const word = state.toUpperCase().padEnd(8);
        const shown =
          state === "ok" ? paint.good(word) : state === "unknown" ? paint.dim(word) : paint.bad(word);
        const line = `${shown} ${paint.strong(name)}: ${text}`;
        return cure === undefined || state === "ok" ? [line] : [line, `           → ${cure}`];
      }),
  );
  const done = fixed.map(({ what, done, why }) =>
    done ? `fixed    ${what}` : `not done ${what}: ${why ?? ""}`,
  );
  const bad = checks.filter(({ state }) => state !== "ok").length;
  const by = running ? "made by the running daemon" : "made here: hotelbot does not run";
  return [...done, ...lines, `${checks.length} checks ${by}, ${bad === 0 ? "all well" : `${bad} not well`}.`];
}
