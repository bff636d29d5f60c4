import { describe, expect, it } from "vitest";
import type { Booking } from "../../../src/domain/hotel.ts";
import type { Pms } from "../../../src/pms/port.ts";
import { pmsOn } from "./adapter.ts";
import { under } from "./support.ts";

const BEFORE = { arrival: "2027-03-10", departure: "2027-03-12" };
const AFTER = { arrival: "2027-03-20", departure: "2027-03-23" };
const TOTAL = { minor: 858_000, currency: "USD" };

/** Every question a write consists of: the process ends as that one reaches the shop, done there or not. */
const points = (questions: number) =>
  Array.from({ length: questions }, (_, at) => [
    { request: at + 1, served: false },
    { request: at + 1, served: true },
  ]).flat();

/** Lets `write` end at a point, then looks at what is left with an adapter that remembers nothing. */
async function cutOff(
  point: { request: number; served: boolean },
  write: (pms: Pms, booking: Booking) => Promise<unknown>,
) {
  const { double, pms } = await under();
  const booking = await pms.create({
    reference: "cut-1-1",
    roomType: "luxury",
    stay: BEFORE,
    party: { adults: 2, children: 0 },
    rooms: 1,
    guest: { name: "Ana Núñez", email: "ana@example.com", phone: "+34600000001" },
    total: { minor: 572_000, currency: "USD" },
    language: "es",
    channel: "whatsapp",
  });
  double.onRequest(point.request, () => {
    void pms.close();
    return point.served;
  });
  await write(pms, booking).catch(() => undefined);
  const again = pmsOn(double.url).pms;
  const left = await again.findByReference("cut-1-1");
  const held = (): number => double.state.rows.filter((row) => !row.refunded && !row.backOrder).length;
  return { again, booking, left, held };
}

describe("cut off at question", () => {
  it.each(points(11))("$request (done there: $served), a change is whole or not there", async (point) => {
    const asked = { stay: AFTER, total: TOTAL };
    const { again, booking, left, held } = await cutOff(point, (pms, { pmsId }) => pms.change(pmsId, asked));
    expect([BEFORE, AFTER]).toContainEqual(left?.stay);
    expect(left).toMatchObject({ status: "firm", code: booking.code });
    expect(held()).toBe(1);
    expect(await again.change(booking.pmsId, asked)).toMatchObject({
      stay: AFTER,
      status: "firm",
      total: TOTAL,
    });
    expect(held()).toBe(1);
    await again.close();
  });

  it.each(points(10))(
    "$request (done there: $served), a cancellation is whole or not there",
    async (point) => {
      const { again, booking, left, held } = await cutOff(point, (pms, { pmsId }) => pms.cancel(pmsId));
      expect(["firm", "cancelled"]).toContain(left?.status);
      expect(held()).toBe(left?.status === "firm" ? 1 : 0);
      expect(await again.cancel(booking.pmsId)).toMatchObject({ status: "cancelled" });
      expect(held()).toBe(0);
      await again.close();
    },
  );
});
