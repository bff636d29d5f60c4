import fc from "fast-check";
import { expect, test } from "vitest";
import type { ConversationState } from "../../../src/conversation/contract.ts";
import { initialState } from "../../../src/conversation/state.ts";
import type { Booking, Quote } from "../../../src/domain/hotel.ts";
import { answerExisting } from "../../../src/pipeline/existing.ts";
import { placeHold, releaseHold } from "../../../src/pipeline/holds.ts";
import type { Pms } from "../../../src/pms/port.ts";
import type { Store } from "../../../src/store/contract.ts";
import { aConversation as written } from "../../store/support/messages.ts";
import { temporaryFolder, temporaryStore } from "../../store/support/opened.ts";
import { BOOKING, HOUR, MINUTE, planned, queued, START, type WildClock, wildClock } from "./support.ts";

const STAY = { arrival: "2027-03-10", departure: "2027-03-12" };
const FOR = 20 * MINUTE;

/** A guest whose message was answered. */
function aConversation(store: Store, phone?: string): ReturnType<typeof written> {
  const ids = written(store, phone);
  const waiting = store.inbox.pending(ids.guestId).map(({ id }) => id);
  store.inbox.finish(waiting, "answered", START);
  return ids;
}

const quoteOf = (stay = STAY, free = 1): Quote => ({
  roomType: "double",
  stay,
  party: { adults: 2, children: 0 },
  rooms: 1,
  nightly: [],
  total: { minor: 200_00, currency: "EUR" },
  tax: { minor: 0, currency: "EUR" },
  free,
  askedAt: START,
});

/** The guest decides: their room is held, and the conversation knows until when. */
function holding(store: Store, clock: WildClock, conversationId: number): void {
  const { context } = planned(store, clock);
  const at = clock.at;
  const wanted = {
    conversationId,
    roomType: "double",
    stay: STAY,
    rooms: 1,
    free: 9,
    expiresAt: at + FOR,
    at,
  };
  const placed = placeHold(context, wanted);
  const row = store.conversations.get(conversationId);
  if (!row || !placed) throw new Error("nothing was held");
  const draft = {
    rooms: 1,
    ...STAY,
    adults: 2,
    roomType: "double",
    quote: quoteOf(),
    heldUntil: placed.expiresAt,
  };
  const before = (row.state as ConversationState | undefined) ?? initialState("es");
  const state = { ...before, greeted: true, step: "guest_data" as const, draft, question: "name" as const };
  const mode = row.mode;
  store.conversations.save(row.id, row.version, { state, mode, language: "es", lastInboundAt: at, at });
}

const lapses = (store: Store, id: number): number =>
  queued(store, id).filter(({ key }) => key.startsWith("schedule:hold:")).length;

test("a hold that ends is told once, with the offer to look again, whatever restarts in between", async () => {
  const clock = wildClock();
  const folder = temporaryFolder();
  const first = temporaryStore(folder);
  const { conversationId } = aConversation(first.store);
  holding(first.store, clock, conversationId);
  clock.at += FOR - 1;
  await planned(first.store, clock).scheduler.round();
  expect(lapses(first.store, conversationId)).toBe(0);
  first.close();
  const { store } = temporaryStore(folder);
  clock.at += 1;
  for (let n = 0; n < 3; n++) await planned(store, clock).scheduler.round();
  const [told] = store.outbox.ofConversation(conversationId, 0);
  expect(told?.content).toMatchObject({ kind: "text", text: expect.stringContaining("ya no está apartado") });
  expect(lapses(store, conversationId)).toBe(1);
  expect(store.holds.list(0)).toEqual([]);
});

test("one that was extended ends later; one given back, booked or replaced ends without a word", async () => {
  const clock = wildClock();
  const { store } = temporaryStore();
  const { context, scheduler } = planned(store, clock);
  const { conversationId } = aConversation(store);
  holding(store, clock, conversationId);
  store.holds.extend(conversationId, clock.at + FOR + 10 * MINUTE, 2);
  clock.at += FOR + MINUTE;
  await scheduler.round();
  expect(lapses(store, conversationId)).toBe(0);
  releaseHold(context, conversationId, clock.at);
  clock.at += HOUR;
  await scheduler.round();
  expect(lapses(store, conversationId)).toBe(0);
  holding(store, clock, conversationId);
  clock.at += 5 * MINUTE;
  holding(store, clock, conversationId);
  clock.at += 17 * MINUTE;
  await scheduler.round();
  expect(lapses(store, conversationId)).toBe(0);
  clock.at += 3 * MINUTE;
  await scheduler.round();
  expect(lapses(store, conversationId)).toBe(1);
});

