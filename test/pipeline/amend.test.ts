import { describe, expect, it, onTestFinished } from "vitest";
import type { Amendment } from "../../src/domain/amendment.ts";
import { ROOM_TYPES } from "../pms/qloapps/adapter.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { startDouble } from "../support/qloapps/double.ts";
import type { FaultKind } from "../support/qloapps/faults.ts";
import { intendAmendment, settleChanges } from "./support/amendments.ts";
import { shopHotel } from "./support/shop-hotel.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const STAY = { arrival: "2027-03-10", departure: "2027-03-12" };

/** A hotel with a QloApps shop and a firm booking, whose guest agreed to change or cancel it. */
async function agreed(kind: Amendment["kind"]) {
  const clock = virtualClock();
  const opened = temporaryStore();
  const { store } = opened;
  const double = await startDouble({ now: clock.now });
  const hotel = shopHotel(opened, double.url, clock, { writeTimeoutMs: 300 });
  onTestFinished(async () => {
    await hotel.end();
    await double.stop();
  });
  const booked = hotel.intend(1, STAY);
  await hotel.settle(booked);
  const reference = intendAmendment(store, booked, kind, clock.now());
  const settle = (): Promise<void> => settleChanges(hotel, booked);
  const writes = (): number => double.requests.filter((each) => each.startsWith("PUT bookings")).length;
  const shop = () => hotel.pms.findByReference(booked);
  return { ...hotel, store, double, clock, booked, reference, settle, writes, shop };
}

describe("a change in a PMS that lies", () => {
  it("is told once it is firm, and is no news to the comparison with the PMS", async () => {
    const { settle, store, reference, booked, told, shop, reconciler } = await agreed("change");
    await settle();
    expect(store.changes.get(reference)).toMatchObject({ state: "firm" });
    expect((await shop())?.stay.departure).toBe("2027-03-13");
    expect(told(booked)).toContain("queda así");
    expect(await reconciler.round()).toBe(0);
    expect(store.journal.get(booked)?.booking?.stay.departure).toBe("2027-03-13");
  });

  it.each<FaultKind>(["done, reset", "done, 500 empty", "done, silence"])(
    "that was made after all («%s») is found by reading back, and written once",
    async (kind) => {
      const { settle, store, reference, writes, double, clock } = await agreed("change");
      double.arm({ on: "PUT bookings", kind });
      await settle();
      for (let tries = 0; tries < 4 && store.changes.get(reference)?.state !== "firm"; tries += 1) {
        clock.advance(30_000);
        await settle();
      }
      expect([store.changes.get(reference)?.state, writes()]).toEqual(["firm", 1]);
    },
  );

  it("that is still under way over there is not written a second time", async () => {
    const { settle, store, reference, writes, double, clock } = await agreed("change");
    double.arm({ on: "PUT bookings", kind: "late, silence" });
    await settle();
    clock.advance(10_000);
    await settle();
    expect([store.changes.get(reference)?.state, writes()]).toEqual(["unknown", 1]);
    double.finishLate();
    clock.advance(10_000);
    await settle();
    expect([store.changes.get(reference)?.state, writes()]).toEqual(["firm", 1]);
  });

  it("that is refused leaves the booking as it was, and the desk has it all", async () => {
    const { settle, store, reference, booked, told, shop, double } = await agreed("change");
    double.arm({ on: "PUT bookings", kind: "back order" });
    await settle();
    expect(store.changes.get(reference)?.state).toBe("refused");
    expect((await shop())?.stay).toEqual(STAY);
    expect(told(booked)).toMatch(/sigue como estaba|no he tocado nada/);
    const { mode } = store.conversations.get(store.changes.get(reference)?.conversationId ?? 0) ?? {};
    expect(mode).toBe("person");
  });

  it("is not written over what the desk did meanwhile", async () => {
    const { settle, store, reference, booked, double, writes } = await agreed("change");
    double.frontDesk.cancel(Number(store.journal.get(booked)?.booking?.pmsId));
    await settle();
    expect([store.changes.get(reference)?.state, writes()]).toEqual(["refused", 0]);
  });
});

describe("a cancellation in a PMS that lies", () => {
  it("is told once the PMS shows it, and the desk hears nothing", async () => {
    const { settle, store, reference, booked, told, shop, reconciler } = await agreed("cancel");
    await settle();
    expect(store.changes.get(reference)?.state).toBe("firm");
    expect((await shop())?.status).toBe("cancelled");
    expect(told(booked)).toContain("está cancelada");
    expect(await reconciler.round()).toBe(0);
  });

  it("whose shop is down is not said to be done", async () => {
    const { settle, store, reference, booked, told, double } = await agreed("cancel");
    double.down();
    await settle();
    expect(store.changes.get(reference)?.state).toBe("refused");
    expect(told(booked)).toContain("no se ha hecho nada");
    expect(told(booked)).not.toContain("está cancelada");
  });

  it("agreed to long ago is read back again before it is written", async () => {
    const { settle, store, reference, booked, told, clock, shop } = await agreed("cancel");
    clock.advance(6 * 60_000);
    await settle();
    expect(store.changes.get(reference)?.state).toBe("refused");
    expect(told(booked)).toContain("¿La cancelo?");
    expect((await shop())?.status).toBe("firm");
  });
});

it("a booking agreed to long ago is not written when its rooms went meanwhile", async () => {
  const clock = virtualClock();
  const opened = temporaryStore();
  const double = await startDouble({ now: clock.now });
  const hotel = shopHotel(opened, double.url, clock, { writeTimeoutMs: 300 });
  onTestFinished(async () => {
    await hotel.end();
    await double.stop();
  });
  const reference = hotel.intend(1, STAY);
  const luxury = ROOM_TYPES.find(({ type }) => type.id === "luxury")?.qloappsId ?? 0;
  for (let rooms = 0; rooms < 5; rooms += 1) double.frontDesk.book(luxury, STAY.arrival, STAY.departure);
  clock.advance(6 * 60_000);
  const before = double.requests.filter((each) => each === "POST bookings").length;
  await hotel.settle(reference);
  expect(opened.store.journal.get(reference)?.state).toBe("refused");
  expect(double.requests.filter((each) => each === "POST bookings")).toHaveLength(before);
  expect(hotel.told(reference)).toMatch(/ya no está libre|no ha aceptado/);
});
