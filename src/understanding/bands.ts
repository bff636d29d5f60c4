import type { Band } from "../domain/understood.ts";

interface Limits {
  readonly act: number;
  readonly ask: number;
}

/** Where a reading begins to act and to ask. Written by calibration. */
export interface BandData extends Limits {
  /** Of the features in evidence.ts: what turns a shipped intent's scores into 0…1. */
  readonly weights: readonly number[];
  /** Intents whose own limit differs. */
  readonly labels: Readonly<Record<string, Partial<Limits>>>;
  /** For a hotel's own questions: limits of their scores (`several`: where a system of labels acts), and 1 / (1 + e^−(slope · score + offset)). */
  readonly own: Limits & { readonly several: number; readonly slope: number; readonly offset: number };
}

/** The band of a shipped intent believed this far (0…1). */
export function bandOf(bands: BandData, label: string, believed: number): Band {
  const own = bands.labels[label];
  return within({ act: own?.act ?? bands.act, ask: own?.ask ?? bands.ask }, believed);
}

/** A hotel's own question by its score: how likely it is (0…1, two decimals) and its band. */
export function ownReading(
  { own }: BandData,
  score: number,
  several: boolean,
): { score: number; band: Band } {
  const chance = 1 / (1 + Math.exp(-(own.slope * score + own.offset)));
  return {
    score: rounded(chance),
    band: within({ ask: own.ask, act: several ? own.several : own.act }, score),
  };
}

export const rounded = (chance: number): number => Math.round(100 * chance) / 100;

function within({ act, ask }: Limits, value: number): Band {
  if (value >= act) return "act";
  return value >= ask ? "ask" : "unknown";
}
