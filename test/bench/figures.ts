/** Percentiles of one thing measured many times, in the unit it was measured in. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly n: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), n: values.length };
}

/** Three significant digits: more would pretend. */
export function round(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(3));
}

export function mean(values: readonly number[]): number {
  return round(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length));
}

/** How many times `base` something is: `3.2×`. */
export function times(value: number, base: number): string {
  return base > 0 ? `${round(value / base)}×` : "—";
}

/** One line of the table for people. */
export interface Line {
  readonly what: string;
  readonly figure: string;
  readonly beside: string;
}

/** The lines in columns. */
export function table(lines: readonly Line[]): string {
  const widths = ["what", "figure"].map((key) =>
    Math.max(...lines.map((line) => line[key as "what"].length)),
  );
  return lines
    .map(({ what, figure, beside }) =>
      `${what.padEnd(widths[0] ?? 0)}  ${figure.padEnd(widths[1] ?? 0)}  ${beside}`.trimEnd(),
    )
    .join("\n");
}
