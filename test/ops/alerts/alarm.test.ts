import { expect, it } from "vitest";
import { createAlarm } from "../../../src/ops/alerts/alarm.ts";
import type { CheckState } from "../../../src/ops/checks/check.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What was told, as `event state@minute`, while one check went through `states`. */
function told(states: readonly (readonly [minute: number, state: CheckState])[]): string[] {
  const alarm = createAlarm(HOUR);
  return states.flatMap(([minute, state]) =>
    alarm
      .look([{ name: "pms", state, text: "" }], minute * MINUTE)
      .map(({ event, check, at }) => `${event} ${check.state}@${at / MINUTE}`),
  );
}

it("tells once that a check turned bad, and once that it is good again", () => {
  expect(
    told([
      [0, "ok"],
      [1, "warning"],
      [2, "warning"],
      [3, "ok"],
      [4, "ok"],
    ]),
  ).toEqual(["raised warning@1", "cleared ok@3"]);
});

it("tells at once that it got worse, and not that it is only half as bad", () => {
  expect(
    told([
      [1, "warning"],
      [2, "critical"],
      [3, "warning"],
      [4, "critical"],
      [5, "ok"],
    ]),
  ).toEqual(["raised warning@1", "raised critical@2", "cleared ok@5"]);
});

it("tells what comes and goes once an hour, and then what is still bad", () => {
  expect(
    told([
      [0, "critical"],
      [1, "ok"],
      [2, "critical"],
      [3, "ok"],
      [4, "critical"],
      [59, "critical"],
      [60, "critical"],
      [61, "critical"],
    ]),
  ).toEqual(["raised critical@0", "cleared ok@1", "raised critical@60"]);
});

it("takes a check that could not be made for no news", () => {
  expect(
    told([
      [0, "critical"],
      [1, "unknown"],
      [2, "critical"],
      [3, "unknown"],
    ]),
  ).toEqual(["raised critical@0"]);
});

it("gives each cause a cooldown of its own", () => {
  const alarm = createAlarm(HOUR);
  const bad = (name: string) => [{ name, state: "critical" as const, text: "" }];
  expect(alarm.look(bad("pms"), 0)).toHaveLength(1);
  expect(alarm.look([...bad("pms"), ...bad("disk")], MINUTE).map(({ check }) => check.name)).toEqual([
    "disk",
  ]);
});

it("is over when the check is not made any more, and rings anew when it comes back", () => {
  const alarm = createAlarm(HOUR);
  const emergency = { name: "emergency-7", state: "critical" as const, text: "a guest reports an emergency" };
  const look = (checks: Parameters<typeof alarm.look>[0], at: number): string[] =>
    alarm.look(checks, at).map(({ event, check }) => `${event} ${check.name}`);
  expect(look([emergency], 0)).toEqual(["raised emergency-7"]);
  expect(look([], MINUTE)).toEqual(["cleared emergency-7"]);
  expect(look([emergency], 2 * MINUTE)).toEqual(["raised emergency-7"]);
});
