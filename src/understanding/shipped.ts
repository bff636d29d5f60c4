import { LANGUAGES } from "../domain/language.ts";
import { type Slang, shippedParts } from "./build.ts";
import { trainModel } from "./model.ts";
import type { UnderstandingData } from "./understand.ts";
import type { WeightStore } from "./weights.ts";

export const slangOf = (data: UnderstandingData): Slang =>
  new Map(LANGUAGES.map((language) => [language, new Map(Object.entries(data.slang[language]))] as const));

/** Learns what ships and keeps it: 2 to 4 seconds of the processor, unless it is kept already. */
export function learnShipped(data: UnderstandingData, store: WeightStore): void {
  trainModel({ ...shippedParts(data, slangOf(data)), store });
}
