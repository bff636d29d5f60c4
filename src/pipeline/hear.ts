import type { ConversationEvent } from "../conversation/contract.ts";
import type { Language } from "../domain/language.ts";
import type { Transcript } from "../domain/speech.ts";
import { asHotelbotError, type ErrorCode } from "../errors.ts";
import type { InboxRow } from "../store/contract.ts";
import type { PipelineContext } from "./context.ts";

/** What a voice note gave: words, or the reason there are none, or «try again at», or «not now, and nobody waits for it». */
export type Heard =
  | { readonly kind: "aside" }
  | { readonly kind: "words"; readonly transcript: Transcript }
  | { readonly kind: "event"; readonly event: ConversationEvent }
  | { readonly kind: "later"; readonly afterMs: number; readonly why: string };

/** Fetching is tried this often before the guest is told: 2 + 8 + 30 s is as long as a guest waits. */
const RETRY_MS = [2_000, 8_000, 30_000] as const;
const USUAL_LISTEN_AGAIN_MS = 2 * 3_600_000;
const TRANSIENT: readonly ErrorCode[] = ["WHATSAPP_UNREACHABLE", "SPEECH_ENGINE_TIMEOUT"];

/**
 * Hears one voice note: fetched from its channel, transcribed by the local engine, kept with the message so that a
 * restart does not hear it again. Never rejects for what a guest or the network can do, and never invents a word.
 */
export async function hear(
  context: PipelineContext,
  row: InboxRow,
  language: Language | undefined,
): Promise<Heard> {
  const content = row.message.content;
  if (content.kind !== "voice") throw new Error(`not a voice note: ${content.kind}`);
  if (row.transcript) return heardAs(row.transcript);
  const source = context.media[row.message.channel];
  if (!source) return unheard("unclear");
  try {
    const audio = await source.fetch(content.mediaId, content.sha256);
    const transcript = await context.ears.hear(audio, content.mimeType, {
      ...(language ? { language } : {}),
      among: context.hotel.languages,
      prompt: context.hearingPrompt(language ?? context.hotel.defaultLanguage),
    });
    context.store.inbox.saveTranscript(row.id, transcript);
    return heardAs(transcript);
  } catch (thrown) {
    return couldNot(context, row, thrown);
  }
}

function heardAs(transcript: Transcript): Heard {
  return transcript.refused || transcript.text.trim() === ""
    ? unheard("unclear")
    : { kind: "words", transcript };
}

function unheard(why: "engine" | "unclear"): Heard {
  return { kind: "event", event: { kind: "unheard", why } };
}

function couldNot(context: PipelineContext, row: InboxRow, thrown: unknown): Heard {
  const error = asHotelbotError(thrown);
  context.log.warn(error.message, { code: error.code, inbox: row.id, attempts: row.attempts });
  // Asked only now: an engine that was still starting has been waited for, so that a restart is not a deaf hotel.
  if (!context.ears.state().ready) return notNow(context);
  const wait = RETRY_MS[row.attempts];
  if (TRANSIENT.includes(error.code) && wait !== undefined) {
    return { kind: "later", afterMs: wait, why: error.message };
  }
  // «I could not make it out» would be a lie about a note that never came here.
  const ours =
    error.code.startsWith("SPEECH_") || error.code === "INTERNAL" || TRANSIENT.includes(error.code);
  return ours ? notNow(context) : unheard("unclear");
}

/** Where the hotel wants it, what could not be heard is tried again later. */
function notNow(context: PipelineContext): Heard {
  return listenAgainMs(context) > 0 ? { kind: "aside" } : unheard("engine");
}

/** For so long after it came a voice note is tried again. */
export function listenAgainMs(context: Pick<PipelineContext, "listenAgainMs">): number {
  return context.listenAgainMs ?? USUAL_LISTEN_AGAIN_MS;
}
