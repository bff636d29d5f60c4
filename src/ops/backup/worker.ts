import { setPriority } from "node:os";
import { asHotelbotError } from "../../errors.ts";
import { systemClock } from "../../platform/clock.ts";
import { randomIds } from "../../platform/ids.ts";
import type { Word, Work } from "./apart.ts";
import { drill } from "./drill.ts";
import { drillIdentities } from "./keys.ts";
import { type Progress, packStaged } from "./make.ts";

// Run as a program by apart.ts: takes one piece of work, says how it goes, and ends.

const LOWEST = 19;

/** A quarter of a second between two words about progress: each chunk would be thousands of messages. */
const SAY_EVERY_MS = 250;

function say(word: Word, said: () => void = () => {}): void {
  process.send?.(word, said);
}

function sparingly(): Progress {
  let last = { stage: "", at: 0 };
  return (stage, done, all) => {
    const at = performance.now();
    if (stage === last.stage && at - last.at < SAY_EVERY_MS && done < all) return;
    last = { stage, at };
    say({ progress: [stage, done, all] });
  };
}

async function work(given: Work): Promise<Word> {
  try {
    if (given.kind === "pack") return { done: await packStaged({ ...given.options, progress: sparingly() }) };
    const identities = await drillIdentities(given.options.places);
    return { done: await drill({ ...given.options, identities, clock: systemClock(), ids: randomIds() }) };
  } catch (thrown) {
    const { code, details } = asHotelbotError(thrown);
    return { failed: { code, details } };
  }
}

setPriority(LOWEST);
// Whoever asked is gone: what is half done is nobody's.
process.on("disconnect", () => process.exit(1));
process.once("message", async (given: Work) => {
  const word = await work(given);
  say(word, () => {
    process.removeAllListeners("disconnect");
    process.disconnect();
  });
});
