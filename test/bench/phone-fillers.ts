import { createMouth } from "../../audio/mouth/mouth.ts";
import { resampler } from "../../audio/pcm/resample.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { phrases } from "../conversation/support/hotel.ts";

const FRAME = 160;
const AUDIBLE = 200;

/** How long the sound is, ms, when it is the words for the wait («Un momento, lo miro.»); undefined for anything else. */
export type FillerOf = (frames: readonly Int16Array[]) => number | undefined;

/** The voice says the same words in the same samples, so that the first audible frame tells them from an answer. */
export async function fillers(): Promise<FillerOf> {
  const mouth = createMouth({ spares: 0 });
  const known = await Promise.all(
    LANGUAGES.map(async (language) => {
      const pcm = resampler(
        16_000,
        8_000,
      )(await mouth.speak(phrases.plain(language, "phone.filler"), language));
      let at = 0;
      while (at < pcm.length && !pcm.subarray(at, at + FRAME).some((each) => Math.abs(each) > AUDIBLE))
        at += FRAME;
      return { first: pcm.slice(at, at + FRAME), ms: (pcm.length - at) / 8 };
    }),
  );
  return (frames) => {
    const [first] = frames;
    return known.find((each) => first?.every((sample, i) => sample === each.first[i]))?.ms;
  };
}