type Happening =
  | { readonly do: "time"; readonly ms: number }
  | { readonly do: "hold" | "free" | "restart" | "take" };

const happening = fc.oneof(
  fc.record({ do: fc.constant("time" as const), ms: fc.integer({ min: -2 * HOUR, max: 2 * HOUR }) }),
  fc.record({ do: fc.constant("time" as const), ms: fc.integer({ min: 0, max: 25 * MINUTE }) }),
  fc.record({
    do: fc.constantFrom(
      "hold" as const,
      "hold" as const,
      "free" as const,
      "restart" as const,
      "take" as const,
    ),
  }),
) as fc.Arbitrary<Happening>;

test("whatever the clock does, no hold is told of twice, before its time, or to a guest a person has", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 2, maxLength: 20 }), async (happenings) => {
      const clock = wildClock();
      const { store, close } = temporaryStore();
      const { conversationId } = aConversation(store);
      let scheduler = planned(store, clock).scheduler;
      let held = 0;
      let person = false;
      for (const each of happenings) {
        if (each.do === "time") clock.at += each.ms;
        else if (each.do === "restart") scheduler = planned(store, clock).scheduler;
        else if (each.do === "free") releaseHold(planned(store, clock).context, conversationId, clock.at);
        else if (each.do === "take") {
          const row = store.conversations.get(conversationId);
          person = !person;
          const mode = person ? "person" : "bot";
          const state = { ...(row?.state ?? initialState("es")), mode };
          store.conversations.save(conversationId, row?.version ?? 0, {
            state,
            mode,
            language: "es",
            at: clock.at,
          });
        } else if (!person) {
          holding(store, clock, conversationId);
          held += 1;
        }
        const live = store.holds.of(conversationId, clock.at) !== undefined;
        const before = lapses(store, conversationId);
        await Promise.all([scheduler.round(), scheduler.round()]);
        const said = lapses(store, conversationId) - before;
        expect(said).toBeLessThanOrEqual(live || person ? 0 : 1);
      }
      expect(lapses(store, conversationId)).toBeLessThanOrEqual(held);
      close();
    }),
    { numRuns: 40 },
  );
}, 60_000);

/** A PMS with one double left on every night but those of the booking. */
function oneLeft(): Pms {
  return {
    findByReference: async () => undefined,
    findByCode: async () => undefined,
    quote: async ({ stay }: { stay: Quote["stay"] }) => {
      await Promise.resolve();
      return [quoteOf(stay, 1)];
    },
  } as unknown as Pms;
}

test("two guests who want one more night race for the last room: one holds it, the other is told at once", async () => {
  const clock = wildClock();
  const { store } = temporaryStore();
  const ids = ["34600000008", "34600000009"].map((phone) => aConversation(store, phone).conversationId);
  const { context } = planned(store, clock, {
    context: {
      pms: oneLeft(),
      holds: { firstMs: FOR, extensionMs: 10 * MINUTE, extensions: 2 },
      roomTypes: [{ id: "double", maxGuests: 2, maxAdults: 2, maxChildren: 0 }] as never,
    },
  });
  const quote = quoteOf({ arrival: BOOKING.stay.arrival, departure: "2027-03-25" });
  const ask = (id: number, booking: Booking) =>
    answerExisting(context, id, {}, { kind: "change_hold", booking, quote });
  const answers = await Promise.all(ids.map((id) => ask(id, BOOKING)));
  expect(answers.map(({ kind }) => kind).sort()).toEqual(["change_gone", "change_held"]);
  const [hold, ...others] = store.holds.list(clock.at);
  expect(others).toEqual([]);
  // The nights the booking has are nobody's to hold; only the one it lacks is.
  const nights = (stay: Quote["stay"]): number => store.holds.heldByOthers("double", stay, 0, clock.at);
  expect(nights({ arrival: "2027-03-21", departure: "2027-03-24" })).toBe(0);
  expect(nights({ arrival: "2027-03-24", departure: "2027-03-25" })).toBe(1);
  const winner = hold?.conversationId ?? 0;
  const loser = ids.find((id) => id !== winner) ?? 0;
  const { stay, party } = quote;
  const late = await answerExisting(
    context,
    loser,
    {},
    { kind: "change_quote", booking: BOOKING, stay, party },
  );
  expect(late).toMatchObject({ kind: "change_quotes", quotes: [] });
  releaseHold(context, winner, clock.at);
  expect(await ask(loser, BOOKING)).toMatchObject({ kind: "change_held" });
});
