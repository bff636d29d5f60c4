import fc from "fast-check";
import { expect, test } from "vitest";
import { compose, composeSpeech } from "../../src/pipeline/compose.ts";

test("a turn's replies are one message, with the last reply's buttons", () => {
  const buttons = [{ id: "yes", title: "Sí" }];
  expect(compose([{ text: "Desayuno de 8 a 11." }, { text: "¿Reservo?", buttons }])).toEqual([
    { kind: "text", text: "Desayuno de 8 a 11.\n\n¿Reservo?", buttons },
  ]);
});

test("a question too long for buttons beside the rest goes after it, buttons and all", () => {
  const buttons = [{ id: "yes", title: "Sí" }];
  const long = "a".repeat(1_000);
  expect(compose([{ text: long }, { text: "¿Reservo la habitación?", buttons }])).toEqual([
    { kind: "text", text: long },
    { kind: "text", text: "¿Reservo la habitación?", buttons },
  ]);
});

test("nothing to say is no message", () => {
  expect(compose([])).toEqual([]);
  expect(compose([{ text: "  " }])).toEqual([]);
});

test("no message is over WhatsApp's limits and no word is lost, whatever the replies", () => {
  const word = fc.constantFrom("a", "habitación", "\n\n", "x".repeat(300), "¿sí?", " ");
  const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(" "));
  const reply = fc.record({ text, buttons: fc.constantFrom(undefined, [{ id: "a", title: "A" }]) });
  fc.assert(
    fc.property(fc.array(reply, { maxLength: 4 }), (replies) => {
      const given = replies.map(({ text: words, buttons }) =>
        buttons ? { text: words, buttons } : { text: words },
      );
      const sent = compose(given);
      for (const content of sent) {
        if (content.kind !== "text") throw new Error("only texts are composed");
        expect(content.text.length).toBeGreaterThan(0);
        expect(content.text.length).toBeLessThanOrEqual(content.buttons ? 1_024 : 4_096);
      }
      const squeeze = (words: readonly string[]): string => words.join("").replace(/\s/g, "");
      expect(squeeze(sent.map((content) => (content.kind === "text" ? content.text : "")))).toBe(
        squeeze(given.map((each) => each.text)),
      );
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

test("the ear gets the spoken form where there is one", () => {
  expect(
    composeSpeech([{ text: "Código QX7", speech: "Código: cu, equis, siete" }, { text: "Gracias" }]),
  ).toBe("Código: cu, equis, siete\nGracias");
});
