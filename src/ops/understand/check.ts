import { localNow } from "../../domain/calendar.ts";
import { packageRoot } from "../../platform/package-root.ts";
import { readData } from "../../understanding/load.ts";
import { testKnowledge } from "../../understanding/self-test.ts";
import { developersFolder, weightStore } from "../../understanding/weight-files.ts";
import type { KnowledgeReport } from "./answers.ts";
import { heardHotel } from "./hotel.ts";

/** Tests the questions of a hotel.yaml against each other and against everything that ships. Throws CONFIG_*. */
export function checkKnowledge(path: string | undefined, now: number): KnowledgeReport {
  const hotel = heardHotel(path);
  const { questions, timeZone } = hotel;
  const phrases = questions.flatMap((each) => Object.values(each.phrases).flat()).length;
  const weights = weightStore(packageRoot(), developersFolder(packageRoot()));
  const findings = testKnowledge(readData(packageRoot()), { ...hotel, weights }, localNow(now, timeZone));
  return { questions: questions.length, phrases, off: [...(hotel.off ?? [])], findings };
}

type Finding = KnowledgeReport["findings"][number];

/** A finding as a sentence. */
export function findingLine({ kind, question, phrase, with: other }: Finding): string {
  switch (kind) {
    case "few_phrases":
      return `${question}: fewer than five phrases in a language; add what guests really say`;
    case "unheard":
      return `${question}: «${phrase}» is recognised only word for word; add phrases like it, or keywords`;
    case "confused":
      return `${question}: what is said like «${phrase}» may be taken for «${other}»`;
    case "shadows":
      return `${question}: «${phrase}» sounds like «${other}», which acts: guests will be taken to want that`;
  }
}
