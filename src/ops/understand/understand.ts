import { z } from "zod";
import { isLocalDate, type LocalNow, localNow, weekdayOf } from "../../domain/calendar.ts";
import type { UnderstandContext } from "../../domain/understood.ts";
import { HotelbotError } from "../../errors.ts";
import { packageRoot } from "../../platform/package-root.ts";
import { commandsOf } from "../../understanding/commands.ts";
import { loadUnderstanding, readData } from "../../understanding/load.ts";
import { openAdvisers } from "../../understanding/second/open.ts";
import { type SecondOpinion, secondOpinion } from "../../understanding/second/second-opinion.ts";
import type { Heard } from "./answers.ts";
import { type HeardHotel, heardHotel } from "./hotel.ts";

const ASKED = [
  ...["arrival", "departure", "stay", "party", "room_type", "choice", "name", "email", "phone"],
  ...["confirm", "language", "anything"],
] as const;

/** A sentence to understand. Without `now` it is said now; `channel` «phone» is a transcript. */
export const Question = z.strictObject({
  text: z.string(),
  lang: z.enum(["es", "en", "pt"]).optional(),
  now: z.string().optional(),
  asked: z.enum(ASKED as readonly [string, ...string[]]).optional(),
  channel: z.enum(["whatsapp", "chat", "phone", "desk"]).optional(),
});
export type Question = z.infer<typeof Question>;

/**
 * Makes one reader of a hotel's (about a second) that answers any number of sentences. `now` in a question is
 * `2026-11-24` or `2026-11-24T10:30` by the hotel's clock, or a moment with its offset. `own`: of the intents only those that the
 * hotel's questions name. Throws CONFIG_*; answers reject with USAGE.
 */
export function openUnderstanding(
  path: string | undefined,
  clock: () => number,
  own = false,
): (question: Question) => Promise<Heard> {
  const hotel = heardHotel(path);
  const understanding = loadUnderstanding(packageRoot(), hotel);
  const reconsider = secondOpinionOf(hotel, clock);
  const ours = new Set(hotel.questions.map((each) => each.extends ?? each.id));
  return async ({ text, lang, now, asked, channel }) => {
    const context: UnderstandContext = {
      now: now === undefined ? localNow(clock(), hotel.timeZone) : wallClock(now, hotel.timeZone),
      ...(lang ? { language: lang } : {}),
      ...(asked ? { asked: asked as NonNullable<UnderstandContext["asked"]> } : {}),
      ...(channel === "phone" ? { spoken: true } : {}),
    };
    const all = await reconsider(understanding.understand(text, context));
    const intents = own ? all.intents.filter(({ name }) => ours.has(name)) : all.intents;
    const understood = { ...all, intents };
    return {
      language: understood.language,
      ...(understood.foreign ? { foreign: understood.foreign } : {}),
      intents: [...intents],
      slots: { ...understood.slots },
      commands: commandsOf(understood).map((each) =>
        each.command === "clarify" ? { ...each, intents: [...each.intents] } : each,
      ),
    };
  };
}

/** As the daemon asks it; where hotel.yaml names no models, what was understood stands. */
function secondOpinionOf({ advisers, questions }: HeardHotel, now: () => number): SecondOpinion {
  const opened = advisers ? openAdvisers(advisers, readData(packageRoot()).phrases, questions) : [];
  return secondOpinion({ advisers: opened, now });
}

/** One line of `--jsonl`. Throws USAGE with its number. */
export function parseQuestion(line: string, number: number): Question {
  const wrong = (what: string): HotelbotError =>
    new HotelbotError("USAGE", { what: `line ${number}: ${what}` });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw wrong("is not JSON");
  }
  const parsed = Question.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrong(`${issue?.path.join(".") || "it"}: ${issue?.message ?? "is not understood"}`);
}

const WALL = /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::\d{2})?)?$/;

function wallClock(text: string, timeZone: string): LocalNow {
  const wall = WALL.exec(text);
  if (wall?.[1] && isLocalDate(wall[1])) {
    const time = wall[2] ? `${wall[2]}:${wall[3]}` : "12:00";
    return {
      epochMs: Date.parse(`${wall[1]}T${time}:00Z`),
      date: wall[1],
      time,
      weekday: weekdayOf(wall[1]),
    };
  }
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw new HotelbotError("USAGE", { what: `«${text}» is no date or time` });
  return localNow(moment, timeZone);
}
