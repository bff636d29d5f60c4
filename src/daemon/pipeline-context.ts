import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { HotelConfig } from "../config/hotel-config.ts";
import { parsePhrases } from "../conversation/phrases.ts";
import { initialState } from "../conversation/state.ts";
import { step } from "../conversation/step.ts";
import { LANGUAGES, type Language } from "../domain/language.ts";
import type { PipelineContext } from "../pipeline/context.ts";
import type { Clock } from "../platform/clock.ts";
import type { Ids } from "../platform/ids.ts";
import type { Logger } from "../platform/logger.ts";
import type { Pms } from "../pms/port.ts";
import type { Store } from "../store/contract.ts";
import { countryOf } from "../understanding/country.ts";
import { loadUnderstanding, readData } from "../understanding/load.ts";
import { openAdvisers } from "../understanding/second/open.ts";
import { type SecondOpinion, secondOpinion } from "../understanding/second/second-opinion.ts";
import { developersFolder } from "../understanding/weight-files.ts";
import { hearingPrompt } from "./hearing-prompt.ts";
import type { Speech } from "./speech.ts";
import type { WhatsAppLink } from "./whatsapp.ts";

export interface ContextParts {
  readonly root: string;
  /** Where what was learned of guests' words is kept from one start to the next. */
  readonly stateDir?: string;
  readonly config: HotelConfig;
  readonly store: Store;
  readonly pms: Pms;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly speech: Speech;
  readonly link: WhatsAppLink | undefined;
}

/** What is typed in a terminal is a turn at once: nobody bursts there. */
const AT_ONCE = { quietMs: 0, longestMs: 0 };

/** Everything the pipeline joins, with the shipped phrases and words read once. */
export async function pipelineContext(parts: ContextParts): Promise<PipelineContext> {
  const { root, config, store, pms, clock, ids, log, speech, link } = parts;
  const { hotel, limits, holds, quiet, loop } = config;
  const roomTypes = await pms.roomTypes();
  const country = countryOf(hotel.phone);
  const understanding = loadUnderstanding(
    root,
    {
      languages: [hotel.defaultLanguage, ...hotel.languages.filter((each) => each !== hotel.defaultLanguage)],
      roomTypes,
      questions: config.questions,
      ...(config.understanding?.off ? { off: config.understanding.off } : {}),
      ...(country ? { country } : {}),
    },
    developersFolder(root) ?? (parts.stateDir && join(parts.stateDir, "understanding")),
  );
  return {
    store,
    pms,
    clock,
    ids,
    log,
    hotel,
    roomTypes,
    limits,
    loop,
    phrases: parsePhrases(await phraseFiles(root), {
      wording: config.wording,
      forms: await readPhrases(root, "wording"),
    }),
    step,
    initialState,
    understand: (text, context) => understanding.understand(text, context),
    ...secondOpinionOf(parts),
    ears: speech.ears,
    media: link ? { whatsapp: link.media } : {},
    hearingPrompt: hearingPrompt(hotel, roomTypes),
    holds,
    quiet: { whatsapp: quiet, chat: AT_ONCE, phone: AT_ONCE, desk: AT_ONCE },
    voiceReplies: config.speech.replies,
    listenAgainMs: config.speech.listenAgainMs,
    onWhatsApp: link !== undefined,
    canSpeak: () => speech.mouth.state().ready,
    seen: (burst) => {
      const last = burst.at(-1)?.message;
      // Marking the last one read marks the earlier ones too; whether it worked changes nothing.
      if (last?.channel === "whatsapp") void link?.graph.markRead(last.externalId, true);
    },
  };
}

/** Empty unless hotel.yaml names models on this machine. */
function secondOpinionOf({ root, config, clock, log }: ContextParts): { secondOpinion?: SecondOpinion } {
  if (!config.understanding) return {};
  const advisers = openAdvisers(config.understanding, readData(root).phrases, config.questions);
  const failed = (adviser: string, why: string): void =>
    log.warn("a model that hotel.yaml names gave no advice", { adviser, why });
  return { secondOpinion: secondOpinion({ advisers, now: () => clock.now(), failed }) };
}

function readPhrases(root: string, file: string): Promise<string> {
  return readFile(join(root, "src", "conversation", "phrases", `${file}.yaml`), "utf8");
}

async function phraseFiles(root: string): Promise<Record<Language, string>> {
  const texts = await Promise.all(
    LANGUAGES.map(async (language) => [language, await readPhrases(root, language)] as const),
  );
  return Object.fromEntries(texts) as Record<Language, string>;
}
