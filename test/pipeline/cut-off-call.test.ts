import { describe, expect, onTestFinished, test } from "vitest";
import type { ConversationState, Draft, Step } from "../../src/conversation/contract.ts";
import { initialState } from "../../src/conversation/state.ts";
import { step } from "../../src/conversation/step.ts";
import type { Understood } from "../../src/domain/understood.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { placeHold } from "../../src/pipeline/holds.ts";
import { handleGuest } from "../../src/pipeline/turn.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { keptBooking } from "../conversation/support/existing-pms.ts";
import { hotel, limits, phrases, quoteFor, roomTypes } from "../conversation/support/hotel.ts";
import { body } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const PHONE = "34600111222";
const HOUR_MS = 3_600_000;

const HALFWAY: Partial<ConversationState> = {
  step: "collecting",
  draft: { rooms: 1, arrival: "2027-03-03", departure: "2027-03-05" },
  question: "party",
  asked: "party",
};

interface World {
  /** What the guest's last words on the call were: their intent, and how they were said. */
  readonly last?: string;
  readonly words?: string;
  readonly pms?: Partial<PipelineContext["pms"]>;
  readonly step?: Step;
}

/** A greeting, a yes, an hour, or words that mean nothing. */
function understoodAs(text: string): Understood {
  const name = {
    Olá: "greeting",
    Sim: "affirm",
    "Não quero nada": "restart",
    Baixa: "stop",
    Apaguem: "erase_data",
  }[text];
  const time = /^\d\d:\d\d$/.test(text) ? { time: text } : {};
  const intents = name ? [{ name, score: 1, band: "act" } as const] : [];
  return { language: "pt", languageSure: true, slots: { ...time }, text, intents };
}

/** A caller whose call ended like this, and who never wrote before. */
async function calledBefore(spoken: Partial<ConversationState>, why: string | undefined, world: World = {}) {
  const { last } = world;
  const opened = temporaryStore(await temporaryFolder());
  onTestFinished(() => opened.close());
  const { store } = opened;
  const clock = virtualClock();
  const at = clock.now();
  const number = `+${PHONE}`;
  const { conversationId } = store.calls.begin({ id: "c1", direction: "in", from: { phone: number }, at });
  const state = { ...initialState("pt"), greeted: true, ...spoken };
  store.conversations.save(conversationId, 0, { state, mode: state.mode, language: "pt", at });
  if (last) {
    const text = world.words ?? last;
    const understood = { text, intents: [{ name: last, score: 1, band: "act" }], slots: {} };
    const turn = { conversationId, direction: "in", author: "guest", kind: "voice", text, at } as const;
    store.conversations.addTurn({ ...turn, detail: { understood } });
  }
  if (why) store.calls.ended("c1", why, at);
  const context = {
    ...{ hotel, limits, phrases, step: world.step ?? step, initialState, roomTypes, store, clock },
    ids: randomIds(),
    log: silentLogger(),
    understand: understoodAs,
    pms: world.pms,
    holds: { firstMs: 1_200_000, extensionMs: 600_000, extensions: 2 },
    quiet: { whatsapp: { quietMs: 0, longestMs: 0 } },
    voiceReplies: "text",
    canSpeak: () => false,
    seen: () => undefined,
  } as unknown as PipelineContext;
  let count = 0;
  /** Writes; answers what is written back. */
  const write = async (text: string): Promise<string> => {
    const now = clock.now();
    const content = { kind: "text", text } as const;
    const externalId = `w${count++}`;
    const message = {
      channel: "whatsapp",
      externalId,
      from: { phone: PHONE },
      sentAt: now,
      content,
    } as const;
    const [guestId = 0] = store.inbox.accept([body({ messages: [message] }, now)]);
    const written = store.conversations.open(guestId, "whatsapp", { phone: PHONE }, undefined, now);
    const before = store.outbox.ofConversation(written.id, 0).length;
    await handleGuest(context, guestId, () => undefined);
    return JSON.stringify(store.outbox.ofConversation(written.id, 0).slice(before));
  };
  const spokenState = () => store.conversations.get(conversationId)?.state as ConversationState;
  const writtenState = () => {
    const guestId = store.conversations.get(conversationId)?.guestId ?? 0;
    return store.conversations.on(guestId, "whatsapp")?.state as ConversationState;
  };
  return { clock, write, spokenState, writtenState, store, context, conversationId, from: { phone: number } };
}

test.each(["lost", "caller_hung_up", "we_hung_up", "cut_off"])(
  "whose call was %s in the middle of a booking writes «hello», and goes on where it stood",
  async (why) => {
    const { write, spokenState } = await calledBefore(HALFWAY, why);
    expect(await write("Olá")).toMatch(/A chamada caiu: continuamos por aqui\..*quantas pessoas/s);
    expect(spokenState()).toMatchObject({ step: "idle" });
    expect(spokenState()).not.toHaveProperty("draft");
    expect(await write("Olá")).not.toContain("A chamada caiu");
  },
);

