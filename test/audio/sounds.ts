/** Sounds that are no speech, made of numbers: 16 kHz mono, the same every time. */
const RATE = 16_000;

function samples(seconds: number, value: (t: number, i: number) => number): Int16Array {
  return Int16Array.from({ length: Math.round(seconds * RATE) }, (_, i) =>
    Math.max(-32_768, Math.min(32_767, Math.round(value(i / RATE, i)))),
  );
}

/** A small linear congruential generator: −1…1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

export function silence(seconds: number): Int16Array {
  return new Int16Array(Math.round(seconds * RATE));
}

export function whiteNoise(seconds: number, amplitude = 4_000): Int16Array {
  const next = random(1);
  return samples(seconds, () => next() * amplitude);
}

/** Wind and traffic: noise through a slow low-pass, swelling. */
export function rumble(seconds: number, amplitude = 20_000): Int16Array {
  const next = random(2);
  let low = 0;
  return samples(seconds, (t) => {
    low = 0.97 * low + 0.03 * next();
    return low * amplitude * (1 + 0.8 * Math.sin(2 * Math.PI * 0.4 * t));
  });
}

const CHORDS = [
  [261.6, 329.6, 392],
  [220, 261.6, 329.6],
  [174.6, 220, 261.6],
  [196, 246.9, 293.7],
];

/** Four chords over and over with a beat: overtones, attacks and decays, as on a lobby's loudspeaker. */
export function music(seconds: number, amplitude = 2_500): Int16Array {
  const next = random(3);
  return samples(seconds, (t) => {
    const beat = Math.floor(t * 2);
    const since = t * 2 - beat;
    const tone = (CHORDS[Math.floor(beat / 4) % 4] ?? [])
      .flatMap((hz) => [1, 2, 3].map((k) => Math.sin(2 * Math.PI * hz * k * t) / k))
      .reduce((sum, each) => sum + each, 0);
    const drum = next() * Math.exp(-since * 30) * 2;
    return amplitude * (tone * Math.exp(-since * 2) + drum);
  });
}

/** A telephone's ringing tone: 425 Hz, 1 s on, 4 s off. */
export function ringing(seconds: number): Int16Array {
  return samples(seconds, (t) => (t % 5 < 1 ? 8_000 * Math.sin(2 * Math.PI * 425 * t) : 0));
}

/** Keys pressed on a telephone: two tones, 100 ms each. */
export function dtmf(seconds: number): Int16Array {
  return samples(seconds, (t) =>
    t % 0.3 < 0.1 ? 6_000 * (Math.sin(2 * Math.PI * 770 * t) + Math.sin(2 * Math.PI * 1_336 * t)) : 0,
  );
}

/** A knock, a door, a cup: short bursts that die away. */
export function knocks(seconds: number): Int16Array {
  const next = random(4);
  return samples(seconds, (t) => next() * 20_000 * Math.exp(-(t % 0.7) * 60));
}

/** Talk too far away to understand: many voices' rhythm without words, as band-limited noise in syllables. */
export function murmur(seconds: number): Int16Array {
  const next = random(5);
  let a = 0;
  let b = 0;
  return samples(seconds, (t) => {
    const x = next();
    a = 0.85 * a + 0.15 * x;
    b = 0.95 * b + 0.05 * a;
    return 30_000 * (a - b) * (1 + Math.sin(2 * Math.PI * 4 * t)) * (1 + Math.sin(2 * Math.PI * 0.7 * t));
  });
}

export function mixed(a: Int16Array, b: Int16Array, gain = 1): Int16Array {
  return a.map((value, i) => Math.max(-32_768, Math.min(32_767, Math.round(value + (b[i] ?? 0) * gain))));
}
