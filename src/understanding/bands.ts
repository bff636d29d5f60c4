import type { Band } from "../domain/understood.ts";

/** Where a score begins to act and to ask. `labels` are those whose own limit differs. Written by calibration. */
export interface BandData {
  readonly act: number;
  readonly ask: number;
  /** Turns a score into a probability: 1 / (1 + e^−(slope · score + offset)). */
  readonly slope: number;
  readonly offset: number;
  readonly labels: Readonly<Record<string, { readonly act?: number; readonly ask?: number }>>;
}

export function bandOf(bands: BandData, label: string, score: number): Band {
  const own = bands.labels[label];
  if (score >= (own?.act ?? bands.act)) return "act";
  return score >= (own?.ask ?? bands.ask) ? "ask" : "unknown";
}

/** 0…1, two decimals. */
export function probability(bands: BandData, score: number): number {
  return Math.round(100 / (1 + Math.exp(-(bands.slope * score + bands.offset)))) / 100;
}
