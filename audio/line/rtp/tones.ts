const LOW = [697, 770, 852, 941] as const;
const HIGH = [1_209, 1_336, 1_477] as const;
const KEYS = ["123", "456", "789", "*0#"] as const;
/** Power of a tone against all there is: a pure pair has half in each. */
const SHARE = 0.25;
const QUIET = 200;

/** Hears keys as tones, for exchanges that send no key events: two frames of the same pair are one press. */
export function tones(): { push(frame: Int16Array): string | undefined } {
  let last: string | undefined;
  let told: string | undefined;
  return {
    push: (frame) => {
      const key = keyIn(frame);
      const press = key !== undefined && key === last && key !== told ? key : undefined;
      if (press !== undefined) told = press;
      if (key === undefined && last === undefined) told = undefined;
      last = key;
      return press;
    },
  };
}

function keyIn(frame: Int16Array): string | undefined {
  let energy = 0;
  for (const sample of frame) energy += sample * sample;
  if (Math.sqrt(energy / Math.max(1, frame.length)) < QUIET) return undefined;
  const low = strongest(frame, LOW, energy);
  const high = strongest(frame, HIGH, energy);
  if (low === undefined || high === undefined) return undefined;
  return KEYS[low]?.[high];
}

function strongest(frame: Int16Array, tonesHz: readonly number[], energy: number): number | undefined {
  const shares = tonesHz.map((hz) => (goertzel(frame, hz) * 2) / (energy * frame.length));
  const best = shares.indexOf(Math.max(...shares));
  const others = shares.filter((_, index) => index !== best);
  const top = shares[best] ?? 0;
  return top > SHARE && others.every((share) => share < top / 4) ? best : undefined;
}

/** The power at one frequency. */
function goertzel(frame: Int16Array, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / 8_000);
  let one = 0;
  let two = 0;
  for (const sample of frame) {
    const now = sample + coefficient * one - two;
    two = one;
    one = now;
  }
  return one * one + two * two - coefficient * one * two;
}
