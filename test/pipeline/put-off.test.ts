import { expect, test } from "vitest";
import { initialState } from "../../src/conversation/state.ts";
import { step } from "../../src/conversation/step.ts";
import type { Address, InboundContent } from "../../src/domain/message.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import { putOffUntil } from "../../src/pipeline/quiet.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { hotel, limits, phrases } from "../conversation/support/hotel.ts";
import { body } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const PHONE: Address = { phone: "34600000001" };

/** A pipeline whose turns fail while `broken`; every word of a guest reads as a thank-you, «fuego» as an emergency. */
function pipelineOf(more: Partial<PipelineContext> = {}) {
  const clock = virtualClock();
  const { store } = temporaryStore();
  const mood = { broken: false, tries: 0 };
  const context = {
    store,
    clock,
    ids: randomIds(),
    log: silentLogger(),
    hotel,
    roomTypes: [],
    limits,
    phrases,
    initialState,
    step: (input: Parameters<typeof step>[0]) => {
      mood.tries += 1;
      if (mood.broken) throw new Error("a bug of ours");
      return step(input);
    },
    understand: (text: string) => ({
      text,
      language: "es",
      languageSure: true,
      intents: [{ name: text.includes("fuego") ? "emergency" : "thanks", score: 1, band: "act" }],
      slots: {},
    }),
    holds: { firstMs: 1_200_000, extensionMs: 600_000, extensions: 2 },
    quiet: { whatsapp: { quietMs: 0, longestMs: 0 } },
    hearingPrompt: () => "",
    voiceReplies: "text",
    canSpeak: () => false,
    seen: () => undefined,
    ...more,
  } as unknown as PipelineContext;
  const pipeline = createPipeline(context, { queued: () => undefined });
  let count = 0;
  /** A message is on disk and the pipeline is told; what it begins is left to run. */
  async function arrives(content: InboundContent, from = PHONE): Promise<number> {
    const message = {
      channel: "whatsapp",
      externalId: `w${count++}`,
      from,
      sentAt: clock.now(),
      content,
    } as const;
    const [guestId = 0] = store.inbox.accept([body({ messages: [message] }, clock.now())]);
    pipeline.arrived([guestId]);
    await idle();
    return guestId;
  }
  return { clock, store, mood, pipeline, arrives };
}

/** Whatever was begun and waits for nothing outside has ended; a second turn waits for a timer of a millisecond. */
async function idle(): Promise<void> {
  for (let n = 0; n < 50; n++) await new Promise((resolve) => setImmediate(resolve));
}

const text = (words: string): InboundContent => ({ kind: "text", text: words });

test("a message during the wait of a failed turn joins it, and does not begin it anew", async () => {
  const { clock, store, mood, arrives } = pipelineOf();
  mood.broken = true;
  const guestId = await arrives(text("hola"));
  expect(mood.tries).toBe(1);
  clock.advance(500);
  await arrives(text("¿hola?"));
  await arrives(text("¿hay alguien?"));
  expect(mood.tries).toBe(1);
  clock.advance(500);
  await expect.poll(() => mood.tries).toBe(2);
  await arrives(text("venga"));
  clock.advance(3_999);
  await idle();
  expect(mood.tries).toBe(2);
  mood.broken = false;
  clock.advance(1);
  await expect.poll(() => store.inbox.pending(guestId)).toEqual([]);
  expect(store.outbox.ofConversation(1, 0)).toHaveLength(1);
});

test("only what is urgent does not wait", async () => {
  const { store, mood, arrives } = pipelineOf();
  mood.broken = true;
  const guestId = await arrives(text("hola"));
  mood.broken = false;
  await arrives(text("¡hay fuego!"));
  await expect.poll(() => store.inbox.pending(guestId)).toEqual([]);
  expect(store.conversations.get(1)?.waitingReason).toBe("emergency");
});

test("a wait that was set before the clock was put back is over", () => {
  expect(putOffUntil([{ notBefore: 90_000 }, {}], 60_000)).toBe(90_000);
  expect(putOffUntil([{ notBefore: 3_600_000 }, { notBefore: 61_000 }], 60_000)).toBe(61_000);
  expect(putOffUntil([{}], 60_000)).toBe(0);
});

test("a guest who turns out to be another one while their voice note is fetched is answered once", async () => {
  const fetches: (() => void)[] = [];
  const heard = { text: "gracias", language: "es", confidence: 1, seconds: 1, speechSeconds: 1, engineMs: 1 };
  const { store, arrives } = pipelineOf({
    media: {
      whatsapp: {
        fetch: () => new Promise((resolve) => fetches.push(() => resolve(new Uint8Array(1)))),
      },
    },
    ears: { hear: async () => heard, state: () => ({ ready: true }) },
  } as unknown as Partial<PipelineContext>);
  const byName = { userId: "ES.13491208655302741918" };
  await arrives(text("hola"), PHONE);
  const nameless = await arrives({ kind: "voice", mediaId: "m", mimeType: "audio/ogg", sha256: "" }, byName);
  expect(fetches).toHaveLength(1);
  const known = await arrives(text("soy yo"), { ...PHONE, ...byName });
  expect(known).not.toBe(nameless);
  // The lane of the guest they turned out to be fetches it as well; whichever comes first, one answers.
  for (let n = 0; n < 3; n++) {
    for (const fetched of fetches.splice(0)) fetched();
    await idle();
  }
  await expect.poll(() => store.inbox.pending(known)).toEqual([]);
  await expect.poll(() => store.inbox.pending(nameless)).toEqual([]);
  const conversation = store.conversations.on(known, "whatsapp")?.id ?? 0;
  const spoken = [1, 2, 3].flatMap((id) =>
    store.conversations.get(id)
      ? store.conversations.turns(id, 20).filter(({ kind, text }) => kind === "voice" && text === "gracias")
      : [],
  );
  expect(spoken).toMatchObject([{ conversationId: conversation }]);
});
