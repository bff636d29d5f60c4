import fvad, { type FvadModule } from "@echogarden/fvad-wasm";
import { rms } from "../pcm/level.ts";
import { type Frame, LEAST_LEVEL, OVER_FLOOR } from "./vad.ts";

/** Tells of each 20 ms of one call, as it comes, whether somebody speaks. */
export interface LiveVad {
  hear(frame: Int16Array): Frame;
  close(): void;
}

/** Makes one detector a call. The module is loaded once: 30 ms. */
export type LiveVads = (rate: 8_000 | 16_000) => LiveVad;

/** Four seconds of levels. */
const WINDOW = 200;
const FLOOR_PERCENTILE = 0.2;
/** A call begins as if it had been quiet: so its first word is not taken for the floor under itself. */
const QUIET_SEED = LEAST_LEVEL / 2;
const SEEDS = WINDOW * FLOOR_PERCENTILE;

/**
 * The live form of {@link createVad}: WebRTC's detector in its strictest mode and the same level gate, over the 20th
 * percentile of the last four seconds, since the seconds to come are not known. About 40 µs a frame.
 */
export async function loadLiveVads(): Promise<LiveVads> {
  const module = await fvad();
  return (rate) => detector(module, rate);
}

function detector(module: FvadModule, rate: number): LiveVad {
  const length = rate / 50;
  const handle = module._fvad_new();
  const buffer = module._malloc(length * 2);
  module._fvad_set_mode(handle, 3);
  module._fvad_set_sample_rate(handle, rate);
  const overFloor = levelGate();
  let open = true;
  return {
    hear(frame) {
      const level = rms(frame);
      const stands = overFloor(level);
      if (!open || frame.length !== length) return { voiced: false, level };
      module.HEAP16.set(frame, buffer / 2);
      const voice = module._fvad_process(handle, buffer, length) === 1;
      return { voiced: voice && stands, level };
    },
    close() {
      if (!open) return;
      open = false;
      module._free(buffer);
      module._fvad_free(handle);
    },
  };
}

/** Whether a level stands out from the last four seconds; each level asked about becomes part of them. */
export function levelGate(): (level: number) => boolean {
  const levels = new Float64Array(WINDOW);
  let heard = 0;
  for (; heard < SEEDS; heard++) levels[heard] = QUIET_SEED;
  return (level) => {
    levels[heard % WINDOW] = level;
    heard++;
    const known = levels.slice(0, Math.min(heard, WINDOW)).sort();
    const floor = known[Math.floor(known.length * FLOOR_PERCENTILE)] ?? 0;
    return level >= LEAST_LEVEL && level >= OVER_FLOOR * floor;
  };
}
