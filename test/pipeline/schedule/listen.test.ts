import { expect, test } from "vitest";
import type { SpeechState, Transcript } from "../../../src/domain/speech.ts";
import { HotelbotError } from "../../../src/errors.ts";
import type { PipelineContext } from "../../../src/pipeline/context.ts";
import { handleGuest } from "../../../src/pipeline/turn.ts";
import type { OpenStore } from "../../../src/store/open.ts";
import { body } from "../../store/support/messages.ts";
import { temporaryFolder, temporaryStore } from "../../store/support/opened.ts";
import { HOUR, MINUTE, planned, START, type WildClock, wildClock } from "./support.ts";

const PHONE = "34600000001";
const transcript = (text: string): Transcript => ({
  text,
  language: "es",
  confidence: 0.9,
  seconds: 2,
  speechSeconds: 1,
  engineMs: 1,
});

/** A hotel whose ears may be deaf, in a folder that outlives it. */
function hotelWithEars(folder: string, clock: WildClock, more: Partial<PipelineContext> = {}) {
  const opened: OpenStore = temporaryStore(folder);
  const ears = { state: { ready: false, why: "no engine" } as SpeechState, heard: "" };
  const { context, scheduler, alarms } = planned(opened.store, clock, {
    context: {
      understand: (text: string) => ({
        text,
        language: "es",
        languageSure: true,
        intents: [{ name: text.includes("fuego") ? "emergency" : "thanks", score: 1, band: "act" }],
        slots: {},
      }),
      hearingPrompt: () => "",
      media: { whatsapp: { fetch: async () => new Uint8Array(1) } },
      ears: {
        state: () => ears.state,
        hear: async () => {
          if (ears.state.ready) return transcript(ears.heard);
          throw new HotelbotError("SPEECH_ENGINE_MISSING", { what: "gone" });
        },
      },
      holds: { firstMs: 1_200_000, extensionMs: 600_000, extensions: 2 },
      quiet: { whatsapp: { quietMs: 0, longestMs: 0 } } as PipelineContext["quiet"],
      seen: () => undefined,
      ...more,
    },
  });
  let count = 0;
  const arrives = async (content: { kind: "voice" } | { kind: "text"; text: string }): Promise<void> => {
    const externalId = `w${clock.now()}-${count++}`;
    const media = { mediaId: `m${externalId}`, mimeType: "audio/ogg", sha256: "" };
    const message = {
      channel: "whatsapp",
      externalId,
      from: { phone: PHONE },
      sentAt: clock.now(),
      content: content.kind === "voice" ? { ...content, ...media } : content,
    } as const;
    const [guestId = 0] = opened.store.inbox.accept([body({ messages: [message] }, clock.now())]);
    await handleGuest(context, guestId, () => undefined);
  };
  const conversation = () =>
    opened.store.conversations.open(1, "whatsapp", { phone: PHONE }, undefined, clock.now());
  const said = (): string[] =>
    opened.store.outbox
      .ofConversation(conversation().id, 0)
      .map(({ content }) => (content.kind === "text" ? content.text : content.kind));
  return { ...opened, context, scheduler, alarms, ears, arrives, said, conversation };
}

test("a voice note that cannot be heard is told of once, and answered after a restart when it can be", async () => {
  const clock = wildClock();
  const folder = temporaryFolder();
  const deaf = hotelWithEars(folder, clock);
  await deaf.arrives({ kind: "voice" });
  expect(deaf.said()).toEqual([expect.stringContaining("Ahora mismo no puedo escuchar audios. Guardo")]);
  for (const until = clock.at + HOUR; clock.at < until; clock.at += MINUTE) await deaf.scheduler.round();
  expect(deaf.said()).toHaveLength(1);
  deaf.close();

  const well = hotelWithEars(folder, clock);
  well.ears.state = { ready: true };
  well.ears.heard = "gracias";
  clock.at += 5 * MINUTE;
  await well.scheduler.round();
  await well.scheduler.round();
  expect(well.said()).toHaveLength(2);
  expect(well.said()[1]).not.toContain("audio");
  const heard = well.store.conversations
    .turns(well.conversation().id, 20)
    .filter(({ kind }) => kind === "voice");
  expect(heard.map(({ text }) => text)).toEqual(["", "gracias"]);
  expect(well.store.schedule.nextDue()).toBeUndefined();
  well.close();
});

test("after the hotel's time the guest is asked to write, once, and the desk sees it", async () => {
  const clock = wildClock();
  const { store, scheduler, arrives, said, conversation } = hotelWithEars(temporaryFolder(), clock, {
    listenAgainMs: 30 * MINUTE,
  });
  await arrives({ kind: "voice" });
  for (const until = clock.at + HOUR; clock.at < until; clock.at += MINUTE) await scheduler.round();
  expect(said()).toEqual([
    expect.stringContaining("Guardo el que has enviado"),
    expect.stringContaining("Al final no he podido escuchar el audio"),
  ]);
  expect(conversation()).toMatchObject({ mode: "bot", waitingReason: "unheard" });
  expect(store.schedule.skipped(START)).toMatchObject([{ kind: "voice_note", subject: "inbox:1" }]);
});

test("what is urgent in it rings at the desk, and a person who has the conversation reads what was said", async () => {
  const clock = wildClock();
  const hotel = hotelWithEars(temporaryFolder(), clock);
  await hotel.arrives({ kind: "voice" });
  const { id, version, state } = hotel.conversation();
  const taken = { ...(state as object), mode: "person" };
  hotel.store.conversations.save(id, version, { state: taken, mode: "person", language: "es", at: clock.at });
  hotel.ears.state = { ready: true };
  hotel.ears.heard = "hay fuego en la cocina";
  clock.at += MINUTE;
  await hotel.scheduler.round();
  expect(hotel.alarms()).toBe(1);
  const { waitingReason } = hotel.conversation();
  expect(waitingReason).toBe("emergency");
  expect(hotel.store.conversations.turns(id, 20).map(({ text }) => text)).toContain("hay fuego en la cocina");
});
