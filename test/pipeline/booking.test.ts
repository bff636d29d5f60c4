import { describe, expect, it, onTestFinished, vi } from "vitest";
import { phrases } from "../conversation/support/hotel.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { startDouble } from "../support/qloapps/double.ts";
import type { FaultKind } from "../support/qloapps/faults.ts";
import { shopHotel } from "./support/shop-hotel.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const STAY = { arrival: "2027-03-10", departure: "2027-03-13" };
const MINUTE = 60_000;

async function under(options: Parameters<typeof startDouble>[0] = {}) {
  const clock = virtualClock();
  const opened = temporaryStore();
  const double = await startDouble({ now: clock.now, ...options });
  const hotel = shopHotel(opened, double.url, clock, { writeTimeoutMs: 300 });
  onTestFinished(async () => {
    await hotel.end();
    await double.stop();
  });
  const { store } = opened;
  const waiting = (reference: string): string | undefined =>
    store.conversations.get(store.journal.get(reference)?.conversationId ?? 0)?.waitingReason;
  const desk = (reference: string): string =>
    store.conversations
      .turns(store.journal.get(reference)?.conversationId ?? 0, 50)
      .filter((turn) => turn.kind === "handover")
      .map((turn) => turn.text)
      .join("\n");
  return { ...hotel, store, double, clock, waiting, desk };
}

describe("a booking in a PMS that lies", () => {
  it("is confirmed with the PMS's own code once it is firm", async () => {
    const { intend, settle, told, store, double } = await under();
    const reference = intend(1, STAY);
    await settle(reference);
    expect(store.journal.get(reference)).toMatchObject({ state: "firm" });
    expect(told(reference)).toContain(double.state.orders[0]?.code);
  });

  it.each<FaultKind>(["done, 500 notice", "done, reset", "done, 502"])(
    "is confirmed after «%s»",
    async (kind) => {
      const { intend, settle, told, double } = await under();
      double.arm({ on: "POST bookings", kind });
      const reference = intend(1, STAY);
      await settle(reference);
      expect(told(reference)).toContain(double.state.orders[0]?.code);
    },
  );

  it("that takes long is announced while it is being made, not with its confirmation", async () => {
    const { intend, settle, told, queued, double, clock } = await under();
    double.arm({ on: "POST bookings", kind: "done, silence" });
    const reference = intend(1, STAY);
    const settled = settle(reference);
    await double.heldBack(1);
    clock.advance(2_900);
    expect(queued).toEqual([]);
    clock.advance(200);
    expect(told(reference)).toBe(phrases.plain("es", "booking_in_progress"));
    expect(queued).toHaveLength(1);
    await settled;
  });

  it("is made all the same when the guest cannot be told that it takes long", async () => {
    const { intend, settle, store, context, double, clock } = await under();
    double.arm({ on: "POST bookings", kind: "done, silence" });
    const reference = intend(1, STAY);
    const settled = settle(reference);
    await double.heldBack(1);
    const said = vi.spyOn(context.store.outbox, "add").mockImplementationOnce(() => {
      throw new Error("no space left");
    });
    clock.advance(3_100);
    expect(said).toHaveBeenCalledTimes(1);
    await settled;
    expect(store.journal.get(reference)?.state).not.toBe("intended");
  });

  it("that is not shown is neither confirmed nor refused, and found a little later", async () => {
    const { intend, settle, told, store, double, clock } = await under();
    double.arm({ on: "POST bookings", kind: "late, silence" });
    const reference = intend(1, STAY);
    await settle(reference);
    expect(store.journal.get(reference)?.state).toBe("unknown");
    expect(told(reference)).not.toContain("BBBB");
    double.finishLate();
    clock.advance(30_000);
    await settle(reference);
    expect(store.journal.get(reference)?.state).toBe("firm");
    expect(double.requests.filter((each) => each === "POST bookings")).toHaveLength(1);
  });

  it("that never happened is written again, but not before the shop had its time", async () => {
    const { intend, settle, store, double, clock } = await under();
    double.arm({ on: "POST bookings", kind: "500 empty" });
    const reference = intend(1, STAY);
    await settle(reference);
    const writes = (): number => double.requests.filter((each) => each === "POST bookings").length;
    for (const seconds of [10, 20, 20]) {
      clock.advance(seconds * 1000);
      await settle(reference);
      expect([store.journal.get(reference)?.state, writes()]).toEqual(["unknown", 1]);
    }
    clock.advance(20_000);
    await settle(reference);
    expect([store.journal.get(reference)?.state, writes()]).toEqual(["firm", 2]);
  });

  it("stays open while nobody answers: an outage after a lost answer refuses nothing", async () => {
    const { intend, settle, told, store, double, clock } = await under();
    double.arm({ on: "POST bookings", kind: "done, silence" });
    const reference = intend(1, STAY);
    const settled = settle(reference);
    await double.heldBack(1);
    double.down();
    await settled;
    for (let minutes = 0; minutes < 5; minutes += 1) {
      clock.advance(MINUTE);
      await settle(reference);
      expect(store.journal.get(reference)?.state).toBe("unknown");
    }
    double.up();
    clock.advance(MINUTE);
    await settle(reference);
    expect(store.journal.get(reference)?.state).toBe("firm");
    expect(told(reference)).toContain(double.state.orders[0]?.code);
    expect(double.requests.filter((each) => each === "POST bookings")).toHaveLength(1);
  });

  it("is not called confirmed when somebody else was first in its room, restart or not", async () => {
    const { intend, settle, told, store, double } = await under();
    for (let room = 0; room < 4; room += 1) double.frontDesk.book(4, STAY.arrival, STAY.departure);
    double.arm({ on: "POST bookings", kind: "double booking" });
    double.arm({ on: "POST order_histories", kind: "503" });
    const reference = intend(1, STAY);
    await settle(reference);
    expect(store.journal.get(reference)?.state).toBe("unknown");
    await settle(reference);
    expect(store.journal.get(reference)?.state).toBe("refused");
    const ours = double.state.orders.find((order) => order.source.endsWith(reference));
    expect(double.state.rows.filter((row) => row.order === ours?.id).every((row) => row.refunded)).toBe(true);
    expect(told(reference)).not.toContain(ours?.code);
  });

  it("at another price than the guest was told is confirmed, and the desk sees both prices", async () => {
    const { intend, settle, double, waiting, desk, pms, store } = await under();
    const reference = intend(1, STAY);
    const { request } = store.journal.get(reference) ?? {};
    if (!request) throw new Error("no row");
    await pms.create(request);
    const [order] = double.state.orders;
    if (!order) throw new Error("not made");
    order.gross = 900;
    await settle(reference);
    expect(store.journal.get(reference)?.state).toBe("firm");
    expect(waiting(reference)).toBe("existing_booking");
    expect(desk(reference)).toMatch(/900.*8580/);
  });
});

