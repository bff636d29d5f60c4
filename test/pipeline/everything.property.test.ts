import fc from "fast-check";
import { expect, test } from "vitest";
import { demoHotelPath, loadHotel } from "../../src/config/load.ts";
import { initialState } from "../../src/conversation/state.ts";
import { step } from "../../src/conversation/step.ts";
import type { Slots } from "../../src/domain/understood.ts";
import { HotelbotError } from "../../src/errors.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { createPipeline } from "../../src/pipeline/pipeline.ts";
import { createScheduler } from "../../src/pipeline/schedule/scheduler.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { seedHouse } from "../../src/pms/house/definition.ts";
import { housePms } from "../../src/pms/house/house.ts";
import type { Pms } from "../../src/pms/port.ts";
import { phrases } from "../conversation/support/hotel.ts";
import { body } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const MINUTE = 60_000;
const PHONE = "34600000001";

/** What a line of the guest means; «everything» is a whole booking in one breath. */
const MEANS: Readonly<Record<string, { readonly intent: string; readonly slots?: Slots }>> = {
  everything: {
    intent: "book",
    slots: {
      stay: { arrival: "2027-03-03", departure: "2027-03-05" },
      adults: 2,
      roomType: "double",
      name: "Ana Pérez",
      email: "ana@example.com",
      phone: "+34600000001",
    },
  },
  yes: { intent: "affirm" },
  no: { intent: "deny" },
  longer: { intent: "modify_booking", slots: { stay: { departure: "2027-03-06" } } },
  cancel: { intent: "cancel_booking" },
  towels: { intent: "housekeeping" },
  person: { intent: "person" },
};

/** How the PMS is: well, silent, refusing what is written, or doing it without an answer. */
type Mood = "well" | "down" | "refuses" | "mute";

type Happening =
  | { readonly do: "say"; readonly line: string }
  | { readonly do: "wait"; readonly minutes: number }
  | { readonly do: "mood"; readonly mood: Mood }
  | { readonly do: "restart" | "take" | "release" };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(...Object.keys(MEANS), "yes", "yes", "yes", "yes", "everything", "everything")
      .map((line) => ({ do: "say" as const, line })),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(0, 1, 6, 25, 90).map((minutes) => ({ do: "wait" as const, minutes })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<Mood>("well", "well", "down", "refuses", "mute")
      .map((mood) => ({ do: "mood" as const, mood })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("restart" as const, "restart" as const, "take" as const, "release" as const)
      .map((what) => ({ do: what })),
  },
);

/** The PMS in a mood: its writes are done, or not, and answered, or not. */
function moody(pms: Pms, mood: () => Mood): Pms {
  const asked =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>, writes: boolean) =>
    async (...args: A): Promise<T> => {
      const now = mood();
      if (now === "down") throw new HotelbotError("PMS_UNAVAILABLE", { what: "no line" });
      if (now === "refuses" && writes) throw new HotelbotError("PMS_REFUSED", { what: "full" });
      const answer = await call(...args);
      if (now === "mute" && writes) throw new HotelbotError("PMS_UNKNOWN", { what: "no answer" });
      return answer;
    };
  return {
    ...pms,
    quote: asked(pms.quote, false),
    findByReference: asked(pms.findByReference, false),
    findByCode: asked(pms.findByCode, false),
    similar: asked(pms.similar, false),
    create: asked(pms.create, true),
    change: asked(pms.change, true),
    cancel: asked(pms.cancel, true),
  };
}

function aHotel() {
  const clock = virtualClock();
  const opened = temporaryStore();
  const { store } = opened;
  const ids = randomIds();
  const config = loadHotel(demoHotelPath());
  if (config.pms.kind !== "house") throw new Error("the demo hotel has a house PMS");
  seedHouse(opened.house, config.pms, opened.houseDesk);
  const house = housePms({ repository: opened.house, clock, ids });
  const world = { mood: "well" as Mood };
  const context = {
    store,
    pms: moody(house, () => world.mood),
    clock,
    ids,
    log: silentLogger(),
    hotel: config.hotel,
    roomTypes: [],
    limits: config.limits,
    phrases,
    step,
    initialState,
    understand: (text: string) => ({
      text,
      language: "es",
      languageSure: true,
      intents: [{ name: MEANS[text]?.intent ?? "thanks", score: 1, band: "act" }],
      slots: MEANS[text]?.slots ?? {},
    }),
    media: {},
    holds: { firstMs: 20 * MINUTE, extensionMs: 10 * MINUTE, extensions: 2 },
    quiet: { whatsapp: { quietMs: 0, longestMs: 0 } },
    voiceReplies: "text",
    canSpeak: () => false,
    seen: () => undefined,
  } as unknown as PipelineContext;
  return { clock, opened, house, world, context };
}

