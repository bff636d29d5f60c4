import { expect, it } from "vitest";
import type { Booking } from "../../../src/domain/hotel.ts";
import { addMoney } from "../../../src/domain/money.ts";
import type { Double } from "../../support/qloapps/double.ts";
import { under } from "./support.ts";

const STAY = { arrival: "2027-03-10", departure: "2027-03-13" };
const LUXURY = { roomType: "luxury", rooms: 1, party: { adults: 2, children: 0 } };
const EXECUTIVE = { roomType: "executive", rooms: 1, party: { adults: 1, children: 0 } };

/** A luxury room and an executive one, booked as one. */
async function booked() {
  const shop = await under();
  const { pms } = shop;
  const priced = async ({ roomType, party }: typeof LUXURY) => {
    const [quote] = await pms.quote({ stay: STAY, party, rooms: 1, roomType });
    if (!quote) throw new Error("no price");
    return quote.total;
  };
  const luxury = { ...LUXURY, total: await priced(LUXURY) };
  const executive = { ...EXECUTIVE, total: await priced(EXECUTIVE) };
  const booking = await pms.create({
    reference: "demo-1-1",
    roomType: "luxury",
    stay: STAY,
    party: { adults: 3, children: 0 },
    rooms: 2,
    guest: { name: "Ana Núñez", email: "ana@example.com", phone: "+34600000001" },
    total: addMoney(luxury.total, executive.total),
    language: "es",
    channel: "whatsapp",
    parts: [luxury, executive],
  });
  return { ...shop, booking };
}

/** The front desk gives one room of an order back on its own screen. */
function giveBack(double: Double, { pmsId }: Booking, type: number): void {
  const row = double.state.rows.find((each) => each.order === Number(pmsId) && each.type === type);
  Object.assign(row ?? {}, { refunded: true, cancelled: true });
}

it("a cancelled order is told with the rooms it held until then, not with one given back before", async () => {
  const { double, pms, booking } = await booked();
  giveBack(double, booking, 3);
  const cancelled = await pms.cancel(booking.pmsId);
  expect(cancelled).toMatchObject({
    status: "cancelled",
    roomType: "luxury",
    party: { adults: 2, children: 0 },
  });
  expect(cancelled.roomNumbers).toHaveLength(1);
  expect(cancelled).not.toHaveProperty("parts");
  expect(cancelled).not.toHaveProperty("roomsUnclear");
});

it("rooms of several types that were cancelled together are told together", async () => {
  const { pms, booking } = await booked();
  expect(await pms.cancel(booking.pmsId)).toEqual({ ...booking, status: "cancelled" });
});

it("what is read of a cancelled order later says that its rooms are not certain", async () => {
  const { double, pms, booking } = await booked();
  giveBack(double, booking, 3);
  double.frontDesk.cancel(Number(booking.pmsId));
  const read = await pms.findByCode(booking.code);
  expect(read).toMatchObject({ status: "cancelled", roomsUnclear: true });
  expect(booking).not.toHaveProperty("roomsUnclear");
});
