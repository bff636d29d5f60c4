import type { HealthReport } from "../../control/contract.ts";

/**
 * What a monitoring plugin prints: one line with the state, what is wrong, and performance data after the bar; then a
 * line a check.
 */
export function healthLines(report: HealthReport): string[] {
  const bad = report.checks.filter((check) => check.state !== "ok");
  const summary =
    bad.length === 0
      ? report.checks.map((check) => `${check.name} ok`).join(", ")
      : bad.map((check) => `${check.name}: ${check.text}`).join("; ");
  const { inbox, outbox, dead } = report.counts;
  const first = `HOTELBOT ${report.state.toUpperCase()} - ${summary} | inbox=${inbox} outbox=${outbox} dead=${dead}`;
  const rest = report.checks.map((check) => {
    const cure = check.state !== "ok" && check.cure ? ` → ${check.cure}` : "";
    return `${check.state.toUpperCase().padEnd(8)} ${check.name}: ${check.text}${cure}`;
  });
  return [first, ...rest];
}