/** Whatever was begun and waits for no clock has ended. */
async function idle(): Promise<void> {
  for (let n = 0; n < 40; n++) await new Promise((resolve) => setImmediate(resolve));
}

test("whatever is said, waited, cut off and refused: every message ends, every write is a truth, and staff see the rest", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 22 }), async (happenings) => {
      const { clock, opened, house, world, context: bare } = aHotel();
      const { store } = opened;
      const context = { ...bare, roomTypes: await house.roomTypes() };
      const life = () => {
        const pipeline = createPipeline(context, { queued: () => undefined });
        const { inLane } = pipeline;
        pipeline.start();
        return { pipeline, scheduler: createScheduler({ context, inLane, alarmed: () => undefined }) };
      };
      let now = life();
      let count = 0;
      let person = false;
      const conversation = () =>
        store.conversations.open(1, "whatsapp", { phone: PHONE }, undefined, clock.now());
      const said = (): number =>
        store.inbox.get(1) ? store.outbox.ofConversation(conversation().id, 0).length : 0;
      const say = (line: string): void => {
        const content = { kind: "text", text: line } as const;
        const message = {
          channel: "whatsapp",
          externalId: `w${count++}`,
          from: { phone: PHONE },
          sentAt: clock.now(),
          content,
        } as const;
        now.pipeline.arrived(store.inbox.accept([body({ messages: [message] }, clock.now())]));
      };
      const look = async (minutes: number): Promise<void> => {
        clock.advance(minutes * MINUTE);
        now.pipeline.sweep();
        await Promise.all([now.scheduler.round(), idle()]);
      };
      say("hola");
      await idle();
      for (const each of happenings) {
        const before = said();
        const silent = person;
        if (each.do === "say") say(each.line);
        else if (each.do === "wait") await look(each.minutes);
        else if (each.do === "mood") world.mood = each.mood;
        else if (each.do === "restart") {
          await now.pipeline.stop();
          now = life();
        } else {
          person = each.do === "take";
          await now.pipeline.desk[each.do](conversation().id, "Marta");
        }
        await idle();
        if (silent && each.do !== "release") expect(said(), "nothing over a person").toBe(before);
      }
      world.mood = "well";
      for (let n = 0; n < 8; n++) await look(3);
      await now.pipeline.settled(1);

      expect(store.inbox.pending(1), "every message has ended").toEqual([]);
      expect([...store.journal.open(), ...store.changes.open()], "every write is a truth").toEqual([]);
      const written = store.journal
        .staying("2027-01-01")
        .flatMap(({ booking }) => (booking ? [booking] : []));
      for (const { reference } of written) expect(await house.findByReference(reference)).toBeDefined();
      const texts = store.outbox
        .ofConversation(conversation().id, 0)
        .map(({ content }) => (content.kind === "text" ? content.text : ""));
      for (const { code } of written) {
        const told = texts.filter(
          (text) => text.includes("confirmada") && text.includes(code) && text.includes("Tu código"),
        );
        expect(told.length, "confirmed once at most").toBeLessThanOrEqual(1);
      }
      const { mode, waitingReason } = conversation();
      const taken = store.conversations.turns(conversation().id, 200).some(({ kind }) => kind === "take");
      if (mode === "person") expect(waitingReason !== undefined || taken, "staff see it").toBe(true);
      expect(store.audit.verify()).toBeUndefined();
      await now.pipeline.stop();
      opened.close();
    }),
    { numRuns: 40 },
  );
}, 120_000);
