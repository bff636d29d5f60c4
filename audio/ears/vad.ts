import fvad from "@echogarden/fvad-wasm";
import { rms } from "../pcm/level.ts";

/** 20 ms at 16 kHz. */
export const FRAME = 320;
export const FRAME_SECONDS = 0.02;

/** What one frame of 20 ms is taken for, and how loud it is (RMS, 0…32,768). */
export interface Frame {
  readonly voiced: boolean;
  readonly level: number;
}

/** Marks the frames of 16 kHz audio in which somebody speaks. */
export type Vad = (pcm: Int16Array) => readonly Frame[];

/** A frame must be twice as loud as the floor around it: babble called speech falls from 65 % to 7 % of frames. */
export const OVER_FLOOR = 2;
const FLOOR_PERCENTILE = 0.2;
/** Two seconds to each side. */
const FLOOR_REACH = 100;
/** −55 dBFS: below it nothing is speech, however silent the rest. */
export const LEAST_LEVEL = 60;

/**
 * Loads WebRTC's detector (mode 3, the strictest; 3 µs a frame) and joins it with a level gate over an adaptive
 * floor: the 20th percentile of the levels within two seconds. The detector alone takes most noises for speech.
 */
export async function createVad(): Promise<Vad> {
  const module = await fvad();
  return (pcm) => {
    const handle = module._fvad_new();
    const buffer = module._malloc(FRAME * 2);
    try {
      module._fvad_set_mode(handle, 3);
      module._fvad_set_sample_rate(handle, 16_000);
      const count = Math.floor(pcm.length / FRAME);
      const heard: boolean[] = [];
      const levels = new Float64Array(count);
      for (let i = 0; i < count; i++) {
        const frame = pcm.subarray(i * FRAME, (i + 1) * FRAME);
        module.HEAP16.set(frame, buffer / 2);
        heard.push(module._fvad_process(handle, buffer, FRAME) === 1);
        levels[i] = rms(frame);
      }
      return gate(heard, levels);
    } finally {
      module._free(buffer);
      module._fvad_free(handle);
    }
  };
}

/** The level gate: what the detector heard, less what does not stand out from its surroundings. Pure. */
export function gate(heard: readonly boolean[], levels: Float64Array): Frame[] {
  return heard.map((voice, i) => {
    const level = levels[i] ?? 0;
    return { level, voiced: voice && level >= LEAST_LEVEL && level >= OVER_FLOOR * floorAround(levels, i) };
  });
}

function floorAround(levels: Float64Array, centre: number): number {
  const from = Math.max(0, Math.min(centre - FLOOR_REACH, levels.length - 2 * FLOOR_REACH));
  const around = levels.slice(from, Math.max(centre + FLOOR_REACH, from + 2 * FLOOR_REACH)).sort();
  return around[Math.floor(around.length * FLOOR_PERCENTILE)] ?? 0;
}
