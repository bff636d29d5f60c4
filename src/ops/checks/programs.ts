import type { CheckResult } from "./check.ts";

export interface ProgramFacts {
  readonly program: "espeak-ng" | "ffmpeg";
  /** The first line of what it says of itself; undefined when it cannot be run. */
  readonly version?: string | undefined;
}

/** espeak-ng speaks, ffmpeg codes voice notes. Without them guests are answered in writing. */
export function checkProgram({ program, version }: ProgramFacts): CheckResult {
  if (version !== undefined) return { name: program, state: "ok", text: version };
  return {
    name: program,
    state: "warning",
    text: `${program} cannot be run: voice notes are answered in writing`,
    cure: `Install it: sudo apt-get install ${program}, then restart hotelbot.`,
  };
}
