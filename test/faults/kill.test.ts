import { expect, it } from "vitest";
import { playRound, seedsFrom } from "./support/rounds.ts";

// HOTELBOT_SEED=<seed> plays one round again. Fifty are played by kill.slow.test.ts.
it.concurrent.for(seedsFrom(process.env.HOTELBOT_SEED, 4))(
  "a guest books while the daemon is killed, seed %i: nothing is lost, said twice or booked twice",
  { timeout: 180_000 },
  async (seed) => {
    const { kills, ...round } = await playRound(seed);
    expect(round).toEqual({ seed, wrong: [], journal: "" });
    expect(kills.length).toBeGreaterThan(0);
  },
);
