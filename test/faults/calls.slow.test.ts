import { expect, it } from "vitest";
import { withoutBaresip } from "../support/telephone/baresip.ts";
import { guestCalls } from "../support/telephone/guest.ts";
import { telephonedHotel } from "../support/telephone/hotel.ts";

/** Half a minute each, and what a busy machine adds. */
const TIMEOUT_MS = 300_000;
const NUMBER = "+34600111222";
const WISH = "Quiero una habitación doble, del tres al cinco de marzo.";
const ADAM = { voice: "es+adam", speed: 135 };

it(
  "a turn in which the speech engine dies is heard by the next one, and answered",
  async ({ skip }) => {
    const why = withoutBaresip();
    if (why) skip(why);
    const hotel = await telephonedHotel();
    const guest = await guestCalls(hotel, NUMBER);
    const answered = guest.say("Una persona.", ADAM, /./);
    await hotel.killAtWork("whisper-server");
    expect(await answered).not.toBe("");
    expect((await guest.turns()).find(({ author }) => author === "guest")?.text).toMatch(/una persona/i);
  },
  TIMEOUT_MS,
);

it(
  "a caller whose network is gone is let go of, and what was arranged waits for their next call",
  async ({ skip }) => {
    const why = withoutBaresip();
    if (why) skip(why);
    const hotel = await telephonedHotel();
    const guest = await guestCalls(hotel, NUMBER);
    await guest.say(WISH, ADAM, /personas/);
    guest.phone.vanish();
    await hotel.logged(/"why":"lost"/);
    const { calls } = await hotel.control.phone.calls();
    expect(calls).toMatchObject([{ number: NUMBER, why: "lost" }]);
    const again = await guestCalls(hotel, NUMBER);
    expect(await again.say("Una persona.", ADAM, /marzo/)).toMatch(/3 .*5 de marzo/);
  },
  TIMEOUT_MS,
);
