import { mkdirSync, writeFile } from "node:fs";
import { join } from "node:path";
import type { Mouth } from "../../audio/mouth/mouth.ts";
import { writeWav } from "../../audio/pcm/wav.ts";
import type { CallParts, CallPhrase, CallRecord, Standing } from "../channels/phone/port.ts";
import type { HotelConfig } from "../config/hotel-config.ts";
import type { PhoneConfig } from "../config/phone.ts";
import type { ConversationState } from "../conversation/contract.ts";
import { deskNow } from "../conversation/hours.ts";
import { isIdle } from "../conversation/idle.ts";
import { type PhraseKey, SIGNATURES } from "../conversation/phrase-keys.ts";
import { phrase } from "../conversation/phrases.ts";
import { localNow } from "../domain/calendar.ts";
import type { Language } from "../domain/language.ts";
import type { InboundContent } from "../domain/message.ts";
import type { HearOptions, LanguageOdds, Transcript } from "../domain/speech.ts";
import { callTransferred } from "../pipeline/calls.ts";
import type { PipelineContext } from "../pipeline/context.ts";
import { saidGoodbye } from "../pipeline/cut-off-call.ts";
import type { Pipeline } from "../pipeline/pipeline.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { Store } from "../store/contract.ts";

const MOST_NAMES = 12;

/** Ears for a call: samples in, words out. */
export interface Listener {
  hearPcm(pcm: Int16Array, options: HearOptions): Promise<Transcript>;
  oddsOf(pcm: Int16Array, language: Language, signal: AbortSignal): Promise<LanguageOdds>;
}

export interface CallPartsOf {
  readonly phone: PhoneConfig;
  readonly config: HotelConfig;
  readonly store: Store;
  readonly stateDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly speech: { readonly mouth: Pick<Mouth, "speak">; readonly ears: Listener };
  readonly context: PipelineContext;
  readonly pipeline: Pipeline;
  readonly record: CallRecord;
}

/** One call's hold on the rest of hotelbot. */
export function callParts(parts: CallPartsOf): CallParts {
  const { phone, config, store, clock, log, speech, context, pipeline } = parts;
  const { hotel } = config;
  let turns = 0;
  const names = namesDueToday(parts);
  return {
    clock,
    log,
    languages: hotel.languages,
    defaultLanguage: hotel.defaultLanguage,
    oddsOf: (pcm, signal) => speech.ears.oddsOf(pcm, hotel.defaultLanguage, signal),
    hear: (pcm, known, signal) =>
      speech.ears.hearPcm(pcm, {
        ...known,
        among: [hotel.defaultLanguage, ...hotel.languages.filter((each) => each !== hotel.defaultLanguage)],
        prompt: `${context.hearingPrompt(known.language ?? hotel.defaultLanguage)}${names}`,
        signal,
        quick: true,
      }),
    speak: speech.mouth.speak,
    phrase: (language, key) => phraseOf(context, language, key),
    standing: (id) => standingOf(store, id),
    submit: async (record, content, language) => {
      turns++;
      submit(parts, record, content, language, turns);
      pipeline.arrived([record.guestId]);
      await pipeline.settled(record.guestId);
    },
    spoke: (record, language) => store.calls.language(record.id, language),
    transferred: (record) => {
      pipeline
        .inLane(record.guestId, async () => callTransferred(context, record.conversationId))
        .catch((error: unknown) => log.error("a call's end could not be written", { err: error }));
    },
    reception: phone.reception,
    receptionOpen: () => {
      const now = deskNow(hotel, localNow(clock.now(), hotel.timeZone).time);
      return now === "now" || now === "always";
    },
    keep: phone.keepAudio ? (record, turn, pcm, rate) => keep(parts, record, turn, pcm, rate) : undefined,
  };
}

/** The engine spells the names it was given: those of today's arrivals, as many as the prompt bears. */
function namesDueToday({ store, clock, config }: CallPartsOf): string {
  const { date } = localNow(clock.now(), config.hotel.timeZone);
  const due = store.journal.staying(date).filter(({ request }) => request.stay.arrival === date);
  const names = [...new Set(due.map(({ request }) => request.guest.name))].slice(0, MOST_NAMES);
  return names.length === 0 ? "" : ` ${names.join(", ")}.`;
}

function phraseOf({ phrases, hotel }: PipelineContext, language: Language, key: CallPhrase): string {
  const name = `phone.${key}` satisfies PhraseKey;
  const params = SIGNATURES[name] === "hotel" ? { hotel: hotel.name } : {};
  return phrase(phrases, language, name, params as { hotel: string }).speech;
}

export function standingOf(store: Store, conversationId: number): Standing {
  const row = store.conversations.get(conversationId);
  const state = row?.state as ConversationState | undefined;
  const goodbye = saidGoodbye(store, conversationId);
  return {
    mode: row?.mode ?? "bot",
    goodbye: goodbye && (state?.question === undefined || isIdle(state.question)),
    ...(state?.question ? { question: state.question } : {}),
    ...(state?.listing && state.listing.left > 0 ? { more: true } : {}),
    ...(row?.waitingReason ? { reason: row.waitingReason } : {}),
  };
}

/** What the caller did, on disk before anything is made of it. */
function submit(
  { store, clock }: CallPartsOf,
  record: CallRecord,
  content: InboundContent,
  language: Language,
  turn: number,
): void {
  const at = clock.now();
  const conversation = store.conversations.get(record.conversationId);
  const message = {
    channel: "phone" as const,
    externalId: `${record.id}/${turn}`,
    from: conversation?.to ?? { session: `call:${record.id}` },
    language,
    sentAt: at,
    content,
  };
  const parsed = { messages: [message], statuses: [], events: [] };
  const body = Buffer.from(JSON.stringify(message));
  store.inbox.accept([{ channel: "phone", body, receivedAt: at, parsed }]);
}

/** A turn may be kept twice, the second time with more of it: the name is the same. */
function keep(
  { stateDir, log }: CallPartsOf,
  record: CallRecord,
  turn: number,
  pcm: Int16Array,
  rate: number,
): void {
  const folder = join(stateDir, "media", "calls", record.id);
  const failed = (error: unknown): void =>
    log.warn("the sound of a turn could not be kept", { call: record.id, err: error });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    failed(error);
    return;
  }
  writeFile(join(folder, `${turn}.wav`), writeWav({ rate, samples: pcm }), { mode: 0o600 }, (error) => {
    if (error) failed(error);
  });
}
