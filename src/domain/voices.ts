import type { Language } from "./language.ts";

/** The voices of espeak-ng (1.50 and later) for each language, without those of MBROLA. */
export const VOICES = {
  es: ["es", "es-419"],
  en: ["en-us", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-gb-x-gbclan", "en-gb-x-gbcwmd", "en-029"],
  pt: ["pt-br", "pt"],
} as const satisfies Record<Language, readonly [string, ...string[]]>;

/** The voice each language is spoken in. */
export type Voices = { readonly [L in Language]: (typeof VOICES)[L][number] };

export const DEFAULT_VOICES: Voices = { es: "es", en: "en-us", pt: "pt-br" };