test.each<[string, Partial<ConversationState>, string | undefined]>([
  ["the call goes on", HALFWAY, undefined],
  ["they were put through", HALFWAY, "transferred"],
  ["nothing was being arranged", { step: "idle" }, "lost"],
  ["the booking was being made", { ...HALFWAY, step: "booking" }, "lost"],
  ["a person has it", { ...HALFWAY, mode: "person" }, "lost"],
])("nothing of the call is said when %s", async (_when, spoken, why) => {
  const { write, spokenState } = await calledBefore(spoken, why);
  expect(await write("Olá")).not.toContain("A chamada caiu");
  expect(spokenState().draft).toEqual(spoken.draft);
});

test.each(["in", "out"] as const)("a call %s after it, refused or ours, hides nothing", async (direction) => {
  const { clock, write, store, from } = await calledBefore(HALFWAY, "lost");
  clock.advance(5_000);
  store.calls.begin({ id: "c2", direction, from, at: clock.now() });
  store.calls.ended("c2", direction === "in" ? "refused" : "no_answer", clock.now());
  expect(await write("Olá")).toContain("A chamada caiu");
});

test("what was arranged two days before the call that was cut off is not gone on with", async () => {
  const old = { ...HALFWAY, lastGuestAt: virtualClock().now() - 48 * HOUR_MS };
  const { write } = await calledBefore(old, "lost");
  expect(await write("Olá")).not.toContain("A chamada caiu");
});

test("who said goodbye was not cut off", async () => {
  const { write } = await calledBefore(HALFWAY, "we_hung_up", { last: "goodbye" });
  expect(await write("Olá")).not.toContain("A chamada caiu");
});

test.each([
  ["thanks", "Obrigado, vou pensar", "caller_hung_up", false],
  ["thanks", "Gracias, me lo pienso", "lost", false],
  ["thanks", "Thanks, I'll call you back later", "we_hung_up", false],
  ["thanks", "Gracias", "caller_hung_up", false],
  ["thanks", "Gracias", "lost", true],
  ["affirm", "Sí, gracias", "caller_hung_up", true],
] as const)("%s, said as «%s», and then the call was %s: cut off %s", async (last, words, why, cutOff) => {
  const { write } = await calledBefore(HALFWAY, why, { last, words });
  expect((await write("Olá")).includes("A chamada caiu")).toBe(cutOff);
});

test.each(["Baixa", "Apaguem"])(
  "«%s» after a call that was cut off is that, and nothing is gone on with",
  async (said) => {
    const { write, spokenState, store } = await calledBefore(HALFWAY, "lost");
    const answer = await write(said);
    expect(answer).not.toContain("A chamada caiu");
    expect(answer).not.toContain("quantas pessoas");
    expect(spokenState()).not.toHaveProperty("draft");
    const written = store.conversations.on(store.privacy.find({ phone: `+${PHONE}` }) ?? 0, "whatsapp");
    expect(store.stops.isStopped(written?.id ?? 0)).toBe(said === "Baixa");
    expect(await write("Olá")).not.toContain("A chamada caiu");
  },
);

test("who writes two days later begins anew", async () => {
  const { clock, write } = await calledBefore(HALFWAY, "lost");
  clock.advance(48 * HOUR_MS);
  expect(await write("Olá")).not.toContain("A chamada caiu");
});

const STAY = { arrival: "2027-03-03", departure: "2027-03-05" };
const PARTY = { adults: 2, children: 0 };
const TAXI = { kind: "taxi", words: "Um táxi", asked: ["time"], before: "party" } as const;

test("a wish that was being asked about comes along, and what is written first is no answer to it", async () => {
  const asked = { question: "errand_time", asked: "anything", errand: TAXI } as const;
  const { write, spokenState, writtenState } = await calledBefore({ ...HALFWAY, ...asked }, "lost");
  expect(await write("Caiu a chamada")).toContain("a que horas");
  expect(spokenState()).not.toHaveProperty("errand");
  expect(await write("08:30")).toContain("quantas pessoas");
  expect(writtenState()).not.toHaveProperty("errand");
});

test("an hour can be nothing else: it answers at once", async () => {
  const asked = { question: "errand_time", asked: "anything", errand: TAXI } as const;
  const { write } = await calledBefore({ ...HALFWAY, ...asked }, "lost");
  expect(await write("08:30")).not.toContain("a que horas");
});

