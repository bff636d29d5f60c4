import { expect, it } from "vitest";
import { playRound, seedsFrom } from "./support/rounds.ts";

// HOTELBOT_SEED=<seed> plays one round again.
it.for(seedsFrom(process.env.HOTELBOT_SEED, 50))(
  "a guest books while the daemon is killed, seed %i: nothing is lost, said twice or booked twice",
  { timeout: 180_000 },
  async (seed) => {
    const { kills, ...round } = await playRound(seed);
    expect(round).toEqual({ seed, wrong: [], journal: "" });
    expect(kills.length).toBeGreaterThan(0);
  },
);
