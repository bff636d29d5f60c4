import { expect, test } from "vitest";
import type { ConversationEvent, StepOutput } from "../../src/conversation/contract.ts";
import { initialState } from "../../src/conversation/state.ts";
import type { PipelineContext } from "../../src/pipeline/context.ts";
import { runSteps } from "../../src/pipeline/run-steps.ts";

const total = { minor: 17_800, currency: "EUR" };
const booking = {
  roomType: "double",
  stay: { arrival: "2027-03-03", departure: "2027-03-05" },
  party: { adults: 2, children: 0 },
  rooms: 1,
  guest: { name: "Ana Pérez", email: "ana@example.com", phone: "+34600111222" },
  total,
  language: "es" as const,
};

/** A core that books at «sí» and asks what to change at anything else. */
function context(): PipelineContext {
  const step = ({
    state,
    event,
  }: {
    state: ReturnType<typeof initialState>;
    event: ConversationEvent;
  }): StepOutput => {
    const yes = event.kind === "guest" && event.understood.text === "sí";
    if (!yes) return { state, replies: [{ text: "¿Qué cambio?" }], requests: [] };
    return {
      state: { ...state, step: "booking" },
      replies: [{ text: "Un momento." }],
      requests: [{ kind: "book", draft: 1, booking }],
    };
  };
  const parts = {
    step,
    clock: { now: () => Date.UTC(2026, 10, 24), after: () => () => undefined },
    hotel: { timeZone: "Europe/Madrid" },
    pms: { quote: async () => [{ ...booking, free: 3, total, tax: total, nightly: [], askedAt: 0 }] },
    store: { holds: { heldByOthers: () => 0 } },
  };
  return parts as unknown as PipelineContext;
}

function said(text: string): ConversationEvent {
  const understood = { text, language: "es" as const, languageSure: true, intents: [], slots: {} };
  return { kind: "guest", understood, spoken: false };
}

test("a yes is a booking to be written", async () => {
  const result = await runSteps(context(), 1, initialState("es"), [said("sí")], {});
  expect(result.book?.draft).toBe(1);
});

test("a yes that the same burst takes back was never said", async () => {
  const result = await runSteps(context(), 1, initialState("es"), [said("sí"), said("cambiar algo")], {});
  expect(result.book).toBeUndefined();
  expect([result.state.step, result.replies.map((reply) => reply.text)]).toEqual(["idle", ["¿Qué cambio?"]]);
});
