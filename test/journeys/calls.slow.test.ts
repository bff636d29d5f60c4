import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withoutBaresip } from "../support/telephone/baresip.ts";
import { guestCalls } from "../support/telephone/guest.ts";
import { telephonedHotel } from "../support/telephone/hotel.ts";
import { STORIES, type Story } from "../support/telephone/stories.ts";

/**
 * A whole call in real time: a minute, and what a busy machine adds. Real ears may mishear a made-up voice three times
 * running; who is hung up on calls again, twice.
 */
const CALL = { timeout: 480_000, retry: 2 };

function recordingOf(story: Story): string | undefined {
  const folder = process.env.HOTELBOT_VOICES;
  const path = folder && story.recording && join(folder, story.recording.file);
  return path && existsSync(path) ? path : undefined;
}

async function books(language: keyof typeof STORIES, network: "good" | "lossy"): Promise<void> {
  const story = STORIES[language];
  const hotel = await telephonedHotel(network);
  const guest = await guestCalls(hotel, story.number);
  const last = await story.tell(guest, network === "good" ? recordingOf(story) : undefined);
  const code = /(?:código|code) (?:es|is|é) (?<code>[A-Z0-9, ]+)\./u.exec(last)?.groups?.code;
  const { booking } = await hotel.control.booking(code?.replaceAll(", ", "") ?? "none");
  const { arrival, departure } = story;
  expect(booking).toMatchObject({ status: "firm", arrival, departure });
  expect(booking?.guest).toMatch(story.name);
  await guest.phone.hangUp();
  await hotel.logged(/a call ended/);
}

for (const language of ["es", "en", "pt"] as const) {
  it(`a guest calls with a telephone, speaks ${language} and books a room`, CALL, async ({ skip }) => {
    const why = withoutBaresip();
    if (why) skip(why);
    await books(language, "good");
  });
}

// What holes make of a sentence is chance. In Spanish nothing is dictated: the number of guests and the rest are keys.
it("over a line that loses 5 % of the sound and shakes it by 30 ms, the booking succeeds", {
  ...CALL,
  retry: 2,
}, async ({ skip }) => {
  const why = withoutBaresip();
  if (why) skip(why);
  await books("es", "lossy");
});
