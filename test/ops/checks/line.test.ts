import { expect, test } from "vitest";
import { checkLine } from "../../../src/ops/checks/line.ts";

test("a line that is down is critical and says what to look at; none at all is fine", () => {
  expect(checkLine({})).toMatchObject({ state: "ok", text: "not set up" });
  expect(checkLine({ line: { state: "up", text: "registered as 200" } })).toMatchObject({ state: "ok" });
  expect(checkLine({ line: { state: "starting", text: "registering" } }).state).toBe("warning");
  const down = checkLine({ line: { state: "down", text: "not registered: no answer, for 3 min" } });
  expect(down.state).toBe("critical");
  expect(down.cure).toContain("exchange");
});
