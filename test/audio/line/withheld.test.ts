import { expect, test } from "vitest";
import { shown } from "../../../audio/line/withheld.ts";

test.each([
  [
    { number: "+34600111222", name: "Ana" },
    { number: "+34600111222", name: "Ana" },
  ],
  [{ number: "600111222", name: "600111222" }, { number: "600111222" }],
  [{ number: "anonymous", name: "Anonymous" }, {}],
  [{ number: "Unknown", name: "" }, {}],
  [{ number: "0000000000", name: "Privado" }, {}],
  [
    { number: " 101 ", name: " Room 101 " },
    { number: "101", name: "Room 101" },
  ],
])("%j is shown as %j", (told, party) => {
  expect(shown(told)).toEqual(party);
});
