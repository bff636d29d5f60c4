import fc from "fast-check";
import { expect, it } from "vitest";
import type { ConversationEvent, ConversationState, StepOutput } from "../../src/conversation/contract.ts";
import type { Slots } from "../../src/domain/understood.ts";
import { keptBooking } from "./support/existing-pms.ts";
import { type Guest, newGuest, type PmsMood } from "./support/guest.ts";
import { hotel, roomTypes } from "./support/hotel.ts";

const PHONE = "+34600111222";
const STAY = { arrival: "2026-03-03", departure: "2026-03-05" };
const WHOLE: Slots = { stay: STAY, adults: 2, name: "Ana Pérez", email: "ana@example.com", phone: PHONE };
const MENU = ["Sopa", "Merluza", "Pollo", "Tarta", "Fruta"].map((dish) => `• Plato ${dish}`).join("\n");

/** Seven kinds of rooms, «clase 1» to «clase 7». */
const SEVEN = Array.from({ length: 7 }, (_, index) => {
  const name = `clase ${index + 1}`;
  const [, double] = roomTypes;
  if (!double) throw new Error("no double room");
  const description = { es: "bonita", en: "nice", pt: "bonito" };
  return { ...double, id: `kind${index + 1}`, name: { es: name, en: name, pt: name }, description };
});

interface Turn {
  readonly text: string;
  readonly intents: string;
  readonly slots: Slots;
  readonly interrupted: boolean;
  readonly tap: string | undefined;
  readonly mood: Partial<PmsMood>;
  readonly minutes: number;
}

const turn: fc.Arbitrary<Turn> = fc.record({
  text: fc.constantFrom("", "", "más", "sí, sigue", "me lo pienso", "la más barata"),
  intents: fc.constantFrom(
    ...[
      "affirm",
      "affirm",
      "affirm",
      "deny",
      "deny thanks",
      "",
      "book",
      "price",
      "room_types",
      "room_types",
      "room_types",
      "room_types book",
    ],
    ...[
      "restaurant",
      "breakfast restaurant",
      "lookup_booking",
      "modify_booking",
      "cancel_booking",
      "help",
      "thanks",
    ],
  ),
  slots: fc.constantFrom<Slots>(
    ...[
      {},
      {},
      {},
      WHOLE,
      { ...WHOLE, roomType: "kind2" },
      { stay: STAY, adults: 2 },
      { choice: 2 },
      { choice: 5 },
    ],
    ...[{ number: 4 }, { roomType: "kind7" }, { missingKind: "triple" as const }, { name: "Eva Ruiz" }],
  ),
  interrupted: fc.boolean(),
  // What keys say.
  tap: fc.constantFrom(undefined, undefined, undefined, undefined, "more", "yes", "no", "choice:5", "person"),
  mood: fc.constantFrom<Partial<PmsMood>>(
    {},
    {},
    {},
    { books: "down" },
    { books: "firm" },
    { down: true },
    { down: false },
  ),
  minutes: fc.constantFrom(0, 0, 0, 0, 25),
});

/** What is booked, but the number of the try and the language. */
function factsOf(request: Extract<StepOutput["requests"][number], { kind: "book" }>): string {
  return JSON.stringify({ ...request.booking, language: undefined });
}

/** Knows what a caller heard, and what must never be. */
function watch(guest: Guest): void {
  const agreed = new Set<string>();
  guest.onStep = (before: ConversationState, event: ConversationEvent, output: StepOutput): void => {
    const said = output.replies.map((reply) => reply.speech ?? reply.text).join("\n");
    const waits = output.requests.some(
      ({ kind }) => /quote|hold|find|turnover/.test(kind) && kind !== "release_hold",
    );
    const machine = output.requests.some((each) => each.kind === "handover" && each.reason === "loop");
    if (event.kind === "guest" && before.mode === "bot") {
      expect(said !== "" || waits || machine, "never an empty reply").toBe(true);
    }
    for (const reply of output.replies) {
      const spoken = reply.speech ?? reply.text;
      expect(spoken.match(/Opción \d/g)?.length ?? 0, spoken).toBeLessThanOrEqual(3);
      expect(spoken.match(/Plato /g)?.length ?? 0, spoken).toBeLessThanOrEqual(3);
      expect(spoken.match(/bonita/g)?.length ?? 0, spoken).toBeLessThanOrEqual(3);
      expect(spoken).not.toMatch(/[{}]|undefined|NaN|\[object/);
    }
    expect(said.match(/¿Sigo\?/g)?.length ?? 0, said).toBeLessThanOrEqual(1);
    expect(/¿Sigo\?/.test(said)).toBe(
      output.state.listing?.asked === true && said !== "" && event.kind !== "taken_over",
    );
    for (const request of output.requests) {
      if (request.kind !== "book") continue;
      expect(before.listing?.asked ?? false, "a yes to «¿Sigo?» books nothing").toBe(false);
      expect(event.kind === "guest" && event.interrupted, "a yes to what was heard").not.toBe(true);
      if (before.question === "retry")
        expect(agreed, "the very same is tried again").toContain(factsOf(request));
      else expect(before.question).toBe("confirm");
      agreed.add(factsOf(request));
    }
  };
}

it("whatever is said on a call: three at a time, one «¿Sigo?», and no booking nobody agreed to", () => {
  const faq = { ...hotel.faq, restaurant: { es: MENU, en: MENU, pt: MENU } };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      fc.array(turn, { minLength: 1, maxLength: 25 }),
      (kinds, atReadBack, turns) => {
        const guest = newGuest("es", {
          phone: PHONE,
          onCall: true,
          hotel: { ...hotel, faq },
          roomTypes: SEVEN.slice(0, kinds),
        });
        guest.pms.kept = ["A", "B", "C", "D", "E"].map((code) => ({
          own: true,
          booking: keptBooking({ code: `CODE${code}`, pmsId: code, roomType: "kind1" }),
        }));
        watch(guest);
        // Half of them begin where a yes books.
        if (atReadBack) guest.say("book", { ...WHOLE, roomType: "kind1" }, { spoken: true });
        for (const { text, intents, slots, interrupted, tap, mood, minutes } of turns) {
          guest.now += minutes * 60_000;
          Object.assign(guest.pms, mood);
          const button = tap === undefined ? {} : { button: tap };
          guest.say(intents, slots, { text: text || intents, spoken: true, interrupted, ...button });
          guest.state = { ...guest.state, mode: "bot" };
        }
      },
    ),
    { numRuns: 300, interruptAfterTimeLimit: 40_000 },
  );
}, 60_000);
