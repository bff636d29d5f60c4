import type { SecretEntry } from "../secrets/listing.ts";

/** A line a secret; its value is nowhere near. */
export function secretLines(secrets: readonly SecretEntry[]): string[] {
  const width = Math.max(...secrets.map(({ name }) => name.length));
  return secrets.map(({ name, from, changedAt, replacing, needed, problem }) => {
    const set = from === null ? "not set" : `${from}, ${changedAt?.slice(0, 10) ?? ""}`;
    const notes = [
      ...(replacing ? ["a new value beside it"] : []),
      ...(needed === true && from === null ? ["hotel.yaml needs it"] : []),
      ...(problem !== null && from !== null ? [problem] : []),
    ];
    return [`${name.padEnd(width)}  ${set}`, ...notes].join("; ");
  });
}
