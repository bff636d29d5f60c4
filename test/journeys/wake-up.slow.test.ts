import { expect, it } from "vitest";
import { withoutBaresip } from "../support/telephone/baresip.ts";
import { type TelephonedHotel, telephonedHotel } from "../support/telephone/hotel.ts";

const TIMEOUT_MS = 180_000;
const MINUTE = 60_000;
/** From ten in the morning, when the hotel opens its line, to just before seven of the next. */
const NIGHT_MS = 21 * 60 * MINUTE - MINUTE;

/** A guest of room 101 wants to be woken at seven. */
async function asksToBeWoken(hotel: TelephonedHotel): Promise<void> {
  const say = (text: string) => hotel.control.chat({ session: "room-101", text, language: "en" });
  const asked = ["Can I have a wake-up call tomorrow at 7:00?", "room 101", "yes"];
  const heard: string[] = [];
  for (const text of asked) heard.push(...(await say(text)).replies.map((reply) => reply.text));
  expect(heard.join("\n")).toContain("7:00");
  const { requests } = await hotel.control.work.requests(false);
  expect(requests).toMatchObject([{ kind: "wake_up_call", room: "101", state: "open" }]);
}

it(
  "a wake-up call rings the room at its minute, says the time, and is done",
  async ({ skip }) => {
    const why = withoutBaresip();
    if (why) skip(why);
    const hotel = await telephonedHotel();
    const room = await hotel.telephone("101", "answermode=auto");
    await asksToBeWoken(hotel);
    hotel.pass(NIGHT_MS);
    expect(room.events).not.toContain("CALL_INCOMING");
    hotel.pass(MINUTE);
    await expect.poll(() => room.events, { timeout: 30_000 }).toContain("CALL_ESTABLISHED");
    await expect.poll(() => room.silentFor() > 0, { timeout: 30_000 }).toBe(true);
    await expect.poll(() => room.events, { timeout: 60_000 }).toContain("CALL_CLOSED");
    await expect.poll(async () => (await hotel.control.work.requests(false)).requests).toEqual([]);
    const { calls } = await hotel.control.phone.calls();
    expect(calls).toMatchObject([{ direction: "out", room: "101", why: "we_hung_up" }]);
  },
  TIMEOUT_MS,
);

it(
  "a wake-up call that nobody answers rings again after five minutes, then at the desk",
  async ({ skip }) => {
    const why = withoutBaresip();
    if (why) skip(why);
    const hotel = await telephonedHotel();
    const room = await hotel.telephone("101");
    const rings = () => room.events.filter((event) => event === "CALL_INCOMING").length;
    await asksToBeWoken(hotel);
    hotel.pass(NIGHT_MS + MINUTE);
    await expect.poll(rings, { timeout: 30_000 }).toBe(1);
    await hotel.logged(/a wake-up call could not be placed/);
    hotel.pass(5 * MINUTE);
    await expect.poll(rings, { timeout: 30_000 }).toBe(2);
    hotel.pass(2 * MINUTE);
    const alarms = async () =>
      (await hotel.control.work.requests(false)).requests.map(({ alarm }) => alarm).join();
    await expect
      .poll(alarms, { timeout: 60_000 })
      .toContain("nobody answered the wake-up call of 07:00, room 101");
  },
  TIMEOUT_MS,
);
