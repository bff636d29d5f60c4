/** Sound without a file: one soft tone for a guest who waits, a rising pair for an emergency. */
const TONES = {
  waiting: [
    [660, 0],
    [880, 0.16],
  ],
  emergency: [
    [740, 0],
    [988, 0.18],
    [740, 0.36],
    [988, 0.54],
  ],
};

/** A browser lets a page sound only after somebody has done something on it: call `start` from a click. */
export function createCue(AudioContext = globalThis.AudioContext ?? globalThis.webkitAudioContext) {
  let context;
  return {
    start() {
      if (!AudioContext) return false;
      context ??= new AudioContext();
      void context.resume();
      return true;
    },
    play(kind) {
      if (!context) return;
      for (const [pitch, after] of TONES[kind]) tone(context, pitch, context.currentTime + after);
    },
  };
}

function tone(context, pitch, at) {
  const voice = context.createOscillator();
  const loudness = context.createGain();
  voice.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
  voice.connect(loudness).connect(context.destination);
  voice.start(at);
  voice.stop(at + 0.32);
}
