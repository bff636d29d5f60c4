import { expect, it } from "vitest";
import { goAway } from "../../../../audio/line/audiosocket/away.ts";
import type { EndReason } from "../../../../audio/line/voice-call.ts";
import { virtualWorld } from "../support/virtual.ts";

function leaving() {
  const { clock, run } = virtualWorld();
  const ends: [EndReason, number][] = [];
  const away = goAway(clock, (why) => ends.push([why, clock.now()]));
  return { away, run, ends };
}

it("counts as put through where the dialplan asks nothing: it will tell nothing either", async () => {
  const { run, ends } = leaving();
  await run(100_000);
  expect(ends).toEqual([["transferred", 5_000]]);
});

it("has lost the caller where the dialplan asked where to, and a minute later has told nothing", async () => {
  const { away, run, ends } = leaving();
  await run(1_000);
  away.asked();
  await run(200_000);
  expect(ends).toEqual([["caller_hung_up", 61_000]]);
});

it("has lost the caller who was to come back and did not", async () => {
  const { away, run, ends } = leaving();
  away.asked();
  await run(25_000);
  expect(away.outcome()).toBeUndefined();
  expect(away.dialled("NOANSWER")).toBe(true);
  expect(away.outcome()).toBe("no_answer");
  await run(200_000);
  expect(ends).toEqual([["caller_hung_up", 30_000]]);
});

it("waits for nothing more once the caller is back", async () => {
  const { away, run, ends } = leaving();
  away.dialled("BUSY");
  away.stop();
  await run(200_000);
  expect(ends).toEqual([]);
});
