import { SUBJECTS, SWITCHABLE, TRANSACTIONS } from "../domain/question.ts";
import { nearest } from "../platform/nearest.ts";
import { answerOf, faqEntries, subjectNamed } from "./faq.ts";
import type { Problem } from "./problems.ts";
import type { HotelFile } from "./schema.ts";

/** Only what ships, may be missing and is not asked for elsewhere in the file can be turned off. */
export function checkTurnedOff(file: HotelFile): Problem[] {
  const entries = faqEntries(file);
  return (file.understanding?.off ?? []).flatMap((name, index): Problem[] => {
    const say = (what: string): Problem[] => [{ path: ["understanding", "off", index], what }];
    const subject = subjectNamed(name);
    if (TRANSACTIONS.has(subject))
      return say(`«${name}» acts on bookings or people: it cannot be turned off`);
    if (!SWITCHABLE.includes(subject)) {
      if (SUBJECTS.includes(subject)) return say(`no conversation can do without «${name}»`);
      const near = nearest(subject, SWITCHABLE);
      return say(`«${name}» is none of the subjects hotelbot knows${near ? `, did you mean «${near}»` : ""}`);
    }
    const extending = entries.find(({ entry }) => entry.extends && subjectNamed(entry.extends) === subject);
    if (extending) return say(`«${name}» is turned off, but faq «${extending.id}» extends it`);
    const untaught = entries.find((each) => each.id === subject && answerOf(each) && !each.entry.phrases);
    return untaught ? say(`«${name}» is turned off, but faq answers it and has no phrases of its own`) : [];
  });
}
