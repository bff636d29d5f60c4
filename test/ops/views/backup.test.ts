import { expect, test } from "vitest";
import type { HeldReport } from "../../../src/control/contract-backup.ts";
import { heldLines } from "../../../src/ops/views/backup.ts";
import type { Paint } from "../../../src/ops/views/status.ts";

const said = (mark: string) => (text: string) => `<${mark}>${text}`;
const PAINT: Paint = {
  good: said("good"),
  bad: said("bad"),
  dim: said("dim"),
  strong: said("strong"),
};

const REPLY = {
  id: "r1",
  conversation: 7,
  who: "Ana",
  channel: "whatsapp",
  text: "Hola",
  why: "no answer",
  writtenAt: "2027-02-01T10:00:00.000Z",
};
const LOST: HeldReport = { schema: 1, held: [], undelivered: [{ ...REPLY, state: "unknown" }] };
const NOW = Date.parse("2027-02-01T11:00:00Z");

test("nothing looks well above replies that did not arrive", () => {
  const [first, ...rest] = heldLines(LOST, NOW, PAINT);
  expect(first).toMatch(/^<bad>1 did not arrive/);
  expect(rest.join("\n")).toContain("may have arrived: no answer");
  expect([first, ...rest].join("\n")).not.toContain("<good>");
  expect(rest.at(-1)).toBe("nothing is held back");
});

test("what is held back is told after what did not arrive, and each by itself as before", () => {
  const both = heldLines({ ...LOST, held: [REPLY] }, NOW, PAINT);
  expect(both.indexOf("1 held back:")).toBe(3);
  expect(heldLines({ ...LOST, held: [REPLY], undelivered: [] }, NOW, PAINT)[0]).toContain("r1");
  expect(heldLines({ ...LOST, undelivered: [] }, NOW, PAINT)).toEqual(["<good>nothing is held back"]);
});
