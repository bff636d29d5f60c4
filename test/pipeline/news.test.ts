import { describe, expect, it, onTestFinished } from "vitest";
import type { ConversationState } from "../../src/conversation/contract.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { startDouble } from "../support/qloapps/double.ts";
import { shopHotel } from "./support/shop-hotel.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const STAY = { arrival: "2027-03-10", departure: "2027-03-12" };
const HOUR = 3_600_000;

/** A guest with a firm booking who wrote so many hours ago. */
async function confirmed(hours: number) {
  const clock = virtualClock();
  const opened = temporaryStore();
  const { store } = opened;
  const double = await startDouble({ now: clock.now });
  const hotel = shopHotel(opened, double.url, clock);
  onTestFinished(async () => {
    await hotel.end();
    await double.stop();
  });
  const reference = hotel.intend(1, STAY);
  await hotel.settle(reference);
  const booked = store.journal.get(reference);
  const conversation = (): NonNullable<ReturnType<typeof store.conversations.get>> => {
    const row = store.conversations.get(booked?.conversationId ?? 0);
    if (!row) throw new Error("no conversation");
    return row;
  };
  const state = (): ConversationState => conversation().state as ConversationState;
  const save = (change: Partial<ConversationState>): void => {
    const { id, version } = conversation();
    const next = { ...state(), ...change };
    const at = clock.now();
    const lastInboundAt = at - hours * HOUR;
    store.conversations.save(id, version, {
      state: next,
      mode: next.mode,
      language: "es",
      lastInboundAt,
      at,
    });
  };
  save({});
  const desk = (): string =>
    store.conversations
      .turns(conversation().id, 50)
      .filter((turn) => turn.kind === "handover")
      .map((turn) => turn.text)
      .join("\n");
  const id = Number(booked?.booking?.pmsId);
  const told = (): string => hotel.told(reference);
  return { ...hotel, told, store, double, conversation, state, save, desk, id };
}

describe("what the front desk does to a booking", () => {
  it("is told to its guest once when it is cancelled, and the desk knows that it was", async () => {
    const { double, id, reconciler, told, desk, conversation, state } = await confirmed(1);
    double.frontDesk.cancel(id);
    expect(await reconciler.round()).toBe(1);
    expect(await reconciler.round()).toBe(0);
    expect(told().match(/Recepción ha cancelado la reserva/g)).toHaveLength(1);
    expect(desk()).toContain("se le ha dicho al huésped");
    expect(conversation().waitingReason).toBeUndefined();
    expect(state().booking).toBeUndefined();
  });

  it("is told with the new dates when it is moved", async () => {
    const { double, id, reconciler, told, state } = await confirmed(1);
    double.frontDesk.move(id, "2027-03-12", "2027-03-14");
    await reconciler.round();
    expect(told()).toMatch(/Recepción ha cambiado la reserva.*viernes 12 de marzo.*domingo 14 de marzo/s);
    expect(state().booking?.stay.arrival).toBe("2027-03-12");
  });

  it.each(["the 24 hours are over", "a person has the conversation", "the guest said STOP"])(
    "is the desk's to tell when %s",
    async (why) => {
      const { double, id, reconciler, told, desk, conversation, save, store } = await confirmed(
        why.includes("24") ? 25 : 1,
      );
      if (why.includes("person")) save({ mode: "person" });
      if (why.includes("STOP")) store.stops.set(conversation().id, true, 1);
      const before = told();
      double.frontDesk.cancel(id);
      expect(await reconciler.round()).toBe(1);
      expect(told()).toBe(before);
      expect(desk()).toContain("el huésped no lo sabe por aquí");
      expect(conversation().waitingReason).toBe("existing_booking");
    },
  );
});
