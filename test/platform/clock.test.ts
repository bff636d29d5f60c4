import { expect, it, onTestFinished, vi } from "vitest";
import { systemClock } from "../../src/platform/clock.ts";

const DAY = 86_400_000;

it("waits longer than one timer can, and not at all when called off on the way", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const clock = systemClock();
  const rang: string[] = [];
  clock.after(60 * DAY, () => rang.push("waited"));
  const cancel = clock.after(40 * DAY, () => rang.push("called off"));
  vi.advanceTimersByTime(30 * DAY);
  cancel();
  vi.advanceTimersByTime(30 * DAY - 1);
  expect(rang).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(rang).toEqual(["waited"]);
});
