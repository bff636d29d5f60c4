/** Whisper's sizes as q8_0 files: bytes, memory, and how long hearing takes beside the base model. */
const SIZES = [
  { name: "tiny", bytes: 43_500_000, memoryMb: 114, times: 0.51 },
  { name: "base", bytes: 81_800_000, memoryMb: 173, times: 1 },
  { name: "small", bytes: 264_000_000, memoryMb: 417, times: 3.77 },
] as const;

export type ModelSize = (typeof SIZES)[number]["name"];

export interface Advice {
  /** The largest that still answers a caller in time here; tiny when none does. */
  readonly fits: ModelSize;
  readonly text: string;
}

/** Hearing begins 0.2 s into a silence that lasts 0.5 to 0.9 s: what takes longer than this is waited for. */
const IN_TIME_MS = 900;
/** Two engines, calls' and voice notes', and room for everything else. */
const SPARE_MB = 700;

/**
 * Which model fits a machine, from what one of them took here for a sentence. The ratios are measured with 1 thread and
 * the window of 10 s; the file's length tells which one was timed. Pure.
 */
export function adviseModel(timed: {
  readonly bytes: number;
  readonly turnMs: number;
  readonly memoryMb: number;
}): Advice {
  const here = nearest(timed.bytes);
  const takes = (times: number): number => Math.round((timed.turnMs * times) / here.times);
  const fitting = SIZES.filter(
    ({ times, memoryMb }) => takes(times) <= IN_TIME_MS && 2 * memoryMb + SPARE_MB <= timed.memoryMb,
  );
  const best = fitting.at(-1);
  const guess = ({ name, times }: (typeof SIZES)[number]): string => `${name} ${takes(times)} ms`;
  const all = `a sentence takes about ${SIZES.map(guess).join(", ")}`;
  if (!best) {
    return {
      fits: "tiny",
      text: `Callers wait on this machine whatever the model: ${all}. tiny keeps it shortest; with voice notes alone base may stay.`,
    };
  }
  return { fits: best.name, text: `${best.name} fits this machine: ${all}, and 900 ms pass unnoticed.` };
}

function nearest(bytes: number): (typeof SIZES)[number] {
  const off = (size: { readonly bytes: number }): number => Math.abs(Math.log(bytes / size.bytes));
  return SIZES.reduce((best, each) => (off(each) < off(best) ? each : best));
}
