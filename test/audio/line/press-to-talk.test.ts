import { rm } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import type { LiveVads } from "../../../audio/ears/live-vad.ts";
import { soundcardDoor } from "../../../audio/line/soundcard/door.ts";
import type { VoiceCall } from "../../../audio/line/voice-call.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { handset, pipe } from "./support/handset.ts";

/** Everything is speech: what does not begin a conversation here was never listened to. */
const allSpeech: LiveVads = () => ({ hear: () => ({ voiced: true, level: 9_000 }), close: () => undefined });
const ENTER = 28;
const SPACE = 57;

/** A door that waits for its button, and whose calls are over when the test says so. */
async function door(button?: { readonly path: string; readonly key?: number }) {
  const made = soundcardDoor({ ...(button ? { button } : {}), vads: allSpeech, clock: systemClock() });
  const calls: VoiceCall[] = [];
  const frames: boolean[] = [];
  const keys: string[] = [];
  made.onCall((call) => {
    calls.push(call);
    call.onFrame((frame) => frames.push(frame.some((sample) => sample !== 0)));
    call.onDigit((digit) => keys.push(digit));
  });
  await made.start();
  onTestFinished(() => made.stop());
  return { made, calls, frames, keys };
}

test("a press begins the conversation, and only what is said while the button is down is heard", async () => {
  const hand = await handset();
  const { made, calls, frames, keys } = await door({ path: hand.button });
  await hand.noise();
  await expect.poll(() => made.state().text).toBe("waiting for the handset's button");
  expect(calls).toEqual([]);

  await hand.keys([ENTER, "down"]);
  await expect.poll(() => calls.length).toBe(1);
  await hand.noise();
  await expect.poll(() => frames.length).toBe(50);
  expect(frames).not.toContain(false);

  // A second press, which silences whoever speaks; both go the same way, so the first was let go by then.
  await hand.keys([ENTER, "up"], [SPACE, "down"], [SPACE, "up"]);
  await expect.poll(() => keys).toEqual(["*"]);
  await hand.noise();
  await expect.poll(() => frames.length).toBe(100);
  // The last syllable, and then nothing.
  expect(frames.slice(50).lastIndexOf(true)).toBe(9);

  calls[0]?.hangUp();
  expect(await calls[0]?.ended).toBe("we_hung_up");
  await hand.noise();
  expect(made.state()).toMatchObject({ state: "up", calls: 0 });
  await hand.keys([ENTER, "down"]);
  await expect.poll(() => calls.length).toBe(2);
});

test("without a button whoever speaks begins the conversation, and is heard all along", async () => {
  const hand = await handset();
  const { calls, frames } = await door();
  await hand.noise();
  await expect.poll(() => calls.length).toBe(1);
  await hand.noise();
  await expect.poll(() => frames.length).toBe(90);
  expect(frames).not.toContain(false);
});

test("where one key is named, no other counts", async () => {
  const hand = await handset();
  const { made, calls, keys } = await door({ path: hand.button, key: SPACE });
  await hand.noise();
  await expect.poll(() => made.state().state).toBe("up");
  await hand.keys([ENTER, "down"], [ENTER, "up"], [SPACE, "down"]);
  await expect.poll(() => calls.length).toBe(1);
  expect(keys).toEqual([]);
});

test("a button that is not there is told, and found when it is plugged in", async () => {
  const hand = await handset();
  await rm(hand.button);
  const { made, calls } = await door({ path: hand.button });
  await hand.noise();
  await expect.poll(() => made.state().text).toContain("The handset's button cannot be read");
  expect(made.state().state).toBe("down");
  const again = await pipe(hand.button);
  await expect
    .poll(
      async () => {
        // Written again and again: nobody reads before the door has looked once more.
        await again.write(Buffer.alloc(24));
        return made.state().state;
      },
      { timeout: 5_000 },
    )
    .toBe("up");
  expect(calls).toEqual([]);
});