test("a wake-up call that was read out is read again before a yes counts", async () => {
  const errand = { kind: "wake_up_call", words: "", asked: [], time: "07:00", room: "204" } as const;
  const asked = { question: "errand_confirm", asked: "confirm", errand } as const;
  const { write } = await calledBefore({ ...HALFWAY, ...asked }, "lost");
  expect(await write("Sim")).toContain("Está certo assim");
  expect(await write("Sim")).toContain("Anotado");
});

test("a cancellation that was read out is read again, and nothing is cancelled before a new yes", async () => {
  const booking = keptBooking({ stay: STAY });
  const terms = { kind: "free", fee: booking.total, until: { date: "2027-03-02", time: "15:00" } } as const;
  const existing = { wants: "cancel_booking", booking, terms } as const;
  const asked = { question: "confirm_cancel", asked: "confirm", existing } as const;
  const { write, store } = await calledBefore({ ...HALFWAY, ...asked }, "lost");
  expect(await write("Sim")).toContain("Posso cancelar");
  expect(store.changes.open()).toEqual([]);
});

test("a surname that was asked for on the phone is not read out of what is written first", async () => {
  const existing = { wants: "lookup_booking", code: "K7Q4MX" } as const;
  const asked = { question: "booking_surname", asked: "name", existing } as const;
  const { write, writtenState } = await calledBefore({ ...HALFWAY, ...asked }, "lost");
  await write("Caiu a chamada");
  expect(writtenState()).toMatchObject({ question: "booking_surname", existing });
});

describe("rooms held on the call", () => {
  const quote = quoteFor("double", STAY, PARTY, 1, virtualClock().now());
  const held = (until: number, known: Partial<Draft> = {}): Partial<ConversationState> => {
    const draft = { ...STAY, ...PARTY, rooms: 1, roomType: "double", quote, heldUntil: until, ...known };
    return known.name
      ? { step: "confirming", draft, question: "confirm", asked: "confirm" }
      : { step: "guest_data", draft, question: "name", asked: "name" };
  };

  /** A caller with the last double room held for ten minutes. */
  async function holding(world: World, known?: Partial<Draft>) {
    const now = virtualClock().now();
    const until = now + 600_000;
    const pms = { quote: async () => [{ ...quote, free: 1 }] };
    const guest = await calledBefore(held(until, known), "lost", { pms, ...world });
    const { store, conversationId } = guest;
    const asked = { conversationId, roomType: "double", stay: STAY, rooms: 1, free: 1 };
    placeHold(guest.context, { ...asked, expiresAt: until, at: now });
    const nobody = 999;
    return { ...guest, until, kept: () => store.holds.heldByOthers("double", STAY, nobody, now) };
  }

  test("are held for what is written, once", async () => {
    const { write, kept, store, conversationId, writtenState, until } = await holding({});
    await write("Olá");
    expect(kept()).toBe(1);
    expect(store.holds.of(conversationId, 0)).toBeUndefined();
    expect(writtenState().draft).toMatchObject({ quote, heldUntil: until });
  });

  test("are still held, once, when the turn is cut off before it is written, and when it is done again", async () => {
    let cut = true;
    const cutOff: Step = (input) => {
      if (cut && input.event.kind === "guest") throw new Error("the power is gone");
      return step(input);
    };
    const { write, kept, store, spokenState, writtenState, until } = await holding({ step: cutOff });
    await expect(write("Olá")).rejects.toThrow("the power is gone");
    expect(kept()).toBe(1);
    expect(spokenState().draft?.heldUntil).toBeGreaterThan(0);
    cut = false;
    await write("Olá");
    expect(kept()).toBe(1);
    expect(store.holds.list(0)).toHaveLength(1);
    expect(writtenState().draft?.heldUntil).toBe(until);
    expect(spokenState()).not.toHaveProperty("draft");
  });

  test("are given back when the guest wants nothing any more", async () => {
    const { write, kept } = await holding({});
    await write("Não quero nada");
    expect(kept()).toBe(0);
  });

  test("are not booked by a yes that was no answer to what was read out", async () => {
    const asked = { name: "Ana Pérez", email: "ana@example.com", phone: `+${PHONE}` };
    const { write, store, writtenState } = await holding({}, asked);
    expect(await write("Sim")).toContain("240");
    expect(writtenState()).toMatchObject({ question: "confirm", step: "confirming" });
    await write("Sim");
    expect(store.journal.open()).toHaveLength(1);
  });

  test("are given up at the moment that was said, wherever they are held", async () => {
    const { write, store } = await holding({});
    await write("Olá");
    const dues = store.schedule.due(Number.MAX_SAFE_INTEGER, 10).filter(({ kind }) => kind === "hold");
    expect(dues).toHaveLength(1);
    expect(dues[0]?.conversationId).toBe(store.holds.list(0)[0]?.conversationId);
  });
});
