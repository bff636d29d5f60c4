/**
 * What Whisper says when nobody speaks: the credits and farewells of the videos it learned from. The first list no
 * guest says to a hotel; the second they do say, but not in a breath shorter than the words take.
 */
const NEVER = [
  /amara\.?\s*org/,
  /subt[ií]tulos? (realizados?|por|de|creados?|en) /,
  /legendas? (pela|por|da) /,
  /subtitles? (by|created) /,
  /gracias por (ver|mirar) (el|este) v[ií]deo/,
  /obrigad[oa] por assistir/,
  /thanks? (you )?(so much )?for watching/,
  /suscr[ií]bete( al? (mi )?canal)?/,
  /inscreva-?se no canal/,
  /(like and|please) subscribe/,
  /^(m[úu]sica|music|aplausos|applause|risas|risos|laughter)\.?$/,
  /www\.[a-z]+\.(com|org)/,
];

const BREATH = [
  /^(you|bye|thank you|thanks)[.!]?$/,
  /^(¡?gracias|adi[óo]s)[.!]?$/,
  /^(obrigad[oa]|tchau)[.!]?$/,
  /^(e aí|é|eh|ah|oh|uh|mm+|hm+)[.!?]?$/,
];

const BREATH_SECONDS = 0.3;

/** True when the text is one of the model's inventions for silence, given the seconds of speech there were. Pure. */
export function isPhantom(text: string, speechSeconds: number): boolean {
  const plain = text.trim().toLowerCase();
  if (NEVER.some((pattern) => pattern.test(plain))) return true;
  return speechSeconds < BREATH_SECONDS && BREATH.some((pattern) => pattern.test(plain));
}
