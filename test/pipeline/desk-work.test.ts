import { describe, expect, test } from "vitest";
import { createDeskWork } from "../../src/pipeline/desk-work.ts";
import type { Store } from "../../src/store/contract.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { aStay, BOOKING, DAY, hotel, planned, START, wildClock } from "./schedule/support.ts";

function aDesk(language: "es" | "en" | "pt" = "es", rules = hotel.rules) {
  const clock = wildClock();
  const { store } = temporaryStore();
  const conversationId = aStay(store);
  const change = (mode: "bot" | "person"): void => {
    const row = store.conversations.get(conversationId);
    const state = { ...(row?.state as object), language, mode };
    store.conversations.save(conversationId, row?.version ?? 0, {
      state,
      mode,
      language,
      waitingReason: "attachment",
      at: 1,
    });
  };
  change("bot");
  const { context } = planned(store, clock, { hotel: { ...hotel, ...(rules ? { rules } : {}) } });
  const work = createDeskWork(context, (_guest, task) => task());
  const said = (): string[] =>
    store.outbox
      .ofConversation(conversationId, 0)
      .map(({ content }) => ("text" in content ? content.text : ""));
  const proof = () =>
    store.deposits.proof({
      conversationId,
      reference: BOOKING.reference,
      bookingCode: BOOKING.code,
      media: [{ channel: "whatsapp", mediaId: "m1" }],
      at: START,
    });
  return { store, clock, conversationId, work, said, proof, change };
}

const waits = (store: Store, id: number) => store.conversations.get(id)?.waitingReason;

describe("a deposit", () => {
  test.each([
    ["es", "recibido"],
    ["en", "has been received"],
    ["pt", "foi recebido"],
  ] as const)(
    "that is approved is told to the guest (%s), and nobody waits any more",
    async (language, word) => {
      const { store, work, said, proof, conversationId } = aDesk(language);
      expect(await work.decideDeposit(proof().id, "approved", "Marta")).toEqual({ told: true });
      expect(said()[0]).toContain(word);
      expect(said()[0]).toContain("MIR7Q1");
      expect(waits(store, conversationId)).toBeUndefined();
      expect(store.audit.verify()).toBeUndefined();
    },
  );

  test("is decided once, and a new proof is looked at again", async () => {
    const { work, said, proof } = aDesk();
    const { id } = proof();
    await work.decideDeposit(id, "rejected", "Marta", "no se lee la fecha");
    expect(said()[0]).toContain("no se lee la fecha");
    const again = work.decideDeposit(id, "approved", "Luis");
    await expect(again).rejects.toMatchObject({ code: "ALREADY_SETTLED" });
    proof();
    await work.decideDeposit(id, "approved", "Luis");
    expect(said()).toHaveLength(2);
  });

  test("is not told by hotelbot while a person has the conversation, nor late without a template", async () => {
    const taken = aDesk();
    taken.change("person");
    expect(await taken.work.decideDeposit(taken.proof().id, "approved", "Marta")).toMatchObject({
      told: false,
      why: "a person has the conversation",
    });
    const { rules } = hotel;
    const late = aDesk("es", rules && { ...rules, templates: { ...rules.templates, desk: {} } });
    late.clock.at += 2 * DAY;
    expect(await late.work.decideDeposit(late.proof().id, "approved", "Marta")).toMatchObject({
      told: false,
    });
    expect([taken.said(), late.said()]).toEqual([[], []]);
  });

  test("late goes out as a template whose one parameter is the sentence", async () => {
    const { store, clock, work, proof, conversationId } = aDesk();
    clock.at += 2 * DAY;
    expect(await work.decideDeposit(proof().id, "approved", "Marta")).toEqual({ told: true });
    expect(store.outbox.ofConversation(conversationId, 0)[0]?.content).toMatchObject({
      kind: "template",
      name: "desk_answer",
      parameters: [expect.stringMatching(/MIR7Q1.*recibido[^\n]*$/)],
    });
  });

  test("that is not there is NOT_FOUND", async () => {
    const { work } = aDesk();
    await expect(work.decideDeposit(9, "approved", "Marta")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(work.moveRequest(9, "done", "Marta")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
