import { describe, expect, it } from "vitest";
import { commandsOf } from "../../src/understanding/commands.ts";
import { load, NOW } from "./support.ts";

const understanding = load();
const commands = (text: string) => commandsOf(understanding.understand(text, { now: NOW }));

describe("what a message asks the conversation to do", () => {
  it("a day that is only mentioned sets no stay", () => {
    expect(commands("hoy es el santo de mi abuela")).toEqual([{ command: "cannot_handle" }]);
    expect(commands("my car breaks down every Monday")).not.toContainEqual(
      expect.objectContaining({ command: "set", slot: "stay" }),
    );
  });

  it("and hides no question that would be put", () => {
    expect(commands("we have to call Sunday off")).toEqual([
      { command: "clarify", intents: ["cancel_booking"] },
    ]);
  });

  it("beside a wish it is set", () => {
    expect(commands("quiero una habitación para el sábado").map(({ command }) => command)).toContain("set");
  });

  it("a change by so much is a change of the booking", () => {
    expect(commands("queremos ampliar la estancia dos noches")).toEqual([
      { command: "start", intent: "modify_booking" },
      { command: "set", slot: "shift", value: { nights: 2 } },
    ]);
  });
});
