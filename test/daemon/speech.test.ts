import { expect, test } from "vitest";
import { createMouth } from "../../audio/mouth/mouth.ts";
import { demoHotelPath, loadHotel } from "../../src/config/load.ts";
import { createSpeech } from "../../src/daemon/speech.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { DEFAULT_VOICES, VOICES, type Voices } from "../../src/domain/voices.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("guests are spoken to in the voices of hotel.yaml", async () => {
  const config = loadHotel(demoHotelPath());
  const voices: Voices = { ...DEFAULT_VOICES, es: "es-419" };
  const { mouth } = createSpeech({
    root: process.cwd(),
    stateDir: await temporaryFolder(),
    config: { ...config, speech: { ...config.speech, voices } },
    clock: systemClock(),
    log: silentLogger(),
  });
  const said = await mouth.speak("Gracias, cinco zapatos.", "es");
  await mouth.stop();
  const [wanted, usual] = await Promise.all(
    [voices, DEFAULT_VOICES].map((each) =>
      createMouth({ voices: each, spares: 0, wordsPerMinute: config.speech.wordsPerMinute }).speak(
        "Gracias, cinco zapatos.",
        "es",
      ),
    ),
  );
  const same = (other?: Int16Array): boolean =>
    other !== undefined && said.length === other.length && said.every((sample, at) => sample === other[at]);
  expect([wanted, usual].map(same)).toEqual([true, false]);
});

test("every voice that hotel.yaml may name speaks", { timeout: 20_000 }, async () => {
  for (const language of LANGUAGES) {
    for (const voice of VOICES[language]) {
      const mouth = createMouth({ voices: { ...DEFAULT_VOICES, [language]: voice }, spares: 0 });
      expect((await mouth.speak("Hotel Miramar", language)).length, voice).toBeGreaterThan(8_000);
    }
  }
});
