/** Tells a caller's own sound from the bot's, coming back by a loudspeaker or a two-wire line. */
export interface EchoGate {
  /** One frame each way, by their levels (RMS). True when what came in is louder than the echo could be. */
  passes(received: number, sent: number): boolean;
}

/** An echo comes back within this: 400 ms of frames. */
const REACH = 20;
/** Below this the bot is between two words, and what comes back says nothing about the line. */
const AUDIBLE = 300;
/** The first second of the bot's speech is what the line is learned from; then it stays as it is. */
const LEARNING = 50;
/** What the echo is taken as: louder than it was in four of five frames, and half as much again. */
const PERCENTILE = 0.8;
const MARGIN = 1.5;
/** An echo as loud as the voice itself could never be interrupted. */
const MOST_COUPLING = 0.7;

/**
 * The echo-return gate of one call. The coupling (how loud the bot comes back, as a share of what was sent) is learned in
 * the first second of its speech, in which nothing passes: with it no false barge-in was seen down to an echo of −6 dB,
 * without it six of six at −12 dB. A caller who talks through that second sounds like the strongest echo there is: while
 * that is what was learned, each further second is learned from too. While the bot is silent everything passes.
 */
export function createEchoGate(): EchoGate {
  const sentLately = new Float64Array(REACH);
  const shares: number[] = [];
  let at = 0;
  let coupling: number | undefined;
  return {
    passes(received, sent) {
      sentLately[at % REACH] = sent;
      at++;
      const loudest = Math.max(...sentLately);
      if (loudest < AUDIBLE) return true;
      const known = coupling;
      if (known === undefined || known >= MOST_COUPLING) {
        shares.push(received / loudest);
        if (shares.length >= LEARNING) coupling = learned(shares.splice(0));
      }
      return known !== undefined && received > loudest * known;
    },
  };
}

function learned(shares: readonly number[]): number {
  const sorted = [...shares].sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length * PERCENTILE)] ?? 0;
  return Math.min(MOST_COUPLING, usual * MARGIN);
}
