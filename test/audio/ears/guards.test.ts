import { describe, expect, it } from "vitest";
import type { Heard } from "../../../audio/ears/engine-request.ts";
import { echoes, type Reading, refusal } from "../../../audio/ears/guards.ts";
import { isPhantom } from "../../../audio/ears/phantoms.ts";

function reading(text: string, change: Partial<Heard> & { seconds?: number; prompt?: string } = {}): Reading {
  const { seconds = 3, prompt, ...heard } = change;
  return {
    text,
    speechSeconds: seconds,
    heard: { text, words: [], meanLogProb: -0.3, noSpeech: 0, ms: 0, ...heard },
    ...(prompt === undefined ? {} : { prompt }),
  };
}

describe("what is refused", () => {
  it("believes a clear sentence", () => {
    expect(refusal(reading("Quiero una habitación doble"))).toBeUndefined();
  });

  it.each([
    ["noise", reading("…")],
    ["noise", reading("Gracias por llamar", { noSpeech: 0.8, meanLogProb: -1.1 })],
    ["noise", reading("I'm going to go to the next room.", { meanLogProb: -1.71 })],
    ["phantom", reading("Subtítulos realizados por la comunidad de Amara.org")],
    ["loop", reading("que es el ".repeat(40), { seconds: 60 })],
    ["too_fast", reading("Quiero reservar una habitación doble para dos", { seconds: 0.5 })],
    ["low_confidence", reading("Ado y el noche", { meanLogProb: -1.3 })],
    [
      "prompt_echo",
      reading("Habitaciones: Doble, Individual, Suite.", {
        prompt: "Hotel Sol. Habitaciones: doble, individual, suite.",
      }),
    ],
  ])("says %s", (why, doubtful) => {
    expect(refusal(doubtful)).toBe(why);
  });

  it("does not take a high no-speech alone for noise", () => {
    expect(refusal(reading("Sí", { noSpeech: 0.9, meanLogProb: -0.4 }))).toBeUndefined();
  });
});

describe("echo of the prompt", () => {
  const prompt = "Reserva en Hotel Sol. Habitaciones: Doble estándar, Individual.";

  it("is a piece of it of four words and more, however it is written", () => {
    expect(echoes("hotel sol habitaciones doble", prompt)).toBe(true);
    expect(echoes("Doble estándar", prompt)).toBe(false);
    expect(echoes("Quiero la doble estándar del Hotel Sol", prompt)).toBe(false);
  });
});

describe("phantoms", () => {
  it.each([
    "¡Gracias por ver el video!",
    "Gracias por ver el vídeo.",
    "Legendas pela comunidade Amara.org",
    "Obrigado por assistir!",
    "Thanks for watching!",
    "Thank you so much for watching.",
    "Suscríbete al canal",
    "Música",
  ])("never believes «%s»", (text) => {
    expect(isPhantom(text, 4)).toBe(true);
  });

  it("believes a thank you only when there was breath for it", () => {
    expect(isPhantom("Gracias.", 0.26)).toBe(true);
    expect(isPhantom("Gracias.", 0.6)).toBe(false);
    expect(isPhantom("Gracias por la información", 1)).toBe(false);
    expect(isPhantom("¿Hay música en vivo?", 1)).toBe(false);
  });
});
