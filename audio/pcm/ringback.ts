/** Spain's ringing tone, known all over Europe and Latin America (ITU-T E.180, Supplement 2): 425 Hz, 1.5 s of 4.5. */
const HZ = 425;
const ON_SECONDS = 1.5;
const SECONDS = 4.5;
/** −16 dBm0: 0 dBm0 is a sine with a peak of 22,800. */
const PEAK = 3_600;

/** One stretch of it at a sample rate in Hz, with the silence after it. */
export function ringback(rate: number): Int16Array {
  const out = new Int16Array(Math.round(SECONDS * rate));
  for (let i = 0; i < ON_SECONDS * rate; i++) {
    out[i] = Math.round(PEAK * Math.sin((2 * Math.PI * HZ * i) / rate));
  }
  return out;
}
