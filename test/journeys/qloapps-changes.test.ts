import { expect, it } from "vitest";
import type { Double } from "../support/qloapps/double.ts";
import { hotelOnAShop } from "./support/shop.ts";

/** The same, with a guest who says several things; answers what they are told to the last of them. */
async function guestOfAShop() {
  const shop = await hotelOnAShop();
  const says = async (...lines: readonly string[]): Promise<string> => {
    let told = "";
    for (const text of lines) {
      const { replies } = await shop.say(text);
      told = replies.map((reply) => reply.text).join("\n");
    }
    return told;
  };
  return { ...shop, says };
}

const BOOKS = [
  "Hello! Do you have a general room from 3 to 5 March for two people?",
  "yes",
  "My name is Ana Pérez, ana.perez@example.com, +34600111222",
  "yes",
] as const;

it("a guest changes and cancels a booking in a QloApps shop: read back, held, written once each", {
  timeout: 60_000,
}, async () => {
  const { double, says } = await guestOfAShop();
  expect(await says(...BOOKS)).toContain("confirmed");
  const code = double.state.orders[0]?.code ?? "none";

  const read = await says("I want to change my booking, leaving on 6 March");
  expect(read).toMatch(/I'm keeping the change for you until/);
  expect(read).toContain("US$3,900, taxes included (before US$2,600: US$1,300 more)");
  expect(writes(double)).toEqual(["POST bookings"]);
  expect(await says("yes")).toContain(`Booking ${code} is now`);
  expect(writes(double)).toEqual(["POST bookings", "PUT bookings"]);
  expect(await says("yes", "can you show me my reservation?")).toContain("Saturday 6 March");
  expect(writes(double)).toHaveLength(2);

  const terms = await says("cancel my booking");
  expect(terms).toContain("Shall I cancel it?");
  expect(await says("no")).toContain("stays as it is");
  expect(double.state.orders[0]?.state).not.toBe(CANCELLED);
  expect(await says("cancel my booking", "yes")).toContain(`booking ${code} is cancelled`);
  expect(double.state.orders).toMatchObject([{ code, state: CANCELLED }]);
});

it("what the shop refuses goes to the desk with all of it, and the booking stays", {
  timeout: 60_000,
}, async () => {
  const { double, control, says } = await guestOfAShop();
  await says(...BOOKS);
  const code = double.state.orders[0]?.code ?? "none";
  // QloApps looks for a free room while the booking's own still counts: a full house refuses even a shorter stay.
  fillUp(double);
  const orders = double.state.orders.length;
  const read = await says("I want to change my booking, leaving on 4 March");
  expect(read).toContain("Shall I confirm it?");
  expect(await says("yes")).toMatch(/stays as it was/);
  const [waiting] = (await control.status()).waiting;
  expect(waiting).toMatchObject({ reason: "pms_refused" });
  const { turns } = await control.conversation(waiting?.id ?? 0);
  const summary = turns.find(({ kind }) => kind === "handover")?.text ?? "";
  for (const fact of [code, "4"]) expect(summary).toContain(fact);
  expect(double.state.orders).toHaveLength(orders);
  expect(double.state.orders[0]?.state).not.toBe(CANCELLED);
  expect((await control.booking(code)).booking).toMatchObject({ status: "firm", departure: "2027-03-05" });
});

const CANCELLED = 4;

function writes({ requests }: Double): string[] {
  return requests.filter((what) => /^(POST|PUT) bookings$/.test(what));
}

/** The front desk sells every other room of the type. */
function fillUp({ frontDesk }: Double): void {
  for (;;) {
    try {
      frontDesk.book(1, "2027-03-03", "2027-03-06");
    } catch {
      return;
    }
  }
}
