import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryStore } from "../store/support/opened.ts";
import { startDouble } from "../support/qloapps/double.ts";
import type { FaultKind } from "../support/qloapps/faults.ts";
import { shopHotel } from "./support/shop-hotel.ts";
import { virtualClock } from "./support/virtual-clock.ts";

const STAY = { arrival: "2027-03-10", departure: "2027-03-13" };

async function under() {
  const clock = virtualClock();
  const opened = temporaryStore();
  const double = await startDouble({ now: clock.now });
  const hotel = shopHotel(opened, double.url, clock, { writeTimeoutMs: 300 });
  onTestFinished(async () => {
    await hotel.end();
    await double.stop();
  });
  const { store } = opened;
  const held = () => double.state.rows.filter((row) => !row.refunded && !row.backOrder);
  return { ...hotel, store, double, held };
}

/** Two luxury rooms and an executive one in one yes. */
const mixed = ({ intend }: Awaited<ReturnType<typeof under>>): string =>
  intend(1, STAY, "luxury", 2, "executive");

describe("rooms of several types in a QloApps shop", () => {
  it("are one order that the guest has the code of", async () => {
    const house = await under();
    const reference = mixed(house);
    await house.settle(reference);
    expect(house.store.journal.get(reference)).toMatchObject({
      state: "firm",
      booking: {
        parts: [
          { roomType: "luxury", rooms: 2 },
          { roomType: "executive", rooms: 1 },
        ],
      },
    });
    expect(house.double.state.orders).toHaveLength(1);
    expect(house.held()).toHaveLength(3);
    expect(house.told(reference)).toContain(house.double.state.orders[0]?.code);
  });

  it("that the desk cancels are told as they were last known, not as what is left of the order", async () => {
    const house = await under();
    const reference = mixed(house);
    await house.settle(reference);
    const released = house.held().find((row) => row.type === 3);
    Object.assign(released ?? {}, { refunded: true });
    expect(await house.reconciler.round()).toBe(1);
    house.double.frontDesk.cancel(house.double.state.orders[0]?.id ?? 0);
    expect(await house.reconciler.round()).toBe(1);
    const { booking } = house.store.journal.get(reference) ?? {};
    expect(booking).toMatchObject({ status: "cancelled", roomType: "luxury" });
    expect(booking?.roomNumbers).toHaveLength(2);
    expect(booking).not.toHaveProperty("parts");
    expect(booking).not.toHaveProperty("roomsUnclear");
  });

  it.each<FaultKind>(["done, 500 notice", "done, reset", "done, 502"])(
    "are found by their reference after «%s», and written once",
    async (kind) => {
      const house = await under();
      house.double.arm({ on: "POST bookings", kind });
      const reference = mixed(house);
      await house.settle(reference);
      expect(house.store.journal.get(reference)?.state).toBe("firm");
      expect(house.held()).toHaveLength(3);
      expect(house.double.requests.filter((each) => each === "POST bookings")).toHaveLength(1);
    },
  );

  it.each<FaultKind>(["back order", "double booking"])(
    "are given back whole when one was taken by «%s», and tried once more",
    async (kind) => {
      const house = await under();
      house.double.arm({ on: "POST bookings", kind });
      const reference = mixed(house);
      await house.settle(reference);
      const ours = house.double.state.orders.filter(({ source }) => source === `hotelbot:${reference}`);
      const firm = ours.filter(({ id }) => house.held().some((row) => row.order === id));
      expect(firm).toHaveLength(1);
      expect(house.held().filter((row) => row.order === firm[0]?.id)).toHaveLength(3);
      expect(house.store.journal.get(reference)?.state).toBe("firm");
    },
  );

  it("leave nothing behind when one type was sold meanwhile", async () => {
    const house = await under();
    const reference = mixed(house);
    const before = house.double.state.rows.length;
    let taken = 0;
    for (let room = 0; room < 9; room += 1) {
      try {
        house.double.frontDesk.book(3, STAY.arrival, STAY.departure);
        taken += 1;
      } catch {
        break;
      }
    }
    await house.settle(reference);
    expect(house.store.journal.get(reference)?.state).toBe("refused");
    expect(house.held()).toHaveLength(before + taken);
    expect(house.told(reference)).not.toContain("confirmada");
  });
});