describe("a second booking of the same guest for the same nights", () => {
  it("is made and confirmed, and both are noted for the desk", async () => {
    const { intend, settle, told, waiting, desk, double, store } = await under();
    const first = intend(1, STAY);
    await settle(first);
    expect(waiting(first)).toBeUndefined();
    const { conversationId, request } = store.journal.get(first) ?? {};
    if (conversationId === undefined || !request) throw new Error("no row");
    const reference = `${first}.again`;
    store.journal.intend({ reference, conversationId, request: { ...request, reference }, at: 1 });
    await settle(reference);
    const codes = double.state.orders.map((order) => order.code);
    expect(codes).toHaveLength(2);
    expect(waiting(first)).toBeUndefined();
    for (const code of codes) expect(desk(first)).toContain(code);
    expect(told(first)).toContain(codes[0]);
  });
});

describe("bookings that change at the front desk", () => {
  const confirmed = async () => {
    const made = await under();
    const reference = made.intend(1, STAY);
    await made.settle(reference);
    const id = Number(made.store.journal.get(reference)?.booking?.pmsId);
    return { ...made, reference, id };
  };

  it("are looked at again later when the disk cannot be read: the round never rejects", async () => {
    const { reconciler, store } = await confirmed();
    const staying = vi.spyOn(store.journal, "staying").mockImplementation(() => {
      throw new Error("disk I/O error");
    });
    expect(await reconciler.round()).toBe(0);
    expect(staying).toHaveBeenCalledTimes(1);
    staying.mockRestore();
    expect(await reconciler.round()).toBe(0);
  });

  it("that are as they were say nothing, round after round", async () => {
    const { reconciler, waiting, reference } = await confirmed();
    expect(await reconciler.round()).toBe(0);
    expect(await reconciler.round()).toBe(0);
    expect(waiting(reference)).toBeUndefined();
  });

  it("are told to the desk once when cancelled, and no longer shown to the guest", async () => {
    const { reconciler, waiting, desk, reference, double, id, store, told } = await confirmed();
    const before = told(reference);
    double.frontDesk.cancel(id);
    expect(await reconciler.round()).toBe(1);
    expect(waiting(reference)).toBe("existing_booking");
    expect(desk(reference)).toMatch(/se ha cancelado en el PMS/);
    expect(told(reference)).toBe(before);
    const row = store.journal.get(reference);
    expect(row?.booking?.status).toBe("cancelled");
    const state = store.conversations.get(row?.conversationId ?? 0)?.state as { booking?: unknown };
    expect(state.booking).toBeUndefined();
    expect(await reconciler.round()).toBe(0);
  });

  it("are told with what was and what is when the dates are changed", async () => {
    const { reconciler, desk, reference, double, id, store } = await confirmed();
    double.frontDesk.move(id, "2027-03-12", "2027-03-14");
    expect(await reconciler.round()).toBe(1);
    expect(desk(reference)).toContain("2027-03-10 → 2027-03-13");
    expect(desk(reference)).toContain("2027-03-12 → 2027-03-14");
    const row = store.journal.get(reference);
    const state = store.conversations.get(row?.conversationId ?? 0)?.state as { booking?: { stay: unknown } };
    expect(state.booking?.stay).toEqual({ arrival: "2027-03-12", departure: "2027-03-14" });
  });

  it("are nobody's business when guests arrive", async () => {
    const { reconciler, waiting, reference, double, id, store } = await confirmed();
    double.frontDesk.checkIn(id);
    expect(await reconciler.round()).toBe(1);
    expect(store.journal.get(reference)?.booking?.status).toBe("in_house");
    expect(waiting(reference)).toBeUndefined();
  });

  it("are gone only when they are missing twice: one reading may be old", async () => {
    const { reconciler, desk, reference, double } = await confirmed();
    const orders = double.state.orders.splice(0);
    expect(await reconciler.round()).toBe(0);
    double.state.orders.push(...orders);
    expect(await reconciler.round()).toBe(0);
    double.state.orders.splice(0);
    expect(await reconciler.round()).toBe(0);
    expect(await reconciler.round()).toBe(1);
    expect(desk(reference)).toMatch(/ya no está en el PMS/);
    expect(await reconciler.round()).toBe(0);
  });

  it("wait for a PMS that is down", async () => {
    const { reconciler, waiting, reference, double, id, clock } = await confirmed();
    double.frontDesk.cancel(id);
    double.down();
    expect(await reconciler.round()).toBe(0);
    double.up();
    clock.advance(MINUTE);
    expect(await reconciler.round()).toBe(1);
    expect(waiting(reference)).toBe("existing_booking");
  });
});
