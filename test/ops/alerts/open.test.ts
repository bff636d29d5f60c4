import { expect, it } from "vitest";
import { openAlerts } from "../../../src/ops/alerts/open.ts";
import type { CheckState } from "../../../src/ops/checks/check.ts";

const check = (name: string, state: CheckState, text: string = state) => ({ name, state, text });

it("what is wrong keeps its beginning while it lasts, the worst first, and goes when it is good again", () => {
  const first = openAlerts([], [check("pms", "warning"), check("disk", "ok")], 1_000);
  expect(first).toEqual([{ name: "pms", state: "warning", text: "warning", since: 1_000 }]);
  const second = openAlerts(first, [check("pms", "warning", "still"), check("disk", "critical")], 2_000);
  expect(second).toEqual([
    { name: "disk", state: "critical", text: "critical", since: 2_000 },
    { name: "pms", state: "warning", text: "still", since: 1_000 },
  ]);
  const third = openAlerts(second, [check("pms", "ok"), check("disk", "unknown")], 3_000);
  expect(third.map(({ name, since }) => [name, since])).toEqual([["disk", 2_000]]);
  expect(openAlerts(third, [check("pms", "ok")], 4_000)).toEqual([]);
});
