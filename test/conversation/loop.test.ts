import { describe, expect, it } from "vitest";
import { newGuest } from "./support/guest.ts";

const SECOND = 1_000;

describe("another machine that answers by itself", () => {
  it("is answered four times the same, then no more, and the desk is told once", () => {
    const guest = newGuest("es");
    const answers = Array.from({ length: 8 }, () => {
      guest.now += 2 * SECOND;
      return guest.say("thanks", {}, { text: "Gracias por su mensaje. Le responderemos pronto." });
    });
    const told = answers.flatMap(({ requests }) => requests.filter((each) => each.kind === "handover"));
    expect(told).toMatchObject([{ reason: "loop" }]);
    expect(answers.filter(({ text }) => text !== "").length).toBeLessThanOrEqual(6);
    expect(answers.at(-1)?.text).toBe("");
    expect(guest.state.mode).toBe("person");
  });

  it("that words it otherwise each time is answered twenty times at most", () => {
    const guest = newGuest("en");
    const intents = ["breakfast", "pool", "thanks", "location", "gym"];
    let answered = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      guest.now += 3 * SECOND;
      const { text } = guest.say(intents[turn % intents.length] ?? "", {}, { text: `message ${turn}` });
      if (text !== "") answered += 1;
    }
    expect(answered).toBeLessThanOrEqual(21);
    expect(guest.state.mode).toBe("person");
  });

  it("is never somebody who takes their time, or whose booking moves on", () => {
    const slow = newGuest("es");
    for (let turn = 0; turn < 30; turn += 1) {
      slow.now += 90 * SECOND;
      slow.say("thanks", {}, { text: "gracias" });
    }
    expect(slow.state.mode).toBe("bot");
    const quick = newGuest("es");
    for (let night = 1; night <= 25; night += 1) {
      quick.now += SECOND;
      const day = String(night).padStart(2, "0");
      quick.say("availability", { stay: { arrival: `2026-03-${day}`, nights: 2 }, adults: 2 }, { text: day });
    }
    expect(quick.state.mode).toBe("bot");
  });

  it("can come again after the desk gave the conversation back", () => {
    const guest = newGuest("es");
    for (let turn = 0; turn < 7; turn += 1) guest.say("thanks", {}, { text: "gracias" });
    expect(guest.state.mode).toBe("person");
    guest.event({ kind: "given_back" });
    expect(guest.say("breakfast").text).toContain("7:30");
  });
});
