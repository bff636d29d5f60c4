import { expect, test } from "vitest";
import type { SpeechState, Transcript } from "../../src/domain/speech.ts";
import { HotelbotError } from "../../src/errors.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { hear } from "../../src/pipeline/hear.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import type { InboxRow } from "../../src/store/contract.ts";

const heard: Transcript = {
  text: "una doble",
  language: "es",
  confidence: 0.9,
  seconds: 2,
  speechSeconds: 1,
  engineMs: 1,
};

const note: InboxRow = {
  id: 7,
  guestId: 1,
  receivedAt: 0,
  attempts: 0,
  message: {
    channel: "whatsapp",
    externalId: "w",
    from: { phone: "34600" },
    sentAt: 0,
    content: { kind: "voice", mediaId: "m", mimeType: "audio/ogg", sha256: "" },
  },
};

/** Ears in this state that answer so; what was kept of the note is in `kept`. */
function ears(state: SpeechState, answer: () => Promise<Transcript>) {
  const kept: Transcript[] = [];
  const context = {
    log: silentLogger(),
    hotel: { languages: ["es"], defaultLanguage: "es" },
    hearingPrompt: () => "",
    media: { whatsapp: { fetch: async () => new Uint8Array(1) } },
    ears: { state: () => state, hear: answer },
    store: { inbox: { saveTranscript: (_id: number, transcript: Transcript) => kept.push(transcript) } },
  } as unknown as PipelineContext;
  return { context, kept };
}

test("a voice note that came while hotelbot was starting waits for the engine and is heard", async () => {
  const { context, kept } = ears({ ready: false, why: "it has not been started" }, async () => heard);
  expect(await hear(context, note, "es")).toEqual({ kind: "words", transcript: heard });
  expect(kept).toEqual([heard]);
});

test.each([
  new HotelbotError("SPEECH_ENGINE_MISSING", { what: "gone" }),
  new HotelbotError("AUDIO_UNREADABLE", { what: "not looked at" }),
  new HotelbotError("WHATSAPP_UNREACHABLE", { what: "no line" }),
])("without an engine a voice note is put aside, whatever else went wrong (%s)", async (error) => {
  const { context } = ears({ ready: false, why: "no model" }, () => Promise.reject(error));
  expect(await hear(context, note, "es")).toEqual({ kind: "aside" });
  // A hotel that does not want that asks the guest to write, at once.
  expect(await hear({ ...context, listenAgainMs: 0 }, note, "es")).toEqual({
    kind: "event",
    event: { kind: "unheard", why: "engine" },
  });
});

test("with an engine a line that fails is tried again before the guest is asked", async () => {
  const error = new HotelbotError("WHATSAPP_UNREACHABLE", { what: "no line" });
  const { context } = ears({ ready: true }, () => Promise.reject(error));
  expect(await hear(context, note, "es")).toMatchObject({ kind: "later", afterMs: 2_000 });
  // A broken token is our trouble, not the guest's voice: they are not told that they were not understood.
  expect(await hear(context, { ...note, attempts: 3 }, "es")).toEqual({ kind: "aside" });
});
